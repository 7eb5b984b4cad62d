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
    const { rowCount } = await client.query('SELECT 1 FROM calendar_notice WHERE year = $1', [year])
    if (rowCount === 0)
      await client.query('SELECT load_calendar($1, $2, $3::jsonb)', [year, source, JSON.stringify(rows)])
  }
}
