import type { CalendarRow } from '#app/domain/shared/working-days.ts'
import { toDay } from '#app/domain/shared/day.ts'
import calendar from './calendar.json' with { type: 'json' }

/** The State Council's yearly holiday notices (rules E): what differs from the plain week, and where it is written. */
export const notices: readonly { year: number; source: string; rows: readonly CalendarRow[] }[] = Object.entries(
  calendar.years,
).map(([year, { source, off, work }]) => ({
  year: Number(year),
  source,
  rows: [
    ...Object.entries(off).map(([day, name]) => ({ day: toDay(day), kind: 'OFF' as const, name })),
    ...Object.entries(work).map(([day, name]) => ({ day: toDay(day), kind: 'WORK' as const, name })),
  ],
}))
