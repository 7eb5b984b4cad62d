import type { Task } from 'graphile-worker'
import { releaseChanged } from '#app/services/open-data/release-process.server.ts'
import type { Surroundings } from './tasks.ts'

/** What became public of a contracting process, as releases of open data. */
export const releaseProcess =
  ({ db }: Pick<Surroundings, 'db'>): Task =>
  (job) =>
    releaseChanged(db, job, new Date())
