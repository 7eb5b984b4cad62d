import { randomBytes } from 'node:crypto'
import type { Actor } from '#app/domain/shared/actor.ts'
import { createAccount, type NewAccount } from '#app/services/account/create-account.server.ts'
import { createSession } from '#app/services/account/create-session.server.ts'
import { sendLink } from '#app/services/account/send-link.server.ts'
import { readSession } from '#app/services/account/read-session.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { TestDatabase } from '#tests/support/database.ts'

export const goodPassword = 'quiet river stones'
export const totpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

/** What the site itself may do, at the real hour: sessions live by the database's clock. */
export const contextOf = (database: TestDatabase, actor?: Actor, now = new Date()): Context => ({
  ...database.contextAt(now.toISOString(), actor),
  db: database.app,
  tellsClock: false,
  // Every test its own network: throttles of one do not reach the next.
  ip: `2001:db8:${randomBytes(2).toString('hex')}:${randomBytes(2).toString('hex')}::1`,
})

export async function person(
  database: TestDatabase,
  account: Partial<NewAccount> & { email: string },
): Promise<string> {
  const ctx = contextOf(database)
  const made = await createAccount(ctx.db, ctx, {
    name: account.email.split('@')[0] ?? '',
    password: goodPassword,
    ...account,
  })
  return made.accountId
}

/** The actor of a new session of this person. */
export async function signedIn(database: TestDatabase, accountId: string, hasSecondFactor = true): Promise<Actor> {
  const { token } = await createSession(database.app, {
    accountId,
    now: new Date(),
    ip: '127.0.0.1',
    userAgent: 'test',
    hasSecondFactor,
  })
  return readSession(database.app, token)
}

/** Does what the worker would: the links that were asked for. */
export async function sendAskedLinks(database: TestDatabase): Promise<void> {
  const jobs = await database.owner.$queryRaw<{ id: bigint; payload: unknown }[]>`
    SELECT j.id, j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE t.identifier = 'send-link' ORDER BY j.id`
  for (const { id, payload } of jobs) {
    await sendLink(database.app, payload)
    await database.owner.$queryRaw`SELECT 1 AS done FROM graphile_worker.complete_jobs(ARRAY[${id}]::bigint[])`
  }
}

/** The path in the latest letter to this address. */
export async function linkIn(database: TestDatabase, to: string, template: string): Promise<string> {
  const message = await database.owner.message.findFirst({
    where: { toAddress: to, template },
    orderBy: { id: 'desc' },
  })
  const url = (message?.values as { url?: string } | undefined)?.url
  if (url === undefined) throw new Error(`no letter ${template} to ${to}`)
  return url
}
export const tokenIn = async (database: TestDatabase, to: string, template: string): Promise<string> =>
  (await linkIn(database, to, template)).split('/').at(-1) ?? ''

export async function aRegion(database: TestDatabase): Promise<string> {
  const code = randomBytes(4).toString('hex')
  const { id } = await database.owner.region.create({
    data: { code, level: 'TOWN', nameZh: code, nameEn: code, path: code },
  })
  return id
}

export async function aBody(database: TestDatabase): Promise<string> {
  const regionId = await aRegion(database)
  const { id } = await database.owner.body.create({ data: { nameZh: `b-${regionId}`, nameEn: 'Bureau', regionId } })
  return id
}

export const codeOf = (outcome: { ok: true } | { ok: false; refusal: { code: string } }): string =>
  outcome.ok ? 'ok' : outcome.refusal.code
