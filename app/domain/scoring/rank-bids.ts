import type { TieLink } from './decision-record.ts'
import { drawLots, type Draw } from './draw-lots.ts'
import { Exact } from './exact.ts'

/** A bid that passed every mark, with what the tie chain may ask about it. Figures are the published, rounded ones. */
export type Contender = {
  id: string
  /** The total that is ranked: the calibrated one where panels are calibrated. */
  score: Exact
  priceFen: Exact | undefined
  panelScore: Exact
  /** By criterion id. */
  criterionScores: ReadonlyMap<string, Exact | undefined>
  submittedAtMs: number | undefined
  isPreferredHost: boolean
  seal: string | undefined
}

type Key = Exact | string

/** The key a link sorts by, ascending; `undefined` where the bid does not say. */
function keyOf(bid: Contender, link: Exclude<TieLink, 'draw'>): Key | undefined {
  switch (link) {
    case 'lowerPrice':
      return bid.priceFen
    case 'higherTechnical':
      return bid.panelScore.negated()
    case 'earlierSubmission':
      return bid.submittedAtMs === undefined ? undefined : Exact.of(bid.submittedAtMs)
    case 'preferredHost':
      return Exact.of(bid.isPreferredHost ? 0 : 1)
    default:
      return bid.criterionScores.get(link.slice('higherCriterion:'.length))?.negated()
  }
}

function keysOf(tied: readonly Contender[], link: TieLink, draw: Draw): (Key | undefined)[] {
  if (link !== 'draw') return tied.map((bid) => keyOf(bid, link))
  const seals = tied.flatMap(({ seal }) => seal ?? [])
  const lots = drawLots(seals, draw)
  return tied.map(({ seal }) => (seal === undefined ? undefined : lots.get(seal)))
}

const compare = (a: Key, b: Key): number =>
  typeof a === 'string' || typeof b === 'string' ? (a === b ? 0 : a < b ? -1 : 1) : a.cmp(b)

/** Splits equals by a key into smaller groups of equals, in order. A fact one of them lacks decides nothing. */
function split(tied: readonly Contender[], keys: readonly (Key | undefined)[]): Contender[][] {
  const keyed = tied.flatMap((bid, index) => {
    const key = keys[index]
    return key === undefined ? [] : [{ bid, key }]
  })
  if (keyed.length < tied.length) return [[...tied]]
  const groups: { key: Key; bids: Contender[] }[] = []
  for (const { bid, key } of keyed.toSorted((a, b) => compare(a.key, b.key))) {
    const last = groups.at(-1)
    if (last && compare(last.key, key) === 0) last.bids.push(bid)
    else groups.push({ key, bids: [bid] })
  }
  return groups.map(({ bids }) => bids)
}

/** Groups of equals, best first: by score, then by each link of the published chain; each group shares a rank. */
export function rankBids(bids: readonly Contender[], chain: readonly TieLink[], draw: Draw): Contender[][] {
  if (bids.length === 0) return []
  const byScore = split(
    bids,
    bids.map(({ score }) => score.negated()),
  )
  return chain.reduce(
    (groups, link) => groups.flatMap((tied) => (tied.length > 1 ? split(tied, keysOf(tied, link, draw)) : [tied])),
    byScore,
  )
}

/** Rank by bid id: equals share a rank and the next rank is skipped. */
export function ranksOf(groups: readonly (readonly { id: string }[])[]): Map<string, number> {
  const ranks = new Map<string, number>()
  for (const group of groups) {
    const rank = ranks.size + 1
    for (const { id } of group) ranks.set(id, rank)
  }
  return ranks
}
