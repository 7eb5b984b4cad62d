import { writeFileSync } from 'node:fs'
import { StartFailure } from '#app/start/fail.mjs'
import { step } from '#app/start/progress.mjs'
import { exitFromOwnServices } from '#tests/support/on-own-services.ts'

// `npm run relevance [-- --json FILE]`: what the search finds for judged queries, on services, a database and indexes of its own.
// Wrong is a floor that is not kept.

function jsonFile(): string | undefined {
  const at = process.argv.indexOf('--json')
  if (at < 0) return undefined
  const file = process.argv[at + 1]
  if (file === undefined) throw new StartFailure('--json needs the name of a file', 'npm run relevance -- --json FILE')
  return file
}

await exitFromOwnServices(
  '.data/relevance',
  async () => {
    const file = jsonFile()
    const { measureOnNewServices } = await import('./on-new-services.ts')
    const measured = await step('queries', measureOnNewServices)
    const { jsonOf, tableOf, worstReport } = await import('./report.ts')
    const { breachesIn } = await import('./floors.ts')
    const breaches = breachesIn(measured)
    console.log([...tableOf(measured, breaches), ...worstReport(measured)].join('\n'))
    if (file !== undefined) writeFileSync(file, `${JSON.stringify(jsonOf(measured), null, 2)}\n`)
    return breaches.length === 0 ? 'right' : 'wrong'
  },
  { isSiteBuilt: false },
)
