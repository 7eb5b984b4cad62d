import type pg from 'pg'
import calendar from './data/calendar.json' with { type: 'json' }

/** The State Council's holiday notices (rules E), year by year. A year already there stays as the administrator left it. */
export async function writeCalendar(client: pg.Client): Promise<void> {
  for (const [year, notice] of Object.entries(calendar.years)) {
    const { rowCount } = await client.query(
      'INSERT INTO calendar_year (year, source) VALUES ($1, $2) ON CONFLICT (year) DO NOTHING',
      [Number(year), notice.source],
    )
    if (rowCount === 0) continue
    const days = [
      ...Object.entries(notice.off).map(([day, name]) => ({ day, kind: 'OFF', name })),
      ...Object.entries(notice.work).map(([day, name]) => ({ day, kind: 'WORK', name })),
    ]
    await client.query(
      `INSERT INTO calendar_day (day, kind, name)
       SELECT day, kind::calendar_day_kind, name FROM jsonb_to_recordset($1::jsonb) AS row (day date, kind text, name text)`,
      [JSON.stringify(days)],
    )
  }
}
