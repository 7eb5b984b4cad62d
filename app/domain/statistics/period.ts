import { type Day, toDay } from '../shared/day.ts'

/** A year, or everything there is: `from` is its first day and `until` the first day after it. */
export type Period = { year: number | null; from: Day; until: Day }

const always = { from: toDay('1900-01-01'), until: toDay('9999-01-01') }

export const periodOf = (year: number | null): Period =>
  year === null ? { year, ...always } : { year, from: toDay(`${year}-01-01`), until: toDay(`${year + 1}-01-01`) }

/** What an address asks for; null (all years) for anything that is no year. */
export function askedYear(text: string | null): number | null {
  return text !== null && /^(?:19|20)\d\d$/.test(text) ? Number(text) : null
}
