import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { isNegotiated } from '#app/domain/award/negotiated.ts'
import { computeResults } from '#app/domain/scoring/compute-results.ts'
import { readDecisionRecord } from '#app/domain/scoring/read-record.ts'
import { type ListName, listNames } from '#app/domain/open-data/list/names.ts'
import { fieldsOf, type ListFilter, type ListRow } from '#app/domain/open-data/list/shapes.ts'
import { readListRow, streamList } from '#app/services/open-data/list/read-list.server.ts'
import { releaseAll } from '#app/services/open-data/release-all.server.ts'
import { seedIfEmpty } from '#prisma/seed/index.ts'
import { checkAll } from '#tests/open-data/check-all.ts'
import type { PagesAsked } from '#tests/support/ask-pages.ts'
import { asAppRole, dropDatabase, onServer } from '#tests/support/services.ts'
import { openClone, useDatabase } from '#tests/support/database.ts'
import { testSecretText } from '#tests/support/test-secret.ts'
import type { Posted } from '#tests/attack/forms/post.ts'
import type { PostedForms } from './forms.ts'

// The demonstration, told once through the services, as every new site has it.
const t = useDatabase()
beforeAll(async () => {
  await seedIfEmpty(t.ownerUrl, { dataDir: tmpdir(), appSecret: testSecretText, report: () => undefined })
  own = await openClone(new URL(t.ownerUrl).pathname.slice(1))
}, 600_000)
/** The same for forms that are posted: what one of them changes is nobody else's. */
let own: Awaited<ReturnType<typeof openClone>>
afterAll(async () => {
  await own.leave()
  await onServer((server) => dropDatabase(server, own.name))
})

describe('every form that anybody is shown', () => {
  let told: PostedForms
  beforeAll(async () => {
    // What they upload goes with the test.
    const dataDir = mkdtempSync(path.join(tmpdir(), 'commonweal-pages-'))
    vi.stubEnv('DATA_DIR', dataDir)
    told = await withPages(asAppRole(own.ownerUrl), async () => (await import('./forms.ts')).postForms(own.owner))
    rmSync(dataDir, { recursive: true, force: true })
  }, 600_000)
  const whose = ({ form: { address, intent } }: Posted) => `${address} ${intent}`
  const line = ({ form, asker, answer }: Posted) => `${form.to} ${form.intent} as ${asker}: ${String(answer.status)}`
  const unforeseen = (posted: readonly Posted[]) =>
    posted.filter(({ outcome }) => outcome === 'broken').map((one) => [line(one), ...one.answer.errors, one.sent])

  test('does nothing for whoever is not shown it, but where everybody acts for themselves', () => {
    expect(told.forms.length).toBeGreaterThan(200)
    expect(unforeseen(told.asOthers)).toEqual([])
    const done = told.asOthers.filter(({ outcome }) => outcome === 'done').map(whose)
    expect(new Set(done)).toEqual(new Set(forOneself))
    // Nearly all were right in themselves: who may was what decided.
    const unjudged = told.asOthers.filter(({ outcome }) => outcome === 'not judged')
    expect(unjudged.filter(({ form }) => form.isValid).map(line)).toEqual([])
    expect(told.forms.filter(({ isValid }) => !isValid).length).toBeLessThan(told.forms.length / 20)
  })

  test('does nothing to another’s rows when it is sent to one’s own page', () => {
    expect(told.othersRows.length).toBeGreaterThan(100)
    expect(unforeseen(told.othersRows)).toEqual([])
    expect(told.othersRows.filter(({ outcome }) => outcome === 'done').map(line)).toEqual([])
  })

  test('takes or refuses what is odd in it, and never fails', () => {
    expect(unforeseen(told.oddly)).toEqual([])
    const outcomes = new Set(told.oddly.map(({ outcome }) => outcome))
    expect([...outcomes].toSorted()).toEqual(expect.arrayContaining(['done', 'not judged', 'ruled out']))
  })
})

/** Signing in and out, one's own support for a need, one's own letters: nobody is asked who they are to anything. */
const forOneself = [
  '/needs/:needNo support',
  '/needs/:needNo unsupport',
  '/sign-in signIn',
  '/sign-out signOut',
  '/sign-out signOutEverywhere',
  '/sign-up/resident signUp',
  '/inbox readAll',
]

