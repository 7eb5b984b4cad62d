import type { Task } from 'graphile-worker'
import { sendDigest as write } from '#app/services/notice/send-digest.server.ts'
import type { Surroundings } from './tasks.ts'

/** Writes one letter of all that waits for a reader's digest. */
export const sendDigest =
  ({ db }: Pick<Surroundings, 'db'>): Task =>
  (payload) =>
    write(db, payload)
