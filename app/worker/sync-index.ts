import type { Task } from 'graphile-worker'
import { createSync } from '#search/sync/consume-outbox.server.ts'
import type { Surroundings } from './tasks.ts'

/** Where no engine is set up the job is done at once: PostgreSQL answers, and a later engine starts with a whole index. */
export function syncIndex({ db, search }: Pick<Surroundings, 'db' | 'search'>): Task {
  if (search === undefined) return () => undefined
  const sync = createSync(db, search)
  return (job) => sync(job)
}
