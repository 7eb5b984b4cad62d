import { readdirSync } from 'node:fs'
import path from 'node:path'
import { reindex } from '#search/sync/reindex.server.ts'
import { checkout } from '../data-dir.ts'
import { StartFailure } from '../fail.mjs'
import { hasMeilisearch } from '../meilisearch-program.ts'
import { startMeilisearch } from '../meilisearch.ts'
import { step } from '../progress.mjs'
import type { Backup } from './manifest.ts'
import type { Restoring } from './restore-site.ts'

const migrations = (): string[] =>
  readdirSync(path.join(checkout, 'prisma/migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()

/** @throws StartFailure where the backup was made by a later program: this one cannot read it. */
export function refuseNewer({ manifest }: Backup): void {
  if (migrations().includes(manifest.migrationHead)) return
  throw new StartFailure(
    `The backup was made by a later version (${manifest.version}, ${manifest.migrationHead})`,
    'Restore with the version that made it',
  )
}

/** Makes the search anew from the database. An older database is brought up to date by the start, which then does this itself. */
export async function indexRestored({ backup, dataDir, env, household }: Restoring, ownerUrl: string): Promise<void> {
  if (backup.manifest.migrationHead !== migrations().at(-1)) {
    console.log('· search 搜索索引: made by the first start, after the migrations')
    return
  }
  const host = env['MEILI_HOST']
  if (!host && !hasMeilisearch()) return
  await step(
    'search index 搜索索引',
    async () => {
      const own = host ? undefined : await startMeilisearch(dataDir, { adopt: household.adopt })
      try {
        return await reindex({
          databaseUrl: ownerUrl,
          meiliHost: own?.url ?? host ?? '',
          meiliApiKey: own?.adminKey ?? env['MEILI_API_KEY'] ?? '',
        })
      } finally {
        await own?.stop()
      }
    },
    ({ projects, organizations }) =>
      `search index 搜索索引 (${String(projects)} projects, ${String(organizations)} organizations)`,
  )
}
