import { describe, expect, it } from 'vitest'
import { dateTime, day, money, wholeNumber } from './form-fields.ts'

describe('days and instants as typed', () => {
  it.each(['1900-01-01', '2026-11-22', '2199-12-31'])('takes %s', (typed) => {
    expect(day.safeParse(typed).success).toBe(true)
  })
  it.each(['0000-01-01', '0001-01-01', '1899-12-31', '2200-01-01', '9999-12-31', '2026-02-30'])(
    'refuses %s',
    (typed) => {
      expect(day.safeParse(typed).error?.issues[0]?.message).toBe('form.date')
    },
  )
  it('takes an hour of Beijing within the same years', () => {
    expect(dateTime.parse('2026-03-20T17:00').toISOString()).toBe('2026-03-20T09:00:00.000Z')
    for (const typed of ['0000-01-01T00:00', '9999-12-31T23:59', '2026-13-01T00:00'])
      expect(dateTime.safeParse(typed).error?.issues[0]?.message).toBe('form.dateTime')
  })
})

describe('numbers as typed', () => {
  const said = (outcome: { error?: { issues: readonly { message: string }[] } | undefined }) =>
    outcome.error?.issues.map(({ message }) => message)
  it.each([
    ['12345678901234', 'form.moneyLong'],
    ['12,345,678,901,234.50', 'form.moneyLong'],
    ['1.234', 'form.money'],
    ['-1', 'form.money'],
    ['一万', 'form.money'],
    ['', 'form.money'],
  ])('%s yuan is answered with %s', (typed, message) => {
    expect(said(money.safeParse(typed))).toEqual([message])
  })
  it.each([
    ['1234567890', 'form.numberLong'],
    ['1.5', 'form.integer'],
    ['', 'form.integer'],
    ['999999999', 'form.outOfRange'],
  ])('the whole number %s is answered with %s', (typed, message) => {
    expect(said(wholeNumber(0, 100).safeParse(typed))).toEqual([message])
  })
})
