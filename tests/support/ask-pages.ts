import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { LoaderFunctionArgs } from '@remix-run/node'
import pg from 'pg'
import { contextOf } from '#app/http/context.server.ts'
import { sessionCookie } from '#app/http/cookies.server.ts'
import { readFrame } from '#app/http/frame.server.ts'
import { pages } from '#app/route-table.ts'
import { hashToken } from '#app/services/account/read-session.server.ts'
import { createDb } from '#app/services/shared/db.server.ts'
import { addressOf } from '#prisma/seed/accounts.ts'
import { places } from '#tests/integration/demonstration/doors.ts'
import { countStatements } from './count-statements.ts'

// A process of its own, whose environment names the database: asks every page of it by its loader, as its readers would, and tells how many
// statements each took at most.

export type PagesAsked = {
  /** Path of the route table → the most statements, for a passer-by of public pages, for people signed in of all others. */
  most: Record<string, { count: number; address: string; reader: string }>
  /** Pages that nobody could be shown with what is there. */
  unasked: string[]
}

type Loader = ((args: LoaderFunctionArgs) => Promise<unknown>) & { may?: string }
type Values = Record<string, string>

/** So many things of a kind are tried, the newest first, until a reader was shown so many; then those that the doors are asked for. */
const asked = 40
const shown = 3
/** Pages of which each state reads something else: every thing there is. */
const whole = /^\/panel\/|^\/bureau\/calls\/:(id|callId)\/(panel|result|review|opening)$|evaluations\/:id/

/** What a segment is a list of. */
const tables: Readonly<Record<string, string>> = {
  organizations: 'organization',
  organizationId: 'organization',
  projects: 'project',
  calls: 'call',
  panel: 'call',
  'single-source': 'call',
  bids: 'bid',
  needs: 'need',
  meetings: 'meeting',
  venues: 'venue',
  policies: 'policy_document',
  appeals: 'appeal',
  funds: 'fund',
  incubators: 'incubator',
  trainings: 'incubator_training',
  incubation: 'incubation',
  incubations: 'incubation',
  responsibilities: 'assignment',
  'responsibility-reports': 'assignment_report',
  volunteering: 'callout',
  callouts: 'callout',
  observations: 'observation',
  evaluations: 'evaluation',
  remedies: 'remedy',
  milestones: 'milestone',
  quarterly: 'quarterly_report',
  expenses: 'expense',
  amendments: 'amendment',
  handovers: 'handover',
  donations: 'pledge',
  releases: 'tranche',
  books: 'ledger_book',
  ratings: 'rating_application',
  inspection: 'annual_report',
  'annual-reports': 'annual_report',
  staff: 'staff_member',
  accounts: 'account',
  'post-prices': 'post_price_rule',
  inbox: 'message',
}
const numbers: Readonly<Record<string, string>> = {
  projectNo: `SELECT project_no FROM project ORDER BY id DESC`,
  callNo: `SELECT call_no FROM public_call ORDER BY id DESC`,
  needNo: `SELECT need_no FROM need ORDER BY id DESC LIMIT ${String(asked)}`,
  code: `SELECT code FROM region ORDER BY path LIMIT ${String(asked)}`,
  year: `SELECT DISTINCT year FROM appropriation`,
}
/** What the organization's people of the demonstration have to do with comes first: few others read of it. */
const first: Readonly<Record<string, string>> = {
  organization: `id IN (SELECT organization_id FROM organization_membership m JOIN account a ON a.id = m.account_id WHERE a.email = '${addressOf('owner')}')`,
  bid: `organization_id IN (SELECT organization_id FROM organization_membership m JOIN account a ON a.id = m.account_id WHERE a.email = '${addressOf('owner')}')`,
}
const people = [
  ...['owner', 'certifier', 'officer', 'approver', 'finance', 'supervisor', 'evaluator', 'admin'],
  // Of a committee that scores, of one that discusses, and the chair of that.
  ...['expert', 'expert.e7', 'expert.e10'],
]

/** Files, feeds and what a build alone can load. */
const isPage = (file: string) => file.endsWith('.tsx') && !/admin\/system/.test(file)

