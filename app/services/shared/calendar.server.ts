import { type CalendarRow, workingCalendar, type WorkingCalendar } from '#app/domain/shared/working-days.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { Db, Tx } from './db.server.ts'
import { readOne, type Reading, reading } from './read-together.server.ts'

type Row = { years: number[]; days: CalendarRow[] }

/** The State Council's notices as loaded: some sixty rows. */
export const calendar: Reading<WorkingCalendar> = reading(
  Prisma.sql`
    SELECT ARRAY(SELECT year::int FROM calendar_year) AS years,
      (SELECT coalesce(json_agg(json_build_object('day', day::text, 'kind', kind, 'name', name)), '[]') FROM calendar_day) AS days`,
  ([row]: Row[]) => workingCalendar(row?.days ?? [], row?.years ?? []),
)

export const readCalendar = (db: Db | Tx): Promise<WorkingCalendar> => readOne(db, calendar)
