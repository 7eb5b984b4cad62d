import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ensureBuild } from '../build.ts'
import { openDataDir } from '../data-dir.ts'
import { StartFailure, tellFailure } from '../fail.mjs'
import { ensureChromium } from '../find-chromium.ts'
import { type Household, withHousehold } from '../household.ts'
import { ensurePrismaClient } from '../prisma-client.ts'
import { seconds } from '../progress.mjs'
import { lastPart } from '../run-tool.ts'
import { inWords, oneFailed, onePassed, type Outcome, total } from './outcome.ts'
import { type StaticCheck, staticCheck } from './static-checks.ts'
import { runPlaywright, runVitest, type TestRun } from './test-runs.ts'
import { startTestServices } from './test-services.ts'

/** Enough to see every failing test of an ordinary bad day; the rest is in the file that is named. */
const shownLines = 150

const testDataDir = process.env['TEST_DATA_DIR'] ?? '.data/test'

const readable = (error: unknown) =>
  error instanceof StartFailure
    ? error.message
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error)

const createBook = (dataDir: string) => {
  const outcomes: Outcome[] = []

  const print = (name: string, startedAt: number, outcome: Outcome) => {
    const counts = outcome.passed + outcome.failed + outcome.skipped > 1 ? `  ${inWords(outcome)}` : ''
    const line = `${outcome.failed === 0 ? '✓' : '✗'} ${name}${counts}  ${seconds(startedAt)}`
    if (outcome.failed === 0) {
      console.log(line)
      return
    }
    const file = path.join(dataDir, 'reports', `${name}.txt`)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, outcome.output)
    console.log(`${line}\n${lastPart(outcome.output, shownLines)}\n  (all of it: ${file})`)
  }

  /** A step that breaks instead of answering is one failure, and the others go on. */
  const run = async (name: string, work: () => Promise<Outcome>): Promise<Outcome> => {
    const startedAt = performance.now()
    const outcome = await work().catch((error: unknown) => oneFailed(readable(error)))
    outcomes.push(outcome)
    print(name, startedAt, outcome)
    return outcome
  }

  return { run, total: () => total(outcomes) }
}

type Book = ReturnType<typeof createBook>

const runStatic = async (book: Book, checks: StaticCheck[], signal: AbortSignal) => {
  for (const check of checks) await book.run(check, () => staticCheck(check, signal))
}

const runBuild = (book: Book, run: TestRun) =>
  book.run('build', async () => {
    await ensureBuild(run.signal)
    return onePassed()
  })

/** Two lanes for two cores, about equally long. */
const runFast = async (book: Book, run: TestRun) => {
  await Promise.all([
    runStatic(book, ['lint', 'boundaries'], run.signal).then(() => runBuild(book, run)),
    runStatic(book, ['types', 'format', 'unused'], run.signal).then(() =>
      book.run('unit', () => runVitest('unit', run)),
    ),
  ])
}

const runAll = async (book: Book, run: TestRun, household: Household) => {
  const services = startTestServices(run.dataDir, household)
  // Whoever needs them hears of it; until then a failure is nobody's surprise.
  services.catch(() => undefined)
  const withServices = async () => ({ ...run, env: { ...run.env, ...(await services) } })

  const runTests = async () => {
    await book.run('unit', () => runVitest('unit', run))
    await book.run('integration', async () => runVitest('integration', await withServices()))
  }
  const checks: StaticCheck[] = ['format', 'lint', 'types', 'boundaries', 'unused']
  await Promise.all([runStatic(book, checks, run.signal), runTests()])

  // Alone: a browser that has to share its two cores is slow, and slow looks like broken.
  const built = await runBuild(book, run)
  await book.run('browser', async () => {
    if (built.failed > 0) return oneFailed('Not run: there is no build')
    const chromium = { CHROMIUM_PATH: await ensureChromium() }
    const served = await withServices()
    return runPlaywright({ ...served, env: { ...served.env, ...chromium } })
  })
}

const main = async () => {
  const dataDir = openDataDir(testDataDir)
  const book = createBook(dataDir)
  const ended = await withHousehold(dataDir, async (household) => {
    const run: TestRun = { dataDir, env: {}, signal: household.ending }
    await ensurePrismaClient(household.ending)
    await (process.argv.includes('--fast') ? runFast(book, run) : runAll(book, run, household))
  })
  if (ended === 'asked to end') process.exit(130)
  const counts = book.total()
  console.log(inWords(counts))
  process.exit(counts.failed === 0 ? 0 : 1)
}

try {
  await main()
} catch (error) {
  tellFailure(error)
  console.log(inWords(oneFailed('')))
  process.exit(1)
}
