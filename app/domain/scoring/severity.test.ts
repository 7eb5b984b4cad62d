import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type JudgeTotal, severityOf } from './severity.ts'

const full = (quality: readonly number[], leaning: readonly number[]): JudgeTotal[] =>
  quality.flatMap((points, bid) =>
    leaning.map((lean, judge) => ({ bid: `b${bid}`, judge: `j${judge}`, total: points + lean })),
  )

test('judges of one mind lean nowhere, and the bids stay as they were scored', () => {
  const { judges, bids } = severityOf(full([80, 70, 60], [0, 0, 0]))
  for (const lean of judges.values()) expect(lean).toBeCloseTo(0, 9)
  expect(bids.map(({ id, adjusted }) => [id, Number(adjusted.toFixed(6))])).toEqual([
    ['b0', 80],
    ['b1', 70],
    ['b2', 60],
  ])
})

test('who sat out the bids a harsh judge scored gains nothing by it', () => {
  // The harsh judge scored only the better bid: its plain mean (77) falls below the other one's (78).
  const totals = [
    ...['j0', 'j1'].flatMap((judge) => [
      { bid: 'better', judge, total: 82 },
      { bid: 'worse', judge, total: 78 },
      { bid: 'third', judge, total: 60 },
    ]),
    { bid: 'better', judge: 'harsh', total: 67 },
    { bid: 'third', judge: 'harsh', total: 45 },
  ]
  const { judges, bids } = severityOf(totals)
  expect(bids[0]?.id).toBe('better')
  expect(judges.get('harsh')).toBeLessThan(-4)
})

test('the leanings add up to nothing; where all scored all, the order is that of the means', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 8 }),
      fc.array(fc.integer({ min: -10, max: 10 }), { minLength: 2, maxLength: 6 }),
      (quality, leaning) => {
        const { judges, bids } = severityOf(full(quality, leaning))
        expect([...judges.values()].reduce((sum, lean) => sum + lean, 0)).toBeCloseTo(0, 6)
        const order = quality
          .map((points, index) => ({ id: `b${index}`, points }))
          .toSorted((a, b) => b.points - a.points)
        expect(bids.map(({ id }) => id)).toEqual(order.map(({ id }) => id))
      },
    ),
  )
})
