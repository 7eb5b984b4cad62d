import { addDays, type Day, toDay } from '../shared/day.ts'
import { quarterOf } from '../quarterly/quarters.ts'

/** So many quarters can be looked at. */
const quartersBack = 8

/** Their first days, the newest first. */
export function quartersToChoose(today: Day): Day[] {
  const quarters = [quarterOf(today)]
  while (quarters.length < quartersBack) quarters.push(quarterOf(addDays(quarters.at(-1) ?? today, -1)))
  return quarters
}

/** The quarter of the address, where it is one of those; else that of today. */
export const quarterAsked = (asked: string | null, today: Day): Day =>
  quartersToChoose(today).find((quarterOn) => quarterOn === asked) ?? quarterOf(today)

/** The four quarters of a year that have begun. */
export const quartersOfYear = (year: number, today: Day): Day[] =>
  [1, 4, 7, 10].map((month) => toDay(`${year}-${String(month).padStart(2, '0')}-01`)).filter((day) => day <= today)
