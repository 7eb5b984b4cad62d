import { stretchesOf } from '#app/domain/calendar/read-notice.ts'
import type { CalendarRow } from '#app/domain/shared/working-days.ts'
import type { Context } from '#app/services/shared/context.server.ts'

type Row = {
  year: number
  version: number
  doc_no: string
  rows: CalendarRow[]
  reason: string
  loaded_at: Date
  loaded_by: string | null
}

/** Every version of every year that was loaded, the newest first; the highest version of a year counts. */
export async function readCalendarPage({ db }: Context) {
  const rows = await db.$queryRaw<Row[]>`
    SELECT n.year::int, n.version, n.doc_no, n.rows, n.reason, n.loaded_at, a.name AS loaded_by
    FROM calendar_notice n LEFT JOIN account a ON a.id = n.loaded_by_id ORDER BY n.year DESC, n.version DESC`
  return {
    notices: rows.map((row, index) => ({
      year: row.year,
      version: row.version,
      isCurrent: rows[index - 1]?.year !== row.year,
      docNo: row.doc_no,
      reason: row.reason,
      loadedAt: row.loaded_at.toISOString(),
      loadedBy: row.loaded_by ?? '',
      stretches: stretchesOf(row.rows),
    })),
  }
}
