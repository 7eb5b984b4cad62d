import { releaseAllOf } from '#app/services/open-data/release-all.server.ts'
import { tellFailure } from './fail.mjs'
import { runningDatabase } from './running-services.ts'

// `npm run --silent open-data:rebuild`: writes every release that is missing, of every public call. Releases that are there stay; run
// twice, it writes nothing the second time.
try {
  const { calls, releases } = await releaseAllOf(runningDatabase(), new Date())
  console.log(`${String(calls)} processes, ${String(releases)} releases written`)
} catch (error) {
  tellFailure(error)
  process.exitCode = 1
}
