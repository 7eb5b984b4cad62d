import type { TaskList } from 'graphile-worker'
import type { Db } from '#app/services/shared/db.server.ts'
import type { Env } from '#app/env.server.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'
import type { GrantPublisher } from '#app/domain/open-data/grants.ts'
import type { FileStore } from '#app/services/shared/file-store.server.ts'
import { makeBundle } from './make-bundle.ts'
import { releaseProcess } from './release-process.ts'
import { sendDigest } from './send-digest.ts'
import { sendLink } from './send-link.ts'
import { sendMessage } from './send-message.ts'
import { syncIndex } from './sync-index.ts'
import { tellGiver } from './tell-giver.ts'

export type Surroundings = {
  db: Db
  keys: Keys
  files: FileStore
  search: Env['search']
  mail: Env['mail']
  publicUrl: string
  publisher: GrantPublisher
}

/** Every kind of job by name; the names are TaskName of services/shared/jobs.server.ts. */
export function createTasks(surroundings: Surroundings): TaskList {
  return {
    'sync-index': syncIndex(surroundings),
    'send-message': sendMessage(surroundings),
    'send-link': sendLink(surroundings),
    'send-digest': sendDigest(surroundings),
    'tell-giver': tellGiver(surroundings),
    'release-process': releaseProcess(surroundings),
    'make-bundle': makeBundle(surroundings),
  }
}
