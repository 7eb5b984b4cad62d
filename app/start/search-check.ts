import { checkIndex } from '#search/sync/check-index.server.ts'
import { tellFailure } from './fail.mjs'
import { runningDatabase, runningSearch } from './running-services.ts'

// `npm run --silent search:check`: every document made again from the database and held against the index, field by field.
// Exits 0 when they are equal, 1 when they are not, 2 when it cannot be told.

const shownMax = 20

try {
  const { documents, ...faults } = await checkIndex({ databaseUrl: runningDatabase(), ...runningSearch() })
  for (const [fault, ids] of Object.entries(faults))
    if (ids.length > 0) console.log(`✗ ${fault} ×${String(ids.length)}: ${ids.slice(0, shownMax).join(' ')}`)
  const broken = Object.values(faults).reduce((sum, ids) => sum + ids.length, 0)
  console.log(`${String(documents)} documents, ${String(broken)} faults`)
  process.exitCode = broken === 0 ? 0 : 1
} catch (error) {
  tellFailure(error)
  process.exitCode = 2
}
