import type pg from 'pg'
import { notices } from './data/notices.ts'

/**
 * A demonstration told in a year whose notice is not in the data still has terms to count: such a year is taken without holidays, and
 * its source says so. Never on a site that is no demonstration.
 */
export async function assumeYears(client: pg.Client, ...years: number[]): Promise<void> {
  for (const year of years)
    await client.query('INSERT INTO calendar_year (year, source) VALUES ($1, $2) ON CONFLICT (year) DO NOTHING', [
      year,
      '演示假定：尚无放假通知，只按周末计算 Demonstration: no notice yet, weekends only',
    ])
}

/** Adds the years that are missing; one already there stays as the administrator left it. */
export async function writeCalendar(client: pg.Client): Promise<void> {
  for (const { year, source, rows } of notices) {
    const { rowCount } = await client.query(
      'INSERT INTO calendar_year (year, source) VALUES ($1, $2) ON CONFLICT (year) DO NOTHING',
      [year, source],
    )
    if (rowCount === 0) continue
    await client.query(
      `INSERT INTO calendar_day (day, kind, name)
       SELECT day, kind::calendar_day_kind, name FROM jsonb_to_recordset($1::jsonb) AS row (day date, kind text, name text)`,
      [JSON.stringify(rows)],
    )
  }
}
