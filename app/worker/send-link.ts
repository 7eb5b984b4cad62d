import type { Task } from 'graphile-worker'
import { sendLink as write } from '#app/services/account/send-link.server.ts'
import type { Surroundings } from './tasks.ts'

/** Looks up who asked for a link and writes their letter into the outbox. */
export const sendLink =
  ({ db }: Pick<Surroundings, 'db'>): Task =>
  (payload) =>
    write(db, payload)
