import { renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Child } from './child.ts'
import type { Services } from './start-services.ts'

/** Says to tools where this start's services are. Passwords are in it: it is the owner's alone. */
export const writeServicesFile = (dataDir: string, services: Services, children: Child[], webUrl: string | null) => {
  const file = path.join(dataDir, 'services.json')
  const content = {
    databaseUrl: services.databaseUrl,
    databaseOwnerUrl: services.databaseOwnerUrl,
    meiliHost: services.search?.host ?? null,
    meiliApiKey: services.search?.adminKey ?? null,
    meiliSearchKey: services.search?.searchKey ?? null,
    backupDir: services.backupDir,
    webUrl,
    pids: Object.fromEntries([
      ['supervisor', process.pid],
      ...children.map((child): [string, number] => [child.name, child.pid]),
    ]) as Record<string, number>,
  }
  writeFileSync(`${file}.draft`, JSON.stringify(content, null, 2) + '\n', { mode: 0o600 })
  renameSync(`${file}.draft`, file)
}

export const removeServicesFile = (dataDir: string) => rmSync(path.join(dataDir, 'services.json'), { force: true })
