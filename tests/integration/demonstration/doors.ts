import type { LoaderFunctionArgs } from '@remix-run/node'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { sessionCookie } from '#app/http/cookies.server.ts'
import { runtime } from '#app/http/runtime.server.ts'
import { createSession } from '#app/services/account/create-session.server.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { pages } from '#app/route-table.ts'
import { addressOf } from '#prisma/seed/accounts.ts'
import { furtherThings, things } from './things.ts'

/**
 * Who asks. The things asked for are those of the body in Minhang and of the organization of `owner`; `…elsewhere` have the same standing towards
 * another body or organization.
 */
export const askers = {
  anyone: undefined,
  resident: 'resident',
  'owner elsewhere': 'owner.baichuan',
  owner: 'owner',
  'officer elsewhere': 'officer.siming',
  'finance elsewhere': 'finance.siming',
  'supervisor elsewhere': 'supervisor.siming',
  officer: 'officer',
  approver: 'approver',
  finance: 'finance',
  supervisor: 'supervisor',
  evaluator: 'evaluator',
  'expert elsewhere': 'expert.e14',
  expert: 'expert',
  administrator: 'admin',
} as const
export type Asker = keyof typeof askers

type Loader = (args: LoaderFunctionArgs) => unknown
export type Place = { address: string; file: string; note: string; params: Record<string, string> }

/** One row for each address: the status of what each asker is answered; `→` leads to sign in, or to the page named. */
export async function askAllDoors(db: Db): Promise<string> {
  const cookies = await cookiesOf(db)
  const names = Object.keys(askers) as Asker[]
  const rows = [['address', ...names]]
  for (const place of await places(db)) {
    const { loader } = (await import(path.resolve('app', place.file))) as { loader?: Loader }
    const answers: string[] = []
    for (const asker of names)
      answers.push(loader === undefined ? 'posts only' : await ask(loader, place, cookies.get(asker)))
    rows.push([place.address + place.note, ...answers])
  }
  await runtime().db.$disconnect()
  const widths = ['address', ...names].map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return rows.map((row) => `${line(row)}\n`).join('')
}

export async function cookiesOf(db: Db): Promise<Map<Asker, string>> {
  const cookies = new Map<Asker, string>()
  for (const [asker, name] of Object.entries(askers) as [Asker, string | undefined][]) {
    if (name === undefined) continue
    const { id: accountId } = await db.account.findUniqueOrThrow({ where: { email: addressOf(name) } })
    const { token } = await createSession(db, {
      accountId,
      now: new Date(),
      ip: '127.0.0.1',
      userAgent: 'test',
      hasSecondFactor: true,
    })
    cookies.set(asker, (await sessionCookie().serialize(token)).split(';', 1)[0] ?? '')
  }
  return cookies
}

/** Whose things are asked for, by the beginnings of their addresses. */
export type Sides = { officer: string; owner: string }

/** Every address of the site, each with what stands in its open places; that of files once for each purpose of a file. */
export async function places(db: Db, sides: Sides = { officer: 'officer', owner: 'owner' }): Promise<Place[]> {
  const asked = thingsOf(sides)
  const found: Place[] = []
  for (const [address, file] of pages) {
    if (!address.includes(':')) {
      found.push({ address, file, note: '', params: {} })
      continue
    }
    if (address === '/files/:fileId') {
      for (const { purpose, id } of await filesOf(db, asked))
        found.push({ address, file, note: ` (${purpose})`, params: { fileId: id } })
      continue
    }
    const usual = things.find(([beginning]) => address === beginning || address.startsWith(`${beginning}/`))
    if (usual === undefined) throw new Error(`tests/integration/demonstration/things.ts names nothing for ${address}`)
    const further = furtherThings.filter(([of]) => of === address)
    for (const [what, statement] of [['', usual[1]], ...further.map(([, ...rest]) => rest)] as const) {
      const params = await paramsOf(db, address, `${asked} ${statement}`)
      const note = [what, params.isTold ? '' : 'none told'].filter((word) => word !== '').join(': ')
      found.push({ address, file, note: note === '' ? '' : ` (${note})`, params: params.values })
    }
  }
  return found
}

/** What `statement` finds; ids of nothing where it finds nothing. */
async function paramsOf(db: Db, address: string, statement: string) {
  const [row] = await db.$queryRawUnsafe<Record<string, string>[]>(statement)
  const names = [...address.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  for (const name of names)
    if (row?.[name] === undefined && row !== undefined) throw new Error(`${address}: nothing for ${name}`)
  return {
    isTold: row !== undefined,
    values: Object.fromEntries(names.map((name) => [name, row?.[name] ?? randomUUID()])),
  }
}

const thingsOf = ({ officer, owner }: Sides) =>
  `WITH body_asked AS (SELECT m.body_id AS id FROM body_membership m JOIN account a ON a.id = m.account_id WHERE a.email = '${addressOf(officer)}'),
  organization_asked AS (SELECT m.organization_id AS id FROM organization_membership m JOIN account a ON a.id = m.account_id WHERE a.email = '${addressOf(owner)}')`

/** Of each purpose one that is not public, if there is one. */
const filesOf = (db: Db, asked: string) =>
  db.$queryRawUnsafe<{ purpose: string; id: string }[]>(
    `${asked} SELECT DISTINCT ON (f.purpose) f.purpose::text, f.id FROM file f
     ORDER BY f.purpose, f.id IN (SELECT file_id FROM evidence WHERE is_public) OR f.id IN (SELECT file_id FROM rating_decision),
       (f.organization_id IN (SELECT id FROM organization_asked))::int DESC NULLS LAST, (f.body_id IN (SELECT id FROM body_asked))::int DESC NULLS LAST, f.id`,
  )

/** Each from a network of its own: throttles are not what is asked about. */
let asks = 0
export const nextNetwork = () => `10.${Math.floor((asks += 1) / 256)}.${asks % 256}.1`

async function ask(loader: Loader, { address, params }: Place, cookie: string | undefined): Promise<string> {
  const filled = address.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const request = new Request(`http://127.0.0.1:3000${filled}`, {
    headers: cookie === undefined ? {} : { Cookie: cookie },
  })
  const context = { requestId: 'doors', ip: nextNetwork(), now: new Date(), drained: () => Promise.resolve() }
  try {
    return await told(await loader({ request, params, context }))
  } catch (thrown) {
    if (thrown instanceof Response) return told(thrown)
    throw new Error(`${filled}: ${String(thrown)}`, { cause: thrown })
  }
}

/** What stands in the table for an answer. */
async function told(answer: unknown): Promise<string> {
  if (!(answer instanceof Response)) return '200'
  await answer.body?.cancel()
  const to = answer.headers.get('Location')
  if (to === null) return String(answer.status)
  const page = to.replace(/[?#].*$/, '')
  return page === '/sign-in' ? '→' : `→ ${page.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…')}`
}
