import type { WorkerEvents } from 'graphile-worker'
import type pg from 'pg'

/**
 * Jobs that PostgreSQL has given to this process and that never came: it was killed between the commit and the answer. Whoever holds them
 * lives, so nobody else frees them, and they would wait for hours. What is held here and in nobody's hands for `graceMs` on end is given
 * back: as long as the queue needs to write down what was done while the database was away.
 */
export function watchStrays(events: WorkerEvents, { graceMs }: { graceMs: number }) {
  const inHand = new Set<string>()
  const strays = new Map<string, number>()
  events.on('job:start', ({ job }) => inHand.add(job.id))
  // Only now is it being written down that it is done.
  events.on('job:complete', ({ job }) => inHand.delete(job.id))
  return {
    /** `own`: under which names this process holds jobs. */
    look: async (client: Pick<pg.Client, 'query'>, own: ReadonlySet<string>): Promise<void> => {
      const { rows } = await client.query<{ id: string }>(
        'SELECT id::text FROM graphile_worker._private_jobs WHERE locked_by = ANY ($1)',
        [[...own]],
      )
      const seen = new Set(rows.map(({ id }) => id).filter((id) => !inHand.has(id)))
      for (const id of strays.keys()) if (!seen.has(id)) strays.delete(id)
      const now = performance.now()
      for (const id of seen) if (!strays.has(id)) strays.set(id, now)
      const lost = [...strays].filter(([, since]) => now - since >= graceMs).map(([id]) => id)
      if (lost.length === 0) return
      await client.query(
        `UPDATE graphile_worker._private_jobs SET locked_by = NULL, locked_at = NULL, run_at = greatest(run_at, now())
         WHERE id = ANY ($1::bigint[]) AND locked_by = ANY ($2)`,
        [lost, [...own]],
      )
      for (const id of lost) strays.delete(id)
    },
    /** The database was away: what is to be written down begins again. */
    forget: (): void => strays.clear(),
  }
}
