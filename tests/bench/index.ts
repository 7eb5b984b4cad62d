import { writeFileSync } from 'node:fs'
import { ensureBuild } from '#app/start/build.ts'
import { startTestServices } from '#app/start/check/test-services.ts'
import { openDataDir } from '#app/start/data-dir.ts'
import { StartFailure, tellFailure } from '#app/start/fail.mjs'
import { withHousehold } from '#app/start/household.ts'
import { ensurePrismaClient } from '#app/start/prisma-client.ts'
import { step } from '#app/start/progress.mjs'
import { benchEngine } from './engine.ts'
import type { Load } from './load.ts'

// `npm run bench [-- engine search pages signed-in sealing money people process] [--size PROJECTS] [--without-index] [--json FILE]`:
// how fast, each beside what it is compared with, in one run on services of its own.

const dataDir = '.data/bench'
const kinds = ['engine', 'search', 'pages', 'signed-in', 'sealing', 'money', 'people', 'process'] as const

function named(option: string): string | undefined {
  const at = process.argv.indexOf(option)
  if (at < 0) return undefined
  const value = process.argv[at + 1]
  if (value === undefined) throw new StartFailure(`${option} needs a value`, `npm run bench -- ${option} VALUE`)
  return value
}

async function searchFigures(size: number) {
  const { benchSearch } = await import('./search.ts')
  const found = await benchSearch(size)
  console.log(
    `search among ${String(found.documents)} documents: site ${found.siteMs.toFixed(1)} ms, Meilisearch asked directly ${found.engineMs.toFixed(1)} ms, ratio ${found.ratio.toFixed(2)}`,
  )
  console.log(`reindex of ${String(found.documents)} documents: ${found.reindexSeconds.toFixed(0)} s`)
  return found
}

const said = ({ perSecond, p50, p97_5, p99 }: Load) =>
  `${perSecond.toFixed(0)}/s (p50 ${p50.toFixed(1)}, p97.5 ${p97_5.toFixed(1)}, p99 ${p99.toFixed(1)} ms)`

async function sealingFigures() {
  const { benchSealing } = await import('./sealing.ts')
  const found = await benchSealing()
  console.log(`sealing, ${String(found.bids)} bids: ${said(found.sealing)}`)
  console.log(`opening ${String(found.bids)} bids: ${found.openingSeconds.toFixed(1)} s`)
  return found
}

async function moneyFigures() {
  const { benchMoney } = await import('./money.ts')
  const found = await benchMoney()
  console.log(`releases: by the service ${said(found.service)}, by the ledger's function alone ${said(found.bare)}`)
  console.log(`  ratio ${found.ratio.toFixed(2)}`)
  return found
}

async function peopleFigures() {
  const { benchPeople } = await import('./people.ts')
  const found = await benchPeople()
  console.log(`signing in: ${said(found.signIn)}; the password's check alone ${said(found.passwordAlone)}`)
  console.log(`saving a score sheet: ${said(found.scoreSave)}`)
  return found
}

async function processFigures() {
  const { benchProcess } = await import('./process.ts')
  const found = await benchProcess()
  const [before, half, end] = found.rssMb.map((mb) => mb.toFixed(0))
  console.log(`cold start: ${found.coldStartMs.toFixed(0)} ms`)
  console.log(
    `memory over ${String(found.requests)} requests: ${String(before)} MB before, ${String(half)} half way, ${String(end)} at the end`,
  )
  return found
}

async function pageFigures(size: number, isIndexed: boolean) {
  const { benchPages } = await import('./pages.ts')
  const pages: Record<string, unknown> = {}
  for await (const [name, page] of benchPages(size, { isIndexed })) {
    pages[name] = page
    console.log(`${name}: ${String(page.statements)} statements, ${String(page.bytes)} bytes`)
    console.log(
      `  made anew ${said(page.site)}; its SQL alone ${said(page.sql)}; its markup alone ${said(page.markup)}`,
    )
    console.log(
      `  kept ${said(page.kept)}; Node alone with its bytes ${said(page.bytesAlone)}; ratio ${(page.kept.perSecond / page.bytesAlone.perSecond).toFixed(2)}`,
    )
  }
  return pages
}

async function signedInFigures(size: number) {
  const { benchSignedIn } = await import('./signed-in.ts')
  const pages: Record<string, Load> = {}
  for await (const [name, load] of benchSignedIn(size)) {
    pages[name] = load
    console.log(`${name}: ${said(load)}`)
  }
  return pages
}

const run = async () => {
  const asked = kinds.filter((kind) => process.argv.includes(kind))
  const wanted = asked.length === 0 ? kinds : asked
  const size = Number(named('--size') ?? '20000')
  const figures: Record<string, unknown> = {}
  if (wanted.includes('engine')) {
    const engine = benchEngine()
    figures['engine'] = engine
    console.log(
      `engine, 1,000 bids x 9 judges x 20 criteria: ${engine.medianMs.toFixed(0)} ms median, ${engine.leastMs.toFixed(0)} ms least`,
    )
  }
  if (wanted.some((kind) => kind !== 'engine')) {
    const opened = openDataDir(dataDir)
    await withHousehold(opened, async (household) => {
      await ensurePrismaClient(household.ending)
      await ensureBuild(household.ending)
      Object.assign(
        process.env,
        await step('services', () => startTestServices(opened, household, { isDurable: true })),
      )
      // Only now: the Prisma client may just have been made.
      if (wanted.includes('search')) figures['search'] = await searchFigures(size)
      if (wanted.includes('pages'))
        figures['pages'] = await pageFigures(size, !process.argv.includes('--without-index'))
      if (wanted.includes('signed-in')) figures['signed-in'] = await signedInFigures(size)
      if (wanted.includes('sealing')) figures['sealing'] = await sealingFigures()
      if (wanted.includes('money')) figures['money'] = await moneyFigures()
      if (wanted.includes('people')) figures['people'] = await peopleFigures()
      if (wanted.includes('process')) figures['process'] = await processFigures()
    })
  }
  const file = named('--json')
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`)
}

try {
  await run()
  process.exit(0)
} catch (error) {
  tellFailure(error)
  process.exit(1)
}
