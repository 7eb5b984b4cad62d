import { queueBundle } from '#app/services/open-data/bundle/plan-bundle.server.ts'
import { readBundle } from '#app/services/open-data/queries/bundle.server.ts'
import { createDb, type Db } from '#app/services/shared/db.server.ts'
import { StartFailure, tellFailure } from './fail.mjs'
import { runningDatabase } from './running-services.ts'

// `npm run --silent open-data:bundle`: asks the worker of the site that runs here, or of DATABASE_URL, for a new file of all open data,
// waits for it, and says what it is. The worker knows the site's address and where its files are.

const everyMs = 1000

/** @throws StartFailure where no worker is alive, or making it failed. */
async function fail(db: Db): Promise<void> {
  const [worker] = await db.$queryRaw<{ isAlive: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM heartbeat WHERE process = 'worker' AND at > now() - interval '1 minute') AS "isAlive"`
  if (worker?.isAlive !== true)
    throw new StartFailure('No worker is alive', 'Start the site; the file is made when its worker is there')
  const [job] = await db.$queryRaw<{ error: string | null }[]>`
    SELECT last_error AS error FROM graphile_worker.jobs WHERE key = 'make-bundle:asked'`
  if (job?.error != null) throw new StartFailure(`The file could not be made: ${job.error}`, 'It will be tried again')
}

const db = createDb(runningDatabase(), 2)
try {
  const before = (await readBundle(db))?.id
  await queueBundle(db, { isAsked: true })
  let made = await readBundle(db)
  while (made === undefined || made.id === before) {
    await fail(db)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
    made = await readBundle(db)
  }
  console.log(`${String(made.size)} bytes, SHA-256 ${made.sha256}, releases up to ${String(made.lastRelease)}`)
} catch (error) {
  tellFailure(error)
  process.exitCode = 1
} finally {
  await db.$disconnect()
}
