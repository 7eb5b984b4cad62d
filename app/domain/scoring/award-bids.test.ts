import { describe, expect, it } from 'vitest'
import { awardBids, type Awardable } from './award-bids.ts'

const group = (...bids: [id: string, amountFen: number][]): Awardable[] =>
  bids.map(([id, amountFen]) => ({ id, amountFen: BigInt(amountFen) }))
const budget = (budgetFen: number, skipUnaffordable = false) =>
  ({ mode: 'multi', budgetFen, skipUnaffordable }) as const
const told = (groups: Awardable[][], award: Parameters<typeof awardBids>[1]) => {
  const { outcomes, tiedForAward } = awardBids(groups, award)
  return { ...Object.fromEntries(outcomes), tied: tiedForAward }
}

describe('awards', () => {
  it('single: the first wins, the others wait in reserve', () => {
    const groups = [group(['A', 9]), group(['B', 1], ['C', 1])]
    expect(told(groups, { mode: 'single' })).toEqual({ A: 'funded', B: 'reserve', C: 'reserve', tied: [] })
  })

  it('single: nobody wins while the first place is tied', () => {
    const groups = [group(['A', 9], ['B', 9]), group(['C', 1])]
    expect(told(groups, { mode: 'single' })).toEqual({ A: 'reserve', B: 'reserve', C: 'reserve', tied: ['A', 'B'] })
  })

  it('multi: funds in rank order to the last fen', () => {
    const groups = [group(['A', 60]), group(['B', 40]), group(['C', 1])]
    expect(told(groups, budget(100))).toEqual({ A: 'funded', B: 'funded', C: 'reserve', tied: [] })
  })

  it('multi: a smaller bid passes one that does not fit only where the rules say so', () => {
    const groups = [group(['A', 60]), group(['B', 50]), group(['C', 40])]
    expect(told(groups, budget(100))).toMatchObject({ B: 'reserve', C: 'reserve' })
    expect(told(groups, budget(100, true))).toMatchObject({ B: 'reserve', C: 'funded' })
  })

  it('multi: equals are funded together or wait together, and keep those below waiting', () => {
    const groups = [group(['A', 60]), group(['B', 30], ['C', 20]), group(['D', 5])]
    expect(told(groups, budget(110))).toMatchObject({ B: 'funded', C: 'funded', D: 'reserve', tied: [] })
    const short = { A: 'funded', B: 'reserve', C: 'reserve', D: 'reserve', tied: ['B', 'C'] }
    expect(told(groups, budget(100))).toEqual(short)
    expect(told(groups, budget(100, true))).toEqual(short)
    expect(told(groups, budget(85))).toEqual(short)
    // Only C fits, and the rules let it pass B.
    expect(told(groups, budget(85, true))).toMatchObject({ B: 'reserve', C: 'funded', D: 'funded', tied: [] })
  })

  it('a budget of nothing funds nobody', () => {
    expect(told([group(['A', 60])], budget(0))).toEqual({ A: 'reserve', tied: [] })
  })
})
