import { createHash, randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { isNegotiated } from '#app/domain/award/negotiated.ts'
import { computeResults } from '#app/domain/scoring/compute-results.ts'
import { readDecisionRecord } from '#app/domain/scoring/read-record.ts'
import { type ListName, listNames } from '#app/domain/open-data/list/names.ts'
import { fieldsOf, type ListFilter, type ListRow } from '#app/domain/open-data/list/shapes.ts'
import { type Actor, anonymous } from '#app/domain/shared/actor.ts'
import { hashToken, readSession } from '#app/services/account/read-session.server.ts'
import { readAccountsPage } from '#app/services/admin/queries/accounts-page.server.ts'
import { readExpertsPage } from '#app/services/admin/queries/experts-page.server.ts'
import { readInvitationsPage } from '#app/services/admin/queries/invitations-page.server.ts'
import { readMessagesPage } from '#app/services/admin/queries/messages-page.server.ts'
import { listOwnBids } from '#app/services/bid/queries/own-bids.server.ts'
import { readBureauCalls } from '#app/services/call/queries/bureau-calls.server.ts'
import { readPublicCall } from '#app/services/call/queries/public-call.server.ts'
import { readPublicCalls } from '#app/services/call/queries/public-calls.server.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { homePage } from '#app/services/home/home-page.server.ts'
import { readFunds } from '#app/services/ledger/queries/funds.server.ts'
import { readLedger } from '#app/services/ledger/queries/ledger.server.ts'
import { listOrganizationCards } from '#app/services/organization/queries/organization-cards.server.ts'
import { readPanelInbox } from '#app/services/panel/queries/panel-inbox.server.ts'
import { readOversight } from '#app/services/project/queries/oversight.server.ts'
import { listProjects } from '#app/services/project/queries/project-list.server.ts'
import { readRiskBoard } from '#app/services/project/queries/risk-board.server.ts'
import { listPublicProjects } from '#app/services/project/queries/public-projects.server.ts'
import { readPublicProject } from '#app/services/project/queries/public-project.server.ts'
import { readReleases } from '#app/services/project/queries/releases.server.ts'
import { readPublicResult } from '#app/services/award/queries/public-result.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { addressOf } from '#prisma/seed/accounts.ts'
import { readListRow, streamList } from '#app/services/open-data/list/read-list.server.ts'
import { releaseAll } from '#app/services/open-data/release-all.server.ts'
import { seedIfEmpty } from '#prisma/seed/index.ts'
import { checkAll } from '#tests/open-data/check-all.ts'
import { countStatements } from '#tests/support/count-statements.ts'
import { useDatabase } from '#tests/support/database.ts'
import { testSecretText } from '#tests/support/test-secret.ts'

// The demonstration, told once through the services, as every new site has it.
const t = useDatabase()
beforeAll(async () => {
  await seedIfEmpty(t.ownerUrl, { dataDir: tmpdir(), appSecret: testSecretText, report: () => undefined })
}, 600_000)

/** Somebody of the demonstration, signed in by now. */
async function person(name: string): Promise<Actor> {
  const token = randomBytes(8).toString('hex')
  const { id: accountId } = await t.owner.account.findUniqueOrThrow({ where: { email: addressOf(name) } })
  await t.owner.session.create({
    data: {
      accountId,
      tokenHash: hashToken(token),
      ip: '127.0.0.1',
      userAgent: 'test',
      secondFactorAt: new Date(),
      expiresAt: new Date(Date.now() + 3_600_000),
    },
  })
  return readSession(t.owner, token)
}
const as = (actor: Actor): Context => ({ ...t.contextAt(new Date().toISOString(), actor), tellsClock: false })

// Read every line that changes: whoever may not see a thing is answered as if it were not there.
test('who is answered what at every address, is what stands in doors.txt', async () => {
  await releaseAll(t.owner, new Date())
  vi.stubEnv('DATABASE_URL', t.appUrl)
  vi.stubEnv('DATA_DIR', tmpdir())
  // The pages' own modules, made of this database.
  vi.resetModules()
  try {
    const { askAllDoors } = await import('./doors.ts')
    await expect(await askAllDoors(t.owner)).toMatchFileSnapshot('doors.txt')
  } finally {
    vi.unstubAllEnvs()
    vi.resetModules()
  }
}, 600_000)

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

test('the ledger holds: nothing drifts, every entry balances', async () => {
  expect(await t.owner.$queryRaw`SELECT * FROM ledger_drift`).toEqual([])
})

describe('N8: no page runs on and on', () => {
  const cases: Record<string, (() => Promise<unknown>) | undefined> = {}
  beforeAll(async () => {
    const [officer, finance, supervisor, owner, chair, admin] = await Promise.all(
      ['officer', 'finance', 'supervisor', 'owner', 'expert', 'admin'].map(person),
    )
    const [some, of] = [as(anonymous), (actor: Actor | undefined) => as(actor ?? anonymous)]
    const { callNo } = await t.owner.call.findFirstOrThrow({ where: { state: 'AWARDED' }, select: { callNo: true } })
    const { projectNo } = await t.owner.project.findFirstOrThrow({ select: { projectNo: true } })
    const organizationIds = owner?.organizations.map(({ organizationId }) => organizationId) ?? []
    const bodyIds = officer?.bodies.map(({ bodyId }) => bodyId) ?? []
    Object.assign(cases, {
      home: () => homePage(some),
      calls: () => readPublicCalls(some, { group: undefined, field: undefined, region: undefined, after: null }),
      call: () => readPublicCall(some, callNo ?? ''),
      result: () => readPublicResult(some, callNo ?? ''),
      projects: () => listPublicProjects(some, {}),
      project: () => readPublicProject(some, projectNo),
      organizations: () => listOrganizationCards(some.db, { field: undefined, region: undefined }, undefined),
      'an officer’s desk': () => deskPage(of(officer)),
      'an expert’s desk': () => deskPage(of(chair)),
      'an organization’s desk': () => deskPage(of(owner)),
      'calls of a body': () => readBureauCalls(of(officer), { state: undefined, after: null }),
      'projects of a body': () => readRiskBoard(of(officer), bodyIds, { group: 'open', after: null }),
      'bids of an organization': () => listOwnBids(of(owner), undefined),
      'projects of an organization': () => listProjects(of(owner), { organizationIds }, null),
      'panels of an expert': () => readPanelInbox(of(chair), undefined),
      oversight: () => readOversight(of(supervisor), null),
      funds: () => readFunds(of(finance)),
      releases: () => readReleases(of(finance)),
      ledger: () => readLedger(of(finance), undefined, null),
      accounts: () => readAccountsPage(of(admin), { q: '', after: undefined }),
      experts: () => readExpertsPage(of(admin), { after: undefined }),
      letters: () => readMessagesPage(of(admin), undefined),
      invitations: () => readInvitationsPage(of(admin), undefined),
    })
  })

  test('each asks a few statements of a full database, however many rows there are', async () => {
    const counted: Record<string, number> = {}
    for (const [name, work] of Object.entries(cases))
      counted[name] = await countStatements(work ?? (() => Promise.resolve()))
    console.info(JSON.stringify(counted))
    expect(Object.entries(counted).filter(([, count]) => count > 5 || count === 0)).toEqual([])
  })
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
