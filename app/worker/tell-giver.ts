import type { Task } from 'graphile-worker'
import { tellGiver as write } from '#app/services/appeal/tell-giver.server.ts'
import type { Surroundings } from './tasks.ts'

/** Writes to a giver what became of their promise. */
export const tellGiver =
  ({ db, keys }: Pick<Surroundings, 'db' | 'keys'>): Task =>
  (payload) =>
    write(db, keys, payload)
