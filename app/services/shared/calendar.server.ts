import { workingCalendar, type WorkingCalendar } from '#app/domain/shared/working-days.ts'
import { dayOfDate } from './date-column.server.ts'
import type { Db, Tx } from './db.server.ts'

/** The State Council's notices as loaded: some sixty rows. */
export async function readCalendar(db: Db | Tx): Promise<WorkingCalendar> {
  const years = await db.calendarYear.findMany({ select: { year: true } })
  const days = await db.calendarDay.findMany()
  return workingCalendar(
    days.map(({ day, kind, name }) => ({ day: dayOfDate(day), kind, name })),
    years.map(({ year }) => year),
  )
}
