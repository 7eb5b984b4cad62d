import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TieLink } from './decision-record.ts'
import { drawLots } from './draw-lots.ts'
import { exact } from './exact.ts'
import { rankBids, ranksOf, type Contender } from './rank-bids.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const draw = { callId: 'call-1', publishedOn: '2026-03-02', sha256 }

const bid = (id: string, score: number, rest: Partial<Contender> = {}): Contender => ({
  id,
  score: exact(score),
  priceFen: exact(100),
  panelScore: exact(50),
  criterionScores: new Map(),
  submittedAtMs: undefined,
  isPreferredHost: false,
  seal: undefined,
  ...rest,
})
const ranks = (bids: Contender[], ...chain: TieLink[]) => Object.fromEntries(ranksOf(rankBids(bids, chain, draw)))

describe('ranks', () => {
  it('go by total, and equals share one while the next is skipped', () => {
    expect(ranks([bid('A', 80), bid('B', 90), bid('C', 80), bid('D', 70)])).toEqual({ B: 1, A: 2, C: 2, D: 4 })
    expect(ranks([])).toEqual({})
  })

  it.each<[TieLink, Partial<Contender>]>([
    ['lowerPrice', { priceFen: exact(99) }],
    ['higherTechnical', { panelScore: exact('50.01') }],
    ['higherCriterion:need', { criterionScores: new Map([['need', exact(9)]]) }],
    ['earlierSubmission', { submittedAtMs: 1 }],
    ['preferredHost', { isPreferredHost: true }],
  ])('%s parts equals', (link, better) => {
    const worse = { criterionScores: new Map([['need', exact(8)]]), submittedAtMs: 2 }
    expect(ranks([bid('A', 80, worse), bid('B', 80, { ...worse, ...better })], link)).toEqual({ B: 1, A: 2 })
  })

  it('follow the chain in its order, link by link', () => {
    const bids = [
      bid('A', 80, { priceFen: exact(90), panelScore: exact(40) }),
      bid('B', 80, { priceFen: exact(90), panelScore: exact(45) }),
      bid('C', 80, { priceFen: exact(95), panelScore: exact(60) }),
    ]
    expect(ranks(bids, 'lowerPrice', 'higherTechnical')).toEqual({ B: 1, A: 2, C: 3 })
    expect(ranks(bids, 'higherTechnical', 'lowerPrice')).toEqual({ C: 1, B: 2, A: 3 })
  })

  it('are not decided by a fact one of the tied lacks', () => {
    const bids = [bid('A', 80, { submittedAtMs: 5 }), bid('B', 80), bid('C', 80, { submittedAtMs: 1 })]
    expect(ranks(bids, 'earlierSubmission', 'draw')).toEqual({ A: 1, B: 1, C: 1 })
  })
})

describe('the draw', () => {
  const tied = ['x', 'y', 'z'].map((id) => bid(id, 80, { seal: `sha256:${id}` }))

  it('can be repeated by hand', () => {
    const seed = sha256('call-1\n2026-03-02\nsha256:x\nsha256:y\nsha256:z')
    const byHand = ['x', 'y', 'z'].toSorted((a, b) =>
      sha256(`${seed}\nsha256:${a}`) < sha256(`${seed}\nsha256:${b}`) ? -1 : 1,
    )
    const groups = rankBids(tied, ['draw'], draw)
    expect(groups.map((group) => group.map(({ id }) => id))).toEqual(byHand.map((id) => [id]))
  })

  it('does not depend on the order of the bids, but does on the call and its day', () => {
    const seals = ['sha256:x', 'sha256:y', 'sha256:z']
    expect(drawLots(seals.toReversed(), draw)).toEqual(new Map([...drawLots(seals, draw)].toReversed()))
    expect(drawLots(seals, { ...draw, callId: 'call-2' })).not.toEqual(drawLots(seals, draw))
    expect(drawLots(seals, { ...draw, publishedOn: '2026-03-03' })).not.toEqual(drawLots(seals, draw))
  })

  it('parts equals only, each into a rank of its own', () => {
    expect(ranks([...tied, bid('top', 90, { seal: 'sha256:t' })], 'draw')).toMatchObject({ top: 1 })
    expect(Object.values(ranks(tied, 'draw')).toSorted()).toEqual([1, 2, 3])
  })
})

it('ranks do not depend on the order of the bids', () => {
  const contenders = fc.uniqueArray(
    fc.record({ id: fc.string({ minLength: 1 }), score: fc.nat(3), price: fc.nat(3), at: fc.option(fc.nat(2)) }),
    { selector: ({ id }) => id, maxLength: 10 },
  )
  fc.assert(
    fc.property(contenders, (list) => {
      const bids = list.map(({ id, score, price, at }) =>
        bid(id, score, { priceFen: exact(price), submittedAtMs: at ?? undefined, seal: `sha256:${id}` }),
      )
      const rank = (order: Contender[]) =>
        [...ranksOf(rankBids(order, ['lowerPrice', 'earlierSubmission', 'draw'], draw))].toSorted()
      expect(rank(bids.toReversed())).toEqual(rank(bids))
    }),
  )
})
