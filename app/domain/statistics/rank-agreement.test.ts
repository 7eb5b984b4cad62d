import { describe, expect, it } from 'vitest'
import { rankAgreement } from './rank-agreement.ts'

// Worked out by hand from W = 12 S / (m² (n³ − n) − m Σ (t³ − t)).
describe('rank agreement', () => {
  it('is 1 where all orders are one, whatever the points', () => {
    expect(
      rankAgreement([
        [90, 80, 70, 60],
        [50, 40, 30, 20],
      ]),
    ).toBe(1)
  })

  it('is 0 where two judges put the bids in opposite orders', () => {
    expect(
      rankAgreement([
        [3, 2, 1],
        [1, 2, 3],
      ]),
    ).toBe(0)
  })

  it('is between for orders that agree in part: places 1 2 3, 2 1 3, 1 3 2 have sums 4 6 8, S = 8, W = 96 / 216', () => {
    expect(
      rankAgreement([
        [30, 20, 10],
        [20, 30, 10],
        [30, 10, 20],
      ]),
    ).toBeCloseTo(96 / 216, 10)
  })

  it('shares places among equals: 1 2 3 and 1.5 1.5 3 have S = 6.5, W = 78 / 84', () => {
    expect(
      rankAgreement([
        [30, 20, 10],
        [20, 20, 10],
      ]),
    ).toBeCloseTo(78 / 84, 10)
  })

  it('says nothing of one judge, of two bids, or where nobody told the bids apart', () => {
    expect(rankAgreement([[3, 2, 1]])).toBeNull()
    expect(
      rankAgreement([
        [2, 1],
        [2, 1],
      ]),
    ).toBeNull()
    expect(
      rankAgreement([
        [5, 5, 5],
        [4, 4, 4],
      ]),
    ).toBeNull()
    expect(rankAgreement([])).toBeNull()
  })
})
