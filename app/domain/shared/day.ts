declare const day: unique symbol

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. Text order is time order. */
export type Day = string & { readonly [day]: true }

export type DayLocale = 'zh-CN' | 'en'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Beijing keeps UTC+8 all year, so a shifted instant read in UTC shows the Beijing clock (rules E). */
const BEIJING_MS = 8 * HOUR_MS
const shifted = (instant: Date) => new Date(instant.getTime() + BEIJING_MS)
const noonUtc = (value: Day) => new Date(`${value}T12:00:00Z`)
const dayOfUtc = (date: Date) => date.toISOString().slice(0, 10)

/** A real day such as `2026-02-28`; `undefined` for `2026-02-30`, `2026-2-3` and everything else. */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const date = new Date(`${text}T12:00:00Z`)
  return !Number.isNaN(date.getTime()) && dayOfUtc(date) === text ? (text as Day) : undefined
}

/** For days written in code or read from a date column. @throws RangeError when there is no such day. */
export function toDay(text: string): Day {
  const parsed = parseDay(text)
  if (parsed === undefined) throw new RangeError(`no such day: ${text}`)
  return parsed
}

/** The Beijing day an instant falls on. */
export const dayOf = (instant: Date): Day => toDay(dayOfUtc(shifted(instant)))

/** 00:00 Beijing time. */
export const startOfDay = (value: Day): Date => new Date(`${value}T00:00:00+08:00`)

/** 24:00 Beijing time, the first instant after the day: a deadline given as a day means this (rules E). */
export const endOfDay = (value: Day): Date => startOfDay(addDays(value, 1))

/** @throws RangeError past the year 9999. */
export const addDays = (value: Day, count: number): Day =>
  toDay(dayOfUtc(new Date(noonUtc(value).getTime() + count * DAY_MS)))

/** The same day so many months later; the last of the month where there is none: 31 August and six months make 28 or 29 February. */
export function addMonths(value: Day, count: number): Day {
  const months = Number(value.slice(0, 4)) * 12 + Number(value.slice(5, 7)) - 1 + count
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1]
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const two = (number: number) => String(number).padStart(2, '0')
  return toDay(`${String(year).padStart(4, '0')}-${two(month)}-${two(Math.min(Number(value.slice(8)), last))}`)
}

export const addYears = (value: Day, count: number): Day => addMonths(value, count * 12)

export const compareDays = (a: Day, b: Day): -1 | 0 | 1 => (a < b ? -1 : a > b ? 1 : 0)

/** ISO: Monday 1 to Sunday 7. */
export const weekday = (value: Day): number => noonUtc(value).getUTCDay() || 7

/** Whole days from one day to another; negative when the second is the earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((noonUtc(to).getTime() - noonUtc(from).getTime()) / 86_400_000)

/** The first day of a day's month. */
export const monthOf = (value: Day): Day => toDay(`${value.slice(0, 7)}-01`)

export const yearOf = (value: Day): number => Number(value.slice(0, 4))

/**
 * The instant an ISO text names; without an offset it is Beijing time: `at('2026-02-14T17:00')`.
 * @throws RangeError when it names none.
 */
export function at(text: string): Date {
  const hasOffset = /(?:Z|[+-]\d{2}:\d{2})$/.test(text)
  const instant = new Date(hasOffset ? text : `${text}+08:00`)
  if (Number.isNaN(instant.getTime())) throw new RangeError(`no such instant: ${text}`)
  return instant
}

const inUtc = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
const dateFormats = { 'zh-CN': inUtc('zh-CN', { dateStyle: 'long' }), en: inUtc('en-GB', { dateStyle: 'long' }) }
const monthFormats = {
  'zh-CN': inUtc('zh-CN', { year: 'numeric', month: 'long' }),
  en: inUtc('en', { year: 'numeric', month: 'long' }),
}
const weekdayFormats = { 'zh-CN': inUtc('zh-CN', { weekday: 'long' }), en: inUtc('en-GB', { weekday: 'long' }) }

/** zh `2026年3月20日`, en `20 March 2026`. */
export const formatDay = (value: Day, locale: DayLocale): string => dateFormats[locale].format(noonUtc(value))

/** The month of a day: zh `2026年3月`, en `March 2026`. */
export const formatMonth = (value: Day, locale: DayLocale): string => monthFormats[locale].format(noonUtc(value))

/**
 * An instant on the Beijing clock, to the minute: zh `2026年3月20日 17:00`, en `20 March 2026, 17:00`.
 * `withSeconds`: what a deadline may hang on.
 * A deadline is said in full, with weekday and zone:
 * zh `2026年3月20日（星期五）17:00（北京时间）`, en `Friday 20 March 2026, 17:00 (Beijing time)`.
 */
export function formatInstant(
  instant: Date,
  locale: DayLocale,
  {
    withWeekday = false,
    withZone = false,
    withSeconds = false,
  }: { withWeekday?: boolean; withZone?: boolean; withSeconds?: boolean } = {},
): string {
  const local = shifted(instant)
  const date = dateFormats[locale].format(local)
  const named = weekdayFormats[locale].format(local)
  const clock = local.toISOString().slice(11, withSeconds ? 19 : 16)
  if (locale === 'en') return `${withWeekday ? `${named} ` : ''}${date}, ${clock}${withZone ? ' (Beijing time)' : ''}`
  return `${date}${withWeekday ? `（${named}）` : ' '}${clock}${withZone ? '（北京时间）' : ''}`
}

/** Whole days, hours and minutes left; `undefined` once the instant has come. */
export function timeLeft(until: Date, now: Date): { days: number; hours: number; minutes: number } | undefined {
  const leftMs = until.getTime() - now.getTime()
  if (leftMs <= 0) return undefined
  return {
    days: Math.floor(leftMs / DAY_MS),
    hours: Math.floor((leftMs % DAY_MS) / HOUR_MS),
    minutes: Math.floor((leftMs % HOUR_MS) / MINUTE_MS),
  }
}

/** An instant as a datetime-local field holds it, on the Beijing clock: `2026-03-20T17:00`. */
export const toDateTimeInput = (instant: Date): string => shifted(instant).toISOString().slice(0, 16)