// Read every line that changes: whoever may not see a thing is answered as if it were not there.
test('who is answered what at every address, is what stands in doors.txt', async () => {
  await releaseAll(t.owner, new Date())
  // Where the demonstration was told to.
  vi.stubEnv('DATA_DIR', tmpdir())
  const doors = await withPages(t.appUrl, async () => (await import('./doors.ts')).askAllDoors(t.owner))
  await expect(doors).toMatchFileSnapshot('doors.txt')
}, 600_000)

/** The pages' own modules, made of a database. */
async function withPages<Told>(databaseUrl: string, work: () => Promise<Told>): Promise<Told> {
  vi.stubEnv('DATABASE_URL', databaseUrl)
  vi.resetModules()
  try {
    return await work()
  } finally {
    vi.unstubAllEnvs()
    vi.resetModules()
  }
}

describe('every published result', () => {
  test('computes to itself; with one digit changed it differs; with an unknown key it is refused', async () => {
    const published = await t.owner.result.findMany({ where: { publishedAt: { not: null } }, select: { record: true } })
    // What was negotiated with one supplier has no scores to compute (docs/decisions/single-source.md).
    const results = published.filter(({ record }) => !isNegotiated(record))
    expect(results.length).toBeGreaterThan(10)
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
    for (const { record } of results) {
      const read = readDecisionRecord(record)
      if (!read.ok) throw new Error(JSON.stringify(read.problems))
      const { results: stored } = record as { results: unknown }
      expect(JSON.parse(JSON.stringify(computeResults(read.record, sha256)))).toEqual(stored)
      const [first] = read.record.bids
      const [judge] = Object.keys(first?.scores ?? {})
      const [criterion] = Object.keys(first?.scores[judge ?? ''] ?? {})
      const tampered = structuredClone(record) as { bids: { scores: Record<string, Record<string, string>> }[] }
      const sheet = tampered.bids[0]?.scores[judge ?? '']
      if (sheet === undefined || criterion === undefined) throw new Error('a bid has scores')
      sheet[criterion] = Number(sheet[criterion]) > 1 ? '0.5' : '1.5'
      const changed = readDecisionRecord(tampered)
      if (!changed.ok) throw new Error(JSON.stringify(changed.problems))
      expect(JSON.parse(JSON.stringify(computeResults(changed.record, sha256)))).not.toEqual(stored)
      expect(readDecisionRecord({ ...(record as object), note: 1 }).ok).toBe(false)
    }
  })
})

test('the ledger holds: nothing drifts, every entry balances, and each body’s list of entries is what the lines say', async () => {
  expect(await t.owner.$queryRaw`SELECT * FROM ledger_drift`).toEqual([])
  const unlike = await t.owner.$queryRaw`
    WITH said AS (SELECT a.body_id, e.seq, e.effective_on FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id
      JOIN ledger_entry e ON e.id = p.entry_id WHERE a.body_id IS NOT NULL)
    (SELECT * FROM said EXCEPT SELECT * FROM body_entry) UNION ALL (SELECT * FROM body_entry EXCEPT SELECT * FROM said)`
  expect(unlike).toEqual([])
})

describe('N8: no page runs on and on', () => {
  test('a public page asks the database at most four times, one for people signed in eight times', async () => {
    const { most, unasked } = await askPages()
    console.info(JSON.stringify(Object.fromEntries(Object.entries(most).map(([page, { count }]) => [page, count]))))
    expect(Object.entries(most).filter(([, { count, reader }]) => count > (reader === '' ? 4 : 8))).toEqual([])
    expect(Object.keys(most).length).toBeGreaterThan(290)
    for (const page of [
      '/',
      '/calls/:callNo',
      '/projects/:projectNo',
      '/organizations/:id',
      '/desk',
      '/ngo/bids',
      '/panel/:callId/bids/:bidId',
      '/panel/:callId/bids/:bidId/discussion',
      '/panel/:callId/signing',
      '/evaluations/:id',
    ])
      expect(unasked).not.toContain(page)
  }, 300_000)
})

