import { describe, expect, it } from 'vitest'
import { dateTime, day } from './form-fields.ts'

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
