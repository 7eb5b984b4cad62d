import { describe, expect, it } from 'vitest'
import { acceptedFen, acceptPartForm, bpsOf, findingsOf, mayAccept, reviewForm } from './review.ts'

const id = '0190b0a0-0000-7000-8000-000000000001'
const other = '0190b0a0-0000-7000-8000-000000000002'

describe('what of an amount is accepted', () => {
  it.each([
    [1_000_001n, { bps: 6_250 }, 625_000n],
    [3n, { bps: 5_000 }, 1n],
    [10_000n, { fen: 9_999n }, 9_999n],
  ])('%i by %o is %i', (amount, part, fen) => {
    expect(acceptedFen(amount, part)).toEqual({ ok: true, fen })
  })
  it.each([
    [1n, { bps: 5_000 }],
    [10_000n, { fen: 10_000n }],
    [10_000n, { fen: 0n }],
    [10_000n, { bps: 0 }],
  ])('%i by %o is none', (amount, part) => {
    expect(acceptedFen(amount, part)).toMatchObject({ refusal: { code: 'report.part-out-of-range' } })
  })
  it('reads percents without a binary float', () => {
    expect(['62.5', '0.07', '99', '33.33'].map(bpsOf)).toEqual([6_250, 7, 9_900, 3_333])
  })
  it('takes an amount or a share, and a day for what is left', () => {
    const form = { version: '1', reason: '完成了其中两项', rest: 'cancel' }
    expect(acceptPartForm.safeParse({ ...form, percent: '60' }).success).toBe(true)
    expect(acceptPartForm.safeParse({ ...form, amount: '120.50', percent: '' }).success).toBe(true)
    expect(acceptPartForm.safeParse({ ...form, amount: '1', percent: '60' }).success).toBe(false)
    expect(acceptPartForm.safeParse({ ...form, amount: '', percent: '' }).success).toBe(false)
    expect(acceptPartForm.safeParse({ ...form, percent: '60', rest: 'supplement', dueOn: '' }).success).toBe(false)
    expect(acceptPartForm.safeParse({ ...form, percent: '100' }).success).toBe(false)
  })
})

describe('a review sheet', () => {
  it('says why something is not met or does not count', () => {
    const sheet = (mark: string, reason: string) =>
      reviewForm.safeParse({ version: '1', criteria: [{ id, mark, reason }] }).success
    expect(sheet('MET', '')).toBe(true)
    expect(sheet('', '')).toBe(true)
    expect(sheet('PARTLY', '')).toBe(false)
    expect(sheet('NOT_MET', '只完成一半')).toBe(true)
  })
  it('is findings without what is empty', () => {
    const sheet = reviewForm.parse({
      version: '1',
      narrative: '请补充转介结果',
      figures: [{ id, reason: '' }],
      criteria: [{ id: other, mark: 'MET', reason: '' }],
    })
    expect(findingsOf(id, sheet)).toEqual([
      { part: 'NARRATIVE', partId: id, mark: '', reason: '请补充转介结果' },
      { part: 'CRITERION', partId: other, mark: 'MET', reason: '' },
    ])
  })
})

describe('mayAccept', () => {
  const met = { part: 'CRITERION', partId: id, mark: 'MET' } as const
  it('wants every criterion judged', () => {
    expect(mayAccept([{ id }, { id: other }], [met], true)).toMatchObject({ refusal: { code: 'report.not-judged' } })
    expect(mayAccept([], [], true).ok).toBe(true)
  })
  it('does not accept as a whole what misses a criterion', () => {
    const missed = { ...met, mark: 'NOT_MET' } as const
    expect(mayAccept([{ id }], [missed], true)).toMatchObject({ refusal: { code: 'report.criterion-not-met' } })
    expect(mayAccept([{ id }], [missed], false).ok).toBe(true)
    expect(mayAccept([{ id }], [{ ...met, mark: 'PARTLY' }], true).ok).toBe(true)
  })
})
