import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, dayOf } from '../shared/day.ts'
import { checkHours, nextHour, type NoticeChoice, planDelivery, quietEnd, usualChoice } from './delivery.ts'

const night: NoticeChoice = { ...usualChoice, quietFrom: 22, quietUntil: 7 }
const evening = at('2026-03-10T23:30+08:00')
const morning = at('2026-03-11T07:00+08:00')
const plan = (
  template: 'passwordChanged' | 'resultPublished' | 'reportSubmitted',
  choice: NoticeChoice,
  now: Date,
  values = {},
) => planDelivery({ template, values }, choice, now)

describe('quiet hours', () => {
  test('hold a letter until they are over, over midnight too; the first and the last minute are told apart', () => {
    expect(plan('resultPublished', night, evening)).toEqual({ way: 'AT_ONCE', at: morning })
    expect(plan('resultPublished', night, at('2026-03-11T06:59+08:00')).at).toEqual(morning)
    expect(plan('resultPublished', night, at('2026-03-10T22:00+08:00')).at).toEqual(morning)
    expect(plan('resultPublished', night, morning).at).toBeUndefined()
    expect(plan('resultPublished', night, at('2026-03-10T21:59+08:00')).at).toBeUndefined()
  })
  test('never hold what concerns the security of the account', () => {
    expect(plan('passwordChanged', night, evening)).toEqual({ way: 'AT_ONCE', at: undefined })
  })
  test('do not hold a letter whose term ends before they do', () => {
    const soon = { answerAt: at('2026-03-11T00:30+08:00').toISOString() }
    expect(plan('resultPublished', night, evening, soon).at).toBeUndefined()
    expect(plan('resultPublished', night, evening, { objectUntilOn: '2026-03-10' }).at).toBeUndefined()
    expect(plan('resultPublished', night, evening, { objectUntilOn: '2026-03-12' }).at).toEqual(morning)
  })
})

describe('a chosen way', () => {
  const choice: NoticeChoice = { ...usualChoice, digestHour: 18, ways: { WORK: 'DIGEST' } }
  test('puts a letter into the next digest, or into the inbox alone', () => {
    expect(plan('reportSubmitted', choice, evening)).toEqual({ way: 'DIGEST', at: at('2026-03-11T18:00+08:00') })
    expect(plan('reportSubmitted', { ...choice, ways: { WORK: 'NONE' } }, evening).way).toBe('NONE')
  })
  test('has no say over what a right hangs on, or over a term that ends before the digest', () => {
    const all = Object.fromEntries(
      ['WORK', 'REMINDERS', 'CALLS', 'PROJECTS'].map((topic) => [topic, 'NONE']),
    ) as NoticeChoice['ways']
    expect(plan('resultPublished', { ...choice, ways: all }, evening).way).toBe('AT_ONCE')
    expect(plan('reportSubmitted', choice, evening, { dueOn: dayOf(evening) }).way).toBe('AT_ONCE')
    const noon = { dueAt: at('2026-03-11T12:00+08:00').toISOString() }
    const sleeper = { ...night, digestHour: 18, ways: choice.ways }
    expect(plan('reportSubmitted', sleeper, evening, noon)).toEqual({ way: 'AT_ONCE', at: morning })
  })
})

test('the next stroke of an hour is ahead, within a day, and at that hour in Beijing', () => {
  fc.assert(
    fc.property(
      fc.date({ min: at('2020-01-01T00:00+08:00'), max: at('2030-01-01T00:00+08:00'), noInvalidDate: true }),
      fc.integer({ min: 0, max: 23 }),
      (now, hour) => {
        const next = nextHour(now, hour)
        expect(next.getTime() - now.getTime()).toBeGreaterThan(0)
        expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(86_400_000)
        expect((next.getUTCHours() + 8) % 24).toBe(hour)
      },
    ),
  )
})

test('hours that are let through never leave the digest unheard', () => {
  const hour = fc.integer({ min: 0, max: 23 })
  fc.assert(
    fc.property(hour, hour, hour, (digestHour, quietFrom, quietUntil) => {
      const hours = { digestHour, quietFrom, quietUntil }
      if (!checkHours(hours).ok) return
      const struck = nextHour(evening, digestHour)
      expect(quietEnd(hours, struck)).toBeUndefined()
    }),
  )
  expect(checkHours({ digestHour: 8, quietFrom: 22, quietUntil: null }).ok).toBe(false)
  expect(checkHours({ digestHour: 8, quietFrom: 7, quietUntil: 20 }).ok).toBe(false)
  expect(checkHours({ digestHour: 6, quietFrom: 22, quietUntil: 7 }).ok).toBe(false)
  expect(checkHours({ digestHour: 7, quietFrom: 22, quietUntil: 7 }).ok).toBe(true)
})
