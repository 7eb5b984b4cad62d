import { type CalendarRow, workingCalendar, type WorkingCalendar } from '#app/domain/shared/working-days.ts'
import type { Db, Tx } from './db.server.ts'

type Row = { years: number[]; days: CalendarRow[] }

/** The State Council's notices as loaded: some sixty rows, in one statement. */
export async function readCalendar(db: Db | Tx): Promise<WorkingCalendar> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT ARRAY(SELECT year::int FROM calendar_year) AS years,
      (SELECT coalesce(json_agg(json_build_object('day', day::text, 'kind', kind, 'name', name)), '[]') FROM calendar_day) AS days`
  return workingCalendar(row?.days ?? [], row?.years ?? [])
}
