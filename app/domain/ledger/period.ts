import { addDays, type Day, parseDay, toDay, yearOf } from '../shared/day.ts'

/** The days a statement covers, both ends included. `word` is what `?period=` calls it: `2026`, `2026-Q3`, `2026-07`, `own`. */
export type Period = { readonly from: Day; readonly to: Day; readonly word: string }

export type PeriodTyped = { readonly period: string; readonly from: string; readonly to: string }
export type PeriodRead =
  { ok: true; period: Period } | { ok: false; errors: Partial<Record<keyof PeriodTyped, string>> }

/** What may be chosen: words of `?period=`, newest first. */
export type PeriodChoices = { years: string[]; quarters: string[]; months: string[] }

const two = (value: number) => String(value).padStart(2, '0')
const isOfOurTime = (year: number) => year >= 1900 && year <= 2199

/** From the first day of one month to the last day of another, of the same year. */
const months = (year: number, first: number, last: number, word: string): Period => ({
  from: toDay(`${year}-${two(first)}-01`),
  to: addDays(last === 12 ? toDay(`${year + 1}-01-01`) : toDay(`${year}-${two(last + 1)}-01`), -1),
  word,
})

function named(word: string): Period | undefined {
  const match = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(word)
  if (match === null) return undefined
  const [, yearText = '', quarter, month] = match
  const year = Number(yearText)
  if (!isOfOurTime(year)) return undefined
  if (quarter !== undefined) return months(year, Number(quarter) * 3 - 2, Number(quarter) * 3, word)
  if (month !== undefined) return months(year, Number(month), Number(month), word)
  return months(year, 1, 12, word)
}

/** Nothing asked: the year that runs. Errors are message keys, by field. */
export function readPeriod({ period, from, to }: PeriodTyped, today: Day): PeriodRead {
  if (period !== 'own' && (period !== '' || (from === '' && to === ''))) {
    const found = named(period === '' ? String(yearOf(today)) : period)
    return found === undefined ? { ok: false, errors: { period: 'form.choice' } } : { ok: true, period: found }
  }
  const [first, last] = [from, to].map((typed) => {
    const day = parseDay(typed.trim())
    return day === undefined || !isOfOurTime(yearOf(day)) ? undefined : day
  })
  if (first === undefined || last === undefined) {
    const wrong = (typed: string) => (typed.trim() === '' ? 'form.required' : 'form.date')
    return {
      ok: false,
      errors: {
        ...(first === undefined ? { from: wrong(from) } : {}),
        ...(last === undefined ? { to: wrong(to) } : {}),
      },
    }
  }
  if (last < first) return { ok: false, errors: { to: 'statement.backwards' } }
  return { ok: true, period: { from: first, to: last, word: 'own' } }
}

/** Years, quarters and months from the first entry's day to today. */
export function periodChoices(first: Day, today: Day): PeriodChoices {
  const choices: PeriodChoices = { years: [], quarters: [], months: [] }
  const start = first < today ? first : today
  for (let year = yearOf(today); year >= yearOf(start); year -= 1) {
    choices.years.push(String(year))
    for (let month = 12; month >= 1; month -= 1) {
      const begins = `${year}-${two(month)}`
      if (begins > today.slice(0, 7) || begins < start.slice(0, 7)) continue
      choices.months.push(begins)
      const quarter = `${year}-Q${Math.ceil(month / 3)}`
      if (choices.quarters.at(-1) !== quarter) choices.quarters.push(quarter)
    }
  }
  return choices
}

/** As the end of a file's name: the word, or both days. */
export const periodSlug = ({ word, from, to }: Period): string => (word === 'own' ? `${from}_${to}` : word)
