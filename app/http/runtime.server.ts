import { env } from '#app/env.server.ts'
import type { Runtime } from '#app/services/shared/context.server.ts'
import { createDb } from '#app/services/shared/db.server.ts'
import { createFileStore } from '#app/services/shared/create-file-store.server.ts'
import { createKeys } from '#app/services/shared/keys.server.ts'

let current: Runtime | undefined

/** What this web process is made of, built at the first request. */
export function runtime(): Runtime {
  current ??= {
    db: createDb(env().database.url),
    files: createFileStore(env().files),
    keys: createKeys(env().secret),
  }
  return current
}
