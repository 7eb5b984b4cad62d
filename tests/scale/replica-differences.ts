import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

const patienceMs = 60_000

/** Tables that are told from one another row by row, as their counts and a sum of their rows' fingerprints. */
const tables = ['bid_envelope', 'bid', 'ledger_entry', 'ledger_posting', 'audit_event', 'event', 'account', 'message']

const fingerprints = (tables as readonly string[])
  .map(
    (name) =>
      `SELECT '${name}' AS name, count(*)::text || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text AS of FROM ${name} t`,
  )
  .join(' UNION ALL ')

type Row = { name: string; of: string }

/** What the replica has otherwise than the database it follows, once it has come after; and whether it was asked at all. */
export async function replicaDifferences(owner: pg.Client, replicaUrl: string): Promise<string[]> {
  const replica = new pg.Client({ connectionString: replicaUrl })
  await replica.connect()
  try {
    const { rows } = await owner.query<{ at: string }>('SELECT pg_current_wal_flush_lsn()::text AS at')
    const startedAt = performance.now()
    for (;;) {
      const { rows: come } = await replica.query<{ behind: boolean }>(
        'SELECT pg_last_wal_replay_lsn() < $1::pg_lsn AS behind',
        [rows[0]?.at],
      )
      if (come[0]?.behind === false) break
      if (performance.now() - startedAt > patienceMs) return ['the replica did not come after']
      await wait(50)
    }
    const [here, there] = [await owner.query<Row>(fingerprints), await replica.query<Row>(fingerprints)]
    const copied = new Map(there.rows.map(({ name, of }) => [name, of]))
    const faults = here.rows
      .filter(({ name, of }) => copied.get(name) !== of)
      .map(({ name, of }) => `the replica's ${name}: ${copied.get(name) ?? ''} instead of ${of}`)
    const { rows: asked } = await replica.query<{ reads: number }>(
      'SELECT xact_commit::int AS reads FROM pg_stat_database WHERE datname = current_database()',
    )
    console.log(`the replica answered ${String(asked[0]?.reads)} reads`)
    return faults
  } finally {
    await replica.end()
  }
}
