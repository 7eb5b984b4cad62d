import type { DecisionRecord } from '../scoring/decision-record.ts'
import type { DecisionResults, Flag } from '../scoring/decision-results.ts'

/** A decided record as a page shows it: bids in rank order under their organizations' names, judges by code. */
export type ResultView = {
  criteria: { id: string; title: string; isPrice: boolean; maxPoints: string }[]
  judges: string[]
  /** Judge's code → group's letter; empty where one group judged all. */
  groupOf: Record<string, string>
  /** What made the groups comparable; none where one group judged all. */
  panels: { id: string; mean: string; coefficient: string }[]
  calibration: { dropHigh: number; dropLow: number } | null
  bids: ResultBid[]
  flags: ResultFlag[]
  basePriceFen: string | null
  reliability: { alpha: string | null; pairs: number }
  hash: string
  engine: string
  /** Nobody scored: the price was agreed on at a table (app/domain/award/negotiated.ts). */
  negotiation?: Negotiated
}

export type Negotiated = {
  heldOn: string
  place: string
  people: string[]
  record: string
  offeredFen: string
  agreedFen: string
}

export type ResultBid = {
  id: string
  organizationId: string
  organization: string
  rank: number | null
  /** What was ranked. */
  total: string
  /** The total before calibration, where several groups judged. */
  rawTotal: string | null
  /** The group that judged it. */
  group: string | null
  priceFen: string | null
  /** Per criterion in the record's order; the price criterion carries the price score. */
  means: (string | null)[]
  /** Per judge in the record's order; null where the judge did not score this bid. */
  judgeTotals: (string | null)[]
}

/** A flag in words: `award.flag.<key>` with its places. Flags are told to people; they reject nothing. */
export type ResultFlag = { key: string; values: Record<string, string> }

export type NamedOrganization = { readonly organizationId: string; readonly name: string }

export type DecidedRecord = DecisionRecord & { results: DecisionResults }

export function viewResult(
  { rules, judges, bids, results }: DecidedRecord,
  nameOf: ReadonlyMap<string, NamedOrganization>,
): ResultView {
  const groups = new Map(bids.map(({ id, panel }) => [id, panel]))
  const prices = new Map(bids.map(({ id, priceFen }) => [id, priceFen == null ? null : String(priceFen)]))
  const named = (id: string) => nameOf.get(id)?.name ?? id
  return {
    criteria: rules.criteria.map(({ id, title, kind, maxPoints }) => ({
      id,
      title,
      isPrice: kind === 'price',
      maxPoints: String(maxPoints),
    })),
    judges: judges.map(({ id }) => id),
    groupOf: Object.fromEntries(judges.flatMap(({ id, panel }) => (panel === undefined ? [] : [[id, panel]]))),
    panels: results.panels,
    calibration: rules.calibration ?? null,
    bids: results.bids
      .map((bid) => ({
        id: bid.id,
        organizationId: nameOf.get(bid.id)?.organizationId ?? '',
        organization: named(bid.id),
        rank: bid.rank ?? null,
        total: bid.calibratedTotal ?? bid.total,
        rawTotal: bid.calibratedTotal == null ? null : bid.total,
        group: groups.get(bid.id) ?? null,
        priceFen: prices.get(bid.id) ?? null,
        means: rules.criteria.map(({ id, kind }) =>
          kind === 'price' ? bid.priceScore : (bid.criterionMeans[id] ?? null),
        ),
        judgeTotals: judges.map(({ id }) => bid.judgeTotals[id] ?? null),
      }))
      .sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity)),
    flags: results.flags.map((flag) => viewFlag(flag, named)),
    basePriceFen: results.basePriceFen ?? null,
    reliability: { alpha: results.reliability.alphaInterval ?? null, pairs: results.reliability.pairs },
    hash: results.hash.replace(/^sha256:/, ''),
    engine: results.engine,
  }
}

function viewFlag({ kind, ...rest }: Flag, named: (id: string) => string): ResultFlag {
  const values = Object.fromEntries(
    Object.entries(rest).map(([name, value]): [string, string] => [
      name,
      // A deviation from a mean of nothing has no figure.
      value === null ? '—' : name === 'bid' ? named(String(value)) : String(value),
    ]),
  )
  return { key: kind === 'abnormallyLowPrice' ? `${kind}.${values['against'] ?? 'mean'}` : kind, values }
}
