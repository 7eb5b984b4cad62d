import pg from 'pg'

/** For so long an answer stands in for the next askers: a page is behind the database by no more than this. */
const usuallyGoodMs = 50

/** A replica's snapshot does not name what is under way there: how far it has come is asked too. */
const question = `SELECT pg_current_snapshot()::text || coalesce(' ' || pg_last_wal_replay_lsn()::text, '') AS mark`

/**
 * Which transactions PostgreSQL has seen the end of, as one word: while the word is the same, so is everything that can be read. It holds on any
 * number of machines, through a pooler, and for whatever was written by whomever; no list of what changes which page can be forgotten.
 */
export function databaseMark(url: string, goodMs = usuallyGoodMs) {
  const pool = new pg.Pool({ connectionString: url, max: 1, application_name: 'commonweal-mark' })
  // An idle connection that ends is replaced at the next asking.
  pool.on('error', () => undefined)
  let known: { mark: string; at: number } | undefined
  let asking: Promise<string> | undefined
  const ask = async () => {
    const at = performance.now()
    const { rows } = await pool.query<{ mark: string }>(question)
    const mark = rows[0]?.mark ?? ''
    known = { mark, at }
    return mark
  }
  const mark = (): Promise<string> | string => {
    if (known !== undefined && performance.now() - known.at < goodMs) return known.mark
    asking ??= ask().finally(() => (asking = undefined))
    return asking
  }
  return Object.assign(mark, { end: () => pool.end() })
}