const askPages = () =>
  new Promise<PagesAsked>((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('../../support/ask-pages.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
      env: {
        ...process.env,
        OWNER_URL: t.ownerUrl,
        DATABASE_URL: asAppRole(t.ownerUrl),
        APP_SECRET: testSecretText,
      },
    })
    child.once('message', (told) => resolve(told as PagesAsked))
    child.once('exit', (code) => reject(new Error(`the pages’ process ended with ${String(code)}`)))
  })

describe('the public lists', () => {
  const asked = (list: ListName, filter: ListFilter = {}) => ({
    list,
    filter,
    now: new Date(),
    baseUrl: 'https://gyh.example',
  })
  const whole = async (list: ListName, filter: ListFilter = {}) => {
    const rows: ListRow[] = []
    for await (const part of streamList(t.app, asked(list, filter), Infinity)) rows.push(...part)
    return rows
  }

  test('are none of them empty, and each row is in the fields it promises and found by its number', async () => {
    // As the worker does each day.
    await t.owner.$queryRaw`SELECT day::text FROM ledger_anchor_today()`
    for (const list of listNames) {
      const rows = await whole(list)
      expect(rows.length, list).toBeGreaterThan(0)
      expect(new Set(rows.map((row) => Object.values(row)[0])).size, list).toBe(rows.length)
      for (const row of rows) expect(Object.keys(row), list).toEqual(fieldsOf(list).map(([name]) => name))
      const [row] = rows
      expect(await readListRow(t.app, asked(list), String(Object.values(row ?? {})[0])), list).toEqual(row)
      expect(await readListRow(t.app, asked(list), 'nothing'), list).toBeUndefined()
    }
  })

  test('are narrowed as their pages are', async () => {
    const narrowed = async (list: ListName, filter: ListFilter, field: string, value: unknown) => {
      const rows = (await whole(list)).filter((row) => row[field] === value)
      expect(rows.length, list).toBeGreaterThan(0)
      expect(await whole(list, filter), list).toEqual(rows)
    }
    const [event] = await whole('credit-events')
    const organization = String(event?.['organizationId'])
    await narrowed('credit-events', { organization }, 'organizationId', organization)
    const rated = String((await whole('ratings'))[0]?.['organizationId'])
    await narrowed('ratings', { organization: rated }, 'organizationId', rated)
    await narrowed('showcases', { kind: 'MODEL_PROJECT' }, 'kind', 'MODEL_PROJECT')
    const field = (await whole('catalogue'))[0]?.['field'] as ListFilter['field']
    await narrowed('catalogue', { field }, 'field', field)
    const { nameZh: bodyName, id: body } = await t.owner.body.findFirstOrThrow({
      where: { postPriceRules: { some: { state: 'APPROVED' } } },
    })
    await narrowed('post-prices', { body }, 'body', bodyName)

    const listed = await whole('credit')
    for (const { standing } of listed) expect(standing).not.toBe('REGULAR')
    const one = await t.owner.organization.findFirstOrThrow({
      where: { id: { notIn: listed.map(({ id }) => String(id)) }, creditCode: { not: null } },
    })
    expect(await whole('credit', { q: one.creditCode ?? '' })).toMatchObject([{ name: one.name, standing: 'REGULAR' }])
    for (const list of ['task-admissions', 'showcases', 'showcase-phases', 'catalogue'] as const)
      expect(await whole(list, { region: '99' }), list).toEqual([])
  })

  test('of credit hold no event that was found to be wrong, and nothing in the words of whoever entered it', async () => {
    const summaries = (await t.owner.creditEvent.findMany()).map(({ summary }) => summary)
    const corrected = await t.owner.creditRequest.findMany({ where: { kind: 'CORRECTION', granted: true } })
    const text = JSON.stringify(await whole('credit-events'))
    for (const words of [...summaries, ...corrected.map(({ eventId }) => eventId)]) expect(text).not.toContain(words)
  })
})

test('is valid open data, every release, record and grant of it', async () => {
  await releaseAll(t.owner, new Date())
  const checked = await checkAll(t.app)
  expect(checked.faults).toEqual([])
  const { calls } = await releaseAll(t.owner, new Date())
  expect(checked).toMatchObject({ records: calls })
  expect(checked.grants).toBeGreaterThan(0)
  expect(checked.tags).toEqual(
    expect.arrayContaining(['planning', 'tender', 'award', 'contract', 'implementation', 'implementationUpdate']),
  )
})
