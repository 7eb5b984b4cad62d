import { env } from '#app/env.server.ts'
import type { Runtime } from '#app/services/shared/context.server.ts'
import { createDb, type Db } from '#app/services/shared/db.server.ts'
import { createFileStore } from '#app/services/shared/create-file-store.server.ts'
import { createKeys } from '#app/services/shared/keys.server.ts'

/** `replica`: a copy that follows, for reading alone. */
export type WebRuntime = Runtime & { readonly replica: Db | undefined }

let current: WebRuntime | undefined

/** What this web process is made of, built at the first request. */
export function runtime(): WebRuntime {
  const { url, poolerUrl, replicaUrl } = env().database
  current ??= {
    db: createDb(poolerUrl ?? url, 10, { isPooled: poolerUrl !== undefined }),
    // Another pooler may stand in front of it.
    replica: replicaUrl === undefined ? undefined : createDb(replicaUrl, 10, { isPooled: poolerUrl !== undefined }),
    files: createFileStore(env().files),
    keys: createKeys(env().secret),
  }
  return current
}
