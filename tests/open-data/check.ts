import { writeGrants } from '#app/domain/open-data/grants.ts'
import { writeRecordPackage, writeReleasePackage } from '#app/domain/open-data/write-package.ts'
import { readGrants } from '#app/services/open-data/queries/grants.server.ts'
import { readRecord, readReleasePage } from '#app/services/open-data/queries/releases.server.ts'
import { createDb } from '#app/services/shared/db.server.ts'
import { tellFailure } from '#app/start/fail.mjs'
import { runningDatabase } from '#app/start/running-services.ts'
import { faultsOf, type PackageKind } from './validate.ts'

// `npm run --silent open-data:check`: everything the database of DATABASE_URL, or of the site that runs here, would publish, against the
// published schemas and closed codelists. Exits 0 when nothing is wrong, 1 when something is, 2 when it cannot be told.

const publisher = {
  name: 'check',
  baseUrl: 'https://check.example',
  ocidPrefix: 'ocds-000000',
  grantPrefix: '360G-check',
}

async function main(): Promise<number> {
  const db = createDb(runningDatabase(), 2)
  let faults = 0
  const look = (kind: PackageKind, what: string, text: string) => {
    const found = faultsOf(kind, text)
    faults += found.length
    for (const fault of found) console.log(`✗ ${what} ${fault}`)
  }
  let [pages, releases, after] = [0, 0, 0n]
  const processes = new Set<string>()
  for (;;) {
    const page = await readReleasePage(db, after)
    if (page.releases.length === 0) break
    look('releases', `releases after ${after}`, writeReleasePackage(publisher, page))
    for (const { processNo } of page.releases) processes.add(processNo)
    pages += 1
    releases += page.releases.length
    after = page.releases.at(-1)?.sequence ?? after
  }
  for (const processNo of processes)
    look('records', processNo, writeRecordPackage(publisher, await readRecord(db, processNo)))
  const grants = await readGrants(db, publisher.grantPrefix)
  if (grants.length > 0) look('360giving', '360giving', writeGrants(publisher, 'check', grants))
  await db.$disconnect()
  console.log(
    `${String(releases)} releases on ${String(pages)} pages, ${String(processes.size)} records, ${String(grants.length)} grants: ${String(faults)} faults`,
  )
  return faults === 0 ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  tellFailure(error)
  process.exitCode = 2
}
