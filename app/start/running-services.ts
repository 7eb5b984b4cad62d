import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { StartFailure } from './fail.mjs'

// For commands beside the site: what the environment names, else what the site that runs here wrote down.

type Written = {
  databaseUrl?: string
  databaseOwnerUrl?: string
  meiliHost?: string | null
  meiliApiKey?: string | null
  backupDir?: string | null
  pids?: Record<string, number>
}

function written(dataDir = process.env['DATA_DIR'] ?? '.data'): Written {
  const file = path.join(dataDir, 'services.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Written) : {}
}

/** @throws StartFailure where neither names it. */
export function runningDatabase(): string {
  const url = process.env['DATABASE_URL'] || written().databaseUrl
  if (url === undefined)
    throw new StartFailure('The site’s database is not known', 'Start the site first, or set DATABASE_URL')
  return url
}

/** With the key that may write. @throws StartFailure where neither names it. */
export function runningSearch(): { meiliHost: string; meiliApiKey: string } {
  const { meiliHost, meiliApiKey } = written()
  const host = process.env['MEILI_HOST'] || meiliHost
  const key = process.env['MEILI_API_KEY'] || meiliApiKey
  if (host == null || key == null)
    throw new StartFailure(
      'The search engine is not known',
      'Start the site first, or set MEILI_HOST and MEILI_API_KEY',
    )
  return { meiliHost: host, meiliApiKey: key }
}

/** The site that runs on `dataDir` with a database of its own; undefined where none does. */
export function ownServices(dataDir: string): { databaseOwnerUrl: string; backupDir: string | null } | undefined {
  const { databaseOwnerUrl, backupDir, pids } = written(dataDir)
  return databaseOwnerUrl === undefined || pids?.['postgres'] === undefined
    ? undefined
    : { databaseOwnerUrl, backupDir: backupDir ?? null }
}
