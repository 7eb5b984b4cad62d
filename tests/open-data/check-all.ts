import { writeGrants } from '#app/domain/open-data/grants.ts'
import { writeRecordPackage, writeReleasePackage } from '#app/domain/open-data/write-package.ts'
import { readGrants } from '#app/services/open-data/queries/grants.server.ts'
import { readRecord, readReleasePage } from '#app/services/open-data/queries/releases.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { faultsOf } from './validate.ts'

const publisher = {
  name: 'check',
  baseUrl: 'https://check.example',
  ocidPrefix: 'ocds-000000',
  grantPrefix: '360G-check',
}

export type Checked = { releases: number; records: number; grants: number; tags: string[]; faults: string[] }

/** Everything that a database would publish, against the published schemas and their closed codelists. */
export async function checkAll(db: Db): Promise<Checked> {
  const faults: string[] = []
  const processes = new Set<string>()
  const tags = new Set<string>()
  let [releases, after, hasMore] = [0, 0n, true]
  while (hasMore) {
    const page = await readReleasePage(db, after)
    if (page.releases.length === 0) break
    faults.push(...faultsOf('releases', writeReleasePackage(publisher, page)).map((fault) => `after ${after} ${fault}`))
    for (const release of page.releases) {
      processes.add(release.processNo)
      for (const tag of release.tags) tags.add(tag)
    }
    releases += page.releases.length
    after = page.releases.at(-1)?.sequence ?? after
    hasMore = page.hasMore
  }
  for (const processNo of processes) {
    const text = writeRecordPackage(publisher, await readRecord(db, processNo))
    faults.push(...faultsOf('records', text).map((fault) => `${processNo} ${fault}`))
  }
  const grants = await readGrants(db, publisher.grantPrefix)
  if (grants.length > 0) faults.push(...faultsOf('360giving', writeGrants(publisher, 'check', grants)))
  return { releases, records: processes.size, grants: grants.length, tags: [...tags], faults }
}
