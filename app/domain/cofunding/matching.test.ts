import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type Brought, cofundingKinds, type MatchingRule, matchingOf, publicShareBps } from './matching.ts'

const yuan = (sum: number) => BigInt(sum) * 100n
const text = (sum: number) => String(yuan(sum))
const guangzhou: MatchingRule = { kind: 'SHARE', bps: 6_000, capFen: null, bareFen: null, inKindBps: 5_000 }
const dongguan: MatchingRule = {
  kind: 'RATIO',
  bps: 20_000,
  capFen: text(500_000),
  bareFen: text(300_000),
  inKindBps: 5_000,
}
const donation = (sum: number, isAgreed = true): Brought => ({ kind: 'DONATION', amountFen: text(sum), isAgreed })
const inKind = (sum: number): Brought => ({ kind: 'IN_KIND', amountFen: text(sum), isAgreed: true })

describe('60/40', () => {
  it('gives six yuan for every four that others bring', () => {
    const found = matchingOf(guangzhou, [
      { kind: 'OWN', amountFen: text(50_000), isAgreed: true },
      donation(150_000, false),
    ])
    expect(found).toMatchObject({ highestFen: yuan(300_000), countedFen: yuan(200_000), why: 'share' })
    expect(publicShareBps(guangzhou, yuan(300_000), found)).toBe(6_000)
    expect(publicShareBps(guangzhou, yuan(300_000) + 1n, found)).toBe(6_001)
  })
  it('counts gifts in kind up to half of what counts', () => {
    expect(matchingOf(guangzhou, [donation(10_000), inKind(40_000)]).countedFen).toBe(yuan(20_000))
    expect(matchingOf(guangzhou, [donation(10_000), inKind(4_000)]).countedFen).toBe(yuan(14_000))
    expect(matchingOf({ ...guangzhou, inKindBps: 0 }, [donation(10_000), inKind(4_000)]).countedFen).toBe(yuan(10_000))
    expect(matchingOf({ ...guangzhou, inKindBps: 10_000 }, [inKind(4_000)]).countedFen).toBe(yuan(4_000))
  })
  it('gives nothing where nobody brings anything', () =>
    expect(matchingOf(guangzhou, [])).toMatchObject({ highestFen: 0n, why: 'none' }))
})

describe('1:2 with a cap', () => {
  it.each([
    [[], 300_000, 'bare'],
    [[donation(200_000)], 400_000, 'ratio'],
    [[donation(250_000)], 500_000, 'ratio'],
    [[donation(300_000)], 500_000, 'cap'],
    [[donation(100_000)], 300_000, 'bare'],
    [[donation(200_000, false)], 300_000, 'bare'],
    [[{ kind: 'OWN', amountFen: text(900_000), isAgreed: true }], 300_000, 'bare'],
  ] as const)('%j', (brought, highest, why) =>
    expect(matchingOf(dongguan, brought)).toMatchObject({ highestFen: yuan(highest), why }),
  )
})

describe('whatever is brought', () => {
  const fen = fc.bigInt({ min: 0n, max: 10n ** 13n })
  const brought = fc.array(
    fc.record({ kind: fc.constantFrom(...cofundingKinds), amountFen: fen.map(String), isAgreed: fc.boolean() }),
    { maxLength: 8 },
  )
  const inKindBps = fc.integer({ min: 0, max: 10_000 })
  const share = fc.record({ bps: fc.integer({ min: 1, max: 9_999 }), inKindBps }).map((of): MatchingRule => ({
    kind: 'SHARE',
    capFen: null,
    bareFen: null,
    ...of,
  }))
  const ratio = fc
    .record({ bps: fc.integer({ min: 1, max: 100_000 }), inKindBps, cap: fen, bare: fen })
    .map(({ cap, bare, ...of }): MatchingRule => ({
      kind: 'RATIO',
      capFen: String(cap > bare ? cap : bare),
      bareFen: String(cap > bare ? bare : cap),
      ...of,
    }))

  test('the highest sum of a share keeps the share, and a fen more breaks it', () => {
    fc.assert(
      fc.property(share, brought, (rule, of) => {
        const { highestFen, countedFen } = matchingOf(rule, of)
        const keeps = (price: bigint) => price * 10_000n <= BigInt(rule.bps) * (price + countedFen)
        expect(keeps(highestFen)).toBe(true)
        expect(keeps(highestFen + 1n)).toBe(false)
      }),
    )
  })
  test('a ratio gives no less than without donations and no more than its cap', () => {
    fc.assert(
      fc.property(ratio, brought, (rule, of) => {
        const { highestFen } = matchingOf(rule, of)
        expect(highestFen >= BigInt(rule.bareFen ?? '0') && highestFen <= BigInt(rule.capFen ?? '0')).toBe(true)
      }),
    )
  })
  test('another gift never makes it less', () => {
    fc.assert(
      fc.property(fc.oneof(share, ratio), brought, brought, (rule, of, more) => {
        expect(matchingOf(rule, [...of, ...more]).highestFen).toBeGreaterThanOrEqual(matchingOf(rule, of).highestFen)
      }),
    )
  })
  test('in kind is never more than its share of what counts', () => {
    fc.assert(
      fc.property(share, brought, (rule, of) => {
        const { countedFen } = matchingOf(rule, of)
        const money = of.reduce((sum, one) => (one.kind === 'IN_KIND' ? sum : sum + BigInt(one.amountFen)), 0n)
        if (rule.inKindBps < 10_000)
          expect((countedFen - money) * 10_000n <= countedFen * BigInt(rule.inKindBps)).toBe(true)
      }),
    )
  })
})
