import { describe, expect, it } from 'vitest'
import { hours, hoursOf } from './activity.ts'

describe('hours as typed', () => {
  it.each([
    ['', 0],
    ['2', 120],
    [' 1.5 ', 90],
    ['0.25', 15],
    ['1.33', 80],
  ])('%s are %i minutes', (typed, minutes) => {
    expect(hours.parse(typed)).toBe(minutes)
  })
  it.each(['-1', '1,5', '1.234', 'two', '99999'])('%s are none', (typed) => {
    expect(hours.safeParse(typed).success).toBe(false)
  })
  it('read as they were typed', () => {
    expect([hoursOf(90), hoursOf(80), hoursOf(0)]).toEqual([1.5, 1.33, 0])
  })
})
