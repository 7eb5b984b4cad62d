import { addDays, type Day, toDay } from '../shared/day.ts'

/** The first day of a day's quarter. */
export function quarterOf(day: Day): Day {
  const month = Number(day.slice(5, 7))
  return toDay(`${day.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`)
}

/** The first day of the quarter after. */
export const nextQuarter = (quarterOn: Day): Day => quarterOf(addDays(quarterOn, 100))

export const lastDayOfQuarter = (quarterOn: Day): Day => addDays(nextQuarter(quarterOn), -1)

/** The year and the number of a quarter, for its name. */
export const quarterName = (quarterOn: string): { year: number; quarter: number } => ({
  year: Number(quarterOn.slice(0, 4)),
  quarter: Math.floor((Number(quarterOn.slice(5, 7)) - 1) / 3) + 1,
})

/** By when a quarter's report is due: so many days after its last. */
export const quarterDueOn = (quarterOn: Day, days: number): Day => addDays(lastDayOfQuarter(quarterOn), days)
