import { describe, expect, it } from 'vitest'
import { at, toDay } from '../shared/day.ts'
import { workingCalendar } from '../shared/working-days.ts'
import { checkBidPeriod, periodRuleFor } from './periods.ts'
import type { CallMethod } from './terms.ts'

const calendar = workingCalendar([{ day: toDay('2026-03-04'), kind: 'OFF', name: 'a holiday' }], [2026])
const now = at('2026-03-02T09:00')
const check = (method: CallMethod, deadline: string, known = calendar) =>
  checkBidPeriod({ method, deadlineAt: at(deadline) }, now, known)

describe('time for bidding', () => {
  it('is at least twenty natural days for an open tender, the day of issue not counted', () => {
    expect(check('OPEN_TENDER', '2026-03-22T09:00')).toEqual({ verdict: 'fine' })
    expect(check('OPEN_TENDER', '2026-03-21T23:59')).toMatchObject({ verdict: 'too-short', earliest: '2026-03-22' })
  })

  it('is at least ten for a consultation', () => {
    expect(check('COMPETITIVE_CONSULTATION', '2026-03-12T00:00')).toEqual({ verdict: 'fine' })
    expect(check('COMPETITIVE_CONSULTATION', '2026-03-11T17:00')).toMatchObject({ verdict: 'too-short' })
  })

  it('is advised for the others, in working days for purchases below the threshold', () => {
    expect(check('SMALL_PURCHASE', '2026-03-06T09:00')).toEqual({ verdict: 'fine' })
    expect(check('SMALL_PURCHASE', '2026-03-05T09:00')).toMatchObject({ verdict: 'short', earliest: '2026-03-06' })
    expect(check('VENTURE_CALL', '2026-03-02T11:00')).toMatchObject({ verdict: 'short', earliest: '2026-03-07' })
  })

  it('is doubted, never guessed, when the working days are not known', () => {
    expect(check('SMALL_PURCHASE', '2026-03-20T09:00', workingCalendar([], []))).toMatchObject({
      verdict: 'short',
      earliest: undefined,
    })
  })

  it('is never less than an hour', () => {
    expect(check('VENTURE_CALL', '2026-03-02T09:59')).toEqual({ verdict: 'too-soon' })
    expect(check('VENTURE_CALL', '2026-03-02T10:00')).toMatchObject({ verdict: 'short' })
    expect(check('VENTURE_CALL', '2026-03-02T09:00')).toEqual({ verdict: 'past' })
  })

  it('follows the rule in force on the day', () => {
    expect(periodRuleFor('COMPETITIVE_CONSULTATION', toDay('2014-12-30'))).toBeUndefined()
    expect(periodRuleFor('COMPETITIVE_CONSULTATION', toDay('2014-12-31'))).toMatchObject({ days: 10 })
  })
})
