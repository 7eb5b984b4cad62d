import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { ruleBooks } from '#prisma/rule-books/index.ts'
import { addDays, at, dayOf, startOfDay, toDay } from '../shared/day.ts'
import { workingCalendar } from '../shared/working-days.ts'
import { checkBidPeriod } from './bid-period.ts'
import type { CallMethod } from './terms.ts'

const calendar = workingCalendar([{ day: toDay('2026-03-04'), kind: 'OFF', name: 'a holiday' }], [2026])
const now = at('2026-03-02T09:00')
const bookOf = (method: CallMethod) => {
  const book = ruleBooks.find((one) => one.method === method)
  if (book === undefined) throw new Error(method)
  return book
}
const check = (method: CallMethod, deadline: string, known = calendar) =>
  checkBidPeriod(bookOf(method), at(deadline), now, known)
const fine = { verdict: 'open', short: [], missingYears: [] }

describe('time for bidding, by the book', () => {
  it('is at least twenty natural days for an open tender, the day of issue not counted, and rolls off a Sunday', () => {
    expect(check('OPEN_TENDER', '2026-03-23T09:00')).toEqual(fine)
    expect(check('OPEN_TENDER', '2026-03-22T23:59')).toMatchObject({
      short: [{ rule: { code: 'bidPeriod', length: 20 }, earliest: '2026-03-23' }],
    })
  })

  it('is at least ten for a consultation, and five working days for its documents', () => {
    expect(check('COMPETITIVE_CONSULTATION', '2026-03-12T00:00')).toEqual(fine)
    expect(check('COMPETITIVE_CONSULTATION', '2026-03-09T17:00')).toMatchObject({
      short: [
        { rule: { code: 'bidPeriod', isStatutory: true }, earliest: '2026-03-12' },
        { rule: { code: 'documentOffer' }, earliest: '2026-03-10' },
      ],
    })
  })

  it('is advised for the others, in working days for purchases below the threshold', () => {
    expect(check('SMALL_PURCHASE', '2026-03-06T09:00')).toEqual(fine)
    expect(check('SMALL_PURCHASE', '2026-03-05T09:00')).toMatchObject({
      short: [{ rule: { isStatutory: false }, earliest: '2026-03-06' }],
    })
  })

  it('is never guessed when the working days are not known: only what is certainly too short is said to be', () => {
    const unknown = workingCalendar([], [])
    expect(check('SMALL_PURCHASE', '2026-03-20T09:00', unknown)).toEqual({ ...fine, missingYears: [2026] })
    expect(check('SMALL_PURCHASE', '2026-03-04T09:00', unknown)).toMatchObject({ short: [{ earliest: undefined }] })
  })

  it('is never less than an hour', () => {
    expect(check('VENTURE_CALL', '2026-03-02T09:59')).toEqual({ verdict: 'too-soon' })
    expect(check('VENTURE_CALL', '2026-03-02T10:00')).toMatchObject({ short: [{ rule: { code: 'bidPeriod' } }] })
    expect(check('VENTURE_CALL', '2026-03-02T09:00')).toEqual({ verdict: 'past' })
  })
})

test('a later deadline never becomes too short', () => {
  const method = fc.constantFrom<CallMethod[]>(
    'OPEN_TENDER',
    'COMPETITIVE_CONSULTATION',
    'SMALL_PURCHASE',
    'VENTURE_CALL',
  )
  fc.assert(
    fc.property(method, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 30 }), (which, days, more) => {
      const shortAfter = (count: number) => {
        const answer = checkBidPeriod(bookOf(which), startOfDay(addDays(dayOf(now), count)), now, calendar)
        return answer.verdict === 'open' ? answer.short.length : Infinity
      }
      expect(shortAfter(days + more)).toBeLessThanOrEqual(shortAfter(days))
    }),
  )
})
