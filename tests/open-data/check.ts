import { createDb } from '#app/services/shared/db.server.ts'
import { tellFailure } from '#app/start/fail.mjs'
import { runningDatabase } from '#app/start/running-services.ts'
import { checkAll } from './check-all.ts'

// `npm run --silent open-data:check`: what the database of DATABASE_URL, or of the site that runs here, would publish. Exits 0 when
// nothing is wrong with it, 1 when something is, 2 when it cannot be told.
try {
  const db = createDb(runningDatabase(), 2)
  const { releases, records, grants, faults } = await checkAll(db)
  await db.$disconnect()
  for (const fault of faults) console.log(`✗ ${fault}`)
  console.log(
    `${String(releases)} releases, ${String(records)} records, ${String(grants)} grants: ${String(faults.length)} faults`,
  )
  process.exitCode = faults.length === 0 ? 0 : 1
} catch (error) {
  tellFailure(error)
  process.exitCode = 2
}