async function ask(owner: pg.Client): Promise<PagesAsked> {
  const valuesOf = new Map<string, Promise<string[]>>()
  const read = async (sql: string) => (await owner.query<Values>(sql)).rows.map((row) => String(Object.values(row)[0]))
  const values = (before: string, name: string): Promise<string[]> => {
    const table = tables[name] ?? tables[before]
    const sql =
      numbers[name] ??
      (table === undefined
        ? undefined
        : `SELECT id FROM ${table} ORDER BY ${first[table] ?? 'id IS NULL'} DESC, id DESC LIMIT ${String(asked)}`)
    const known = valuesOf.get(`${before} ${name}`) ?? (sql === undefined ? Promise.resolve([]) : read(sql))
    valuesOf.set(`${before} ${name}`, known)
    return known
  }
  const addresses = async (pattern: string): Promise<{ address: string; params: Values }[]> => {
    // A bid is one of its own call.
    if (pattern.includes(':callId') && pattern.includes(':bidId')) {
      const bids = await owner.query<Values>(
        `SELECT call_id::text AS "callId", id::text AS "bidId" FROM bid ORDER BY id DESC`,
      )
      return bids.rows.map((params) => ({
        params,
        address: pattern.replace(/:(\w+)/g, (_, name: string) => params[name] ?? ''),
      }))
    }
    let found: { address: string; params: Values }[] = [{ address: '', params: {} }]
    const segments = pattern.split('/').slice(1)
    for (const [at, segment] of segments.entries()) {
      const name = segment.replace(/^:/, '')
      const each = segment === name ? [name] : await values(segments[at - 1] ?? '', name)
      found = found.flatMap(({ address, params }) =>
        each.map((value) => ({
          address: `${address}/${value}`,
          params: segment === name ? params : { ...params, [name]: value },
        })),
      )
    }
    return found.slice(0, whole.test(pattern) ? found.length : asked)
  }
  const cookies: { name: string; cookie: string }[] = []
  for (const name of people) cookies.push(await signIn(owner, name))
  const db = createDb(process.env['OWNER_URL'] ?? '', 2)
  const doors = await places(db)
  await db.$disconnect()
  const answer: PagesAsked = { most: {}, unasked: [] }
  for (const [pattern, file] of pages) {
    const { loader } = (isPage(file) ? await import(path.resolve('app', file)) : {}) as { loader?: Loader }
    if (loader === undefined) continue
    const readers = loader.may === 'anyone' ? [{ name: '', cookie: undefined }] : cookies
    const atDoors = doors
      .filter(({ address }) => address === pattern)
      .map(({ params }) => ({
        params,
        address: pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? '')),
      }))
    const tried = [...(await addresses(pattern)), ...(pattern.includes(':') ? atDoors : [])]
    const enough = whole.test(pattern) ? Infinity : shown
    for (const { name, cookie } of readers) {
      let times = 0
      for (const { address, params } of tried) {
        const request = new Request(
          `http://localhost${address}`,
          cookie === undefined ? {} : { headers: { Cookie: cookie } },
        )
        const { count, isShown, isTurnedAway } = await statementsOf(loader, request, params)
        if (isTurnedAway) break
        if (!isShown) continue
        if (count > (answer.most[pattern]?.count ?? -1)) answer.most[pattern] = { count, address, reader: name }
        times += 1
        if (times === enough) break
      }
    }
    if (answer.most[pattern] === undefined) answer.unasked.push(pattern)
  }
  return answer
}

async function signIn(owner: pg.Client, name: string): Promise<{ name: string; cookie: string }> {
  const token = randomBytes(8).toString('hex')
  await owner.query(
    `INSERT INTO session (id, account_id, token_hash, ip, user_agent, second_factor_at, expires_at)
     SELECT uuidv7(), id, $1, '127.0.0.1', 'test', now(), now() + interval '1 hour' FROM account WHERE email = $2`,
    [hashToken(token), addressOf(name)],
  )
  return { name, cookie: (await sessionCookie().serialize(token)).split(';')[0] ?? '' }
}

type Asked = { count: number; isShown: boolean; isTurnedAway: boolean }

/** Of the page and what stands around it. Turned away: by the gate, before anything of the page was read. */
async function statementsOf(loader: Loader, request: Request, params: Values): Promise<Asked> {
  const context = { requestId: '', ip: '127.0.0.1', now: new Date(), drained: () => Promise.resolve() }
  const seen = { isShown: true }
  const around = await countStatements(async () => {
    await readFrame(await contextOf(request, context))
  })
  const own = await countStatements(async () => {
    try {
      seen.isShown = !((await loader({ request, params, context })) instanceof Response)
    } catch (thrown) {
      if (!(thrown instanceof Response)) throw thrown
      seen.isShown = false
    }
  })
  return { ...seen, count: around + own, isTurnedAway: !seen.isShown && own === 0 }
}

const owner = new pg.Client({ connectionString: process.env['OWNER_URL'] })
await owner.connect()
const told = await ask(owner)
await owner.end()
process.send?.(told, () => process.exit(0))
