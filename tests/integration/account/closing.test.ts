import { randomUUID } from 'node:crypto'
import * as OTPAuth from 'otpauth'
import { describe, expect, test } from 'vitest'
import { anonymous } from '#app/domain/shared/actor.ts'
import { askClosing } from '#app/services/account/close-account.server.ts'
import { keepClosings } from '#app/services/account/keep-closings.server.ts'
import { readClosingPage } from '#app/services/account/queries/closing-page.server.ts'
import { readSession } from '#app/services/account/read-session.server.ts'
import { passSecondFactor } from '#app/services/account/second-factor.server.ts'
import { readAuditFilter } from '#app/domain/audit-trail/filter.ts'
import { readTrailPage } from '#app/services/audit-trail/queries/trail.server.ts'
import { signIn } from '#app/services/account/sign-in.server.ts'
import { signUp } from '#app/services/account/sign-up.server.ts'
import { updateAccount } from '#app/services/account/update-account.server.ts'
import { verify } from '#app/services/audit-trail/verify.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { openedCall, seatedPanel } from '#tests/support/scenes-panel.ts'
import { useDatabase } from '#tests/support/database.ts'
import { aBody, aRegion, codeOf, contextOf, goodPassword, person, signedIn, totpSecret } from './people.ts'

const t = useDatabase()
const days = 86_400_000
const inDays = (count: number) => new Date(Date.now() + count * days)
const email = () => `${randomUUID().slice(0, 8)}@example.cn`
const ask = async (accountId: string, code = '') =>
  askClosing(contextOf(t, await signedIn(t, accountId)), { currentPassword: goodPassword, code })
const stateOf = async (id: string) => (await t.owner.account.findUniqueOrThrow({ where: { id } })).state
const lettersTo = (toAddress: string, template: string) => t.owner.message.count({ where: { toAddress, template } })
const enter = (address: string) => signIn(contextOf(t), { email: address, password: goodPassword, userAgent: 'test' })

/** Links whatever was written, so that names can go; what others write at the same time, in databases beside, holds it up. */
async function link() {
  for (let waits = 1n; waits > 0n;) {
    await t.owner.$queryRaw`SELECT chain_advance() AS made`
    const [row] = await t.owner.$queryRaw<{ waits: bigint }[]>`
      SELECT count(*) AS waits FROM audit_event e WHERE NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)`
    waits = row?.waits ?? 0n
  }
}

/** One rule of retention as on that day; the others would take addresses that the clock of the check thinks young. */
const erase = (code: string, at: Date) =>
  t.owner.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('commonweal.clock', ${at.toISOString()}, true)`
    await tx.$executeRaw`SELECT retention_erase(${code})`
  })

/** Every table.column in which one of these words stands. */
async function placesOf(words: readonly string[]): Promise<string[]> {
  const columns = await t.owner.$queryRaw<{ table: string; column: string }[]>`
    SELECT c.relname AS table, a.attname AS column FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid JOIN pg_type y ON y.oid = a.atttypid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND y.typname IN ('text', 'citext', 'varchar', 'json', 'jsonb', '_text')`
  const places: string[] = []
  for (const { table, column } of columns) {
    const [row] = await t.owner.$queryRawUnsafe<{ count: bigint }[]>(
      `SELECT count(*) FROM "${table}" WHERE EXISTS (SELECT 1 FROM unnest($1::text[]) w WHERE position(lower(w) IN lower("${column}"::text)) > 0)`,
      words,
    )
    if ((row?.count ?? 0n) > 0n) places.push(`${table}.${column}`)
  }
  return places.toSorted()
}

describe('a closing', () => {
  test('is asked for with the password, ends every session, and is called off by signing in', async () => {
    const address = email()
    const id = await person(t, { email: address })
    const actor = await signedIn(t, id)
    const wrong = await askClosing(contextOf(t, actor), { currentPassword: 'something else', code: '' })
    expect(codeOf(wrong)).toBe('account.password-wrong')
    expect(codeOf(await ask(id))).toBe('ok')
    expect(await t.owner.session.count({ where: { accountId: id, revokedAt: null } })).toBe(0)
    expect(await lettersTo(address, 'closingAsked')).toBe(1)
    // Not before its day.
    expect(await keepClosings(t.owner, { toldNow: inDays(6) })).toBe(0)

    expect(await enter(address)).toMatchObject({ ok: true, isKept: true })
    expect(await lettersTo(address, 'closingCalledOff')).toBe(1)
    expect(await keepClosings(t.owner, { toldNow: inDays(8) })).toBe(0)
    expect(await stateOf(id)).toBe('ACTIVE')
    // Asked for again, it counts from then.
    expect(codeOf(await ask(id))).toBe('ok')
    expect(codeOf(await ask(id))).toBe('account.closing-asked')
  })

  test('needs the code where there is a second factor, and only the code calls it off', async () => {
    const address = email()
    const id = await person(t, { email: address, totpSecret })
    const codeAt = (at: Date) =>
      new OTPAuth.TOTP({ secret: OTPAuth.Secret.fromBase32(totpSecret) }).generate({ timestamp: at.getTime() })
    expect(codeOf(await ask(id))).toBe('account.code-wrong')
    expect(codeOf(await ask(id, codeAt(new Date())))).toBe('ok')
    const entered = await enter(address)
    if (!entered.ok) throw new Error(entered.refusal.code)
    expect(entered.isKept).toBe(false)
    const owing = await readSession(t.app, entered.token)
    const later = new Date(Date.now() + 30_000)
    expect(await passSecondFactor(contextOf(t, owing, later), { code: codeAt(later) })).toMatchObject({ isKept: true })
    expect(await t.owner.accountClosing.count({ where: { accountId: id, calledOffAt: null } })).toBe(0)
  })

  test('waits for what somebody else waits for, and says what that is', async () => {
    const bodyId = await aBody(t)
    const id = await person(t, { email: email(), totpSecret, bodies: [{ bodyId, roles: ['APPROVER'] }] })
    const organization = await t.owner.organization.create({
      data: { name: '静河社区中心', kind: 'COMMUNITY_GROUP', regionId: await aRegion(t), fields: ['COMMUNITY'] },
    })
    const owner = { accountId: id, organizationId: organization.id, role: 'OWNER' } as const
    await t.owner.organizationMembership.create({ data: owner })
    const duties = async () =>
      (await readClosingPage(contextOf(t, await signedIn(t, id)))).duties.map(({ kind, id: of }) => [kind, of])
    expect(await duties()).toEqual([
      ['body', bodyId],
      ['owner', organization.id],
    ])
    await expect(
      t.app.$queryRaw`INSERT INTO account_closing (account_id) VALUES (${id}::uuid) RETURNING 1 AS done`,
    ).rejects.toThrow(/refused:account.duties/)
    const successor = await person(t, { email: email(), bodies: [{ bodyId, roles: ['APPROVER'] }] })
    await t.owner.organizationMembership.create({ data: { ...owner, accountId: successor } })
    expect(await duties()).toEqual([])
  })

  test('of a judge waits for the result', async () => {
    const { call, experts } = await seatedPanel(t, await openedCall(t))
    const [expert] = experts
    const duties = await t.app.$queryRaw<{ kind: string; of_id: string }[]>`
      SELECT kind, of_id FROM account_duties(${expert?.accountId}::uuid)`
    expect(duties).toEqual([{ kind: 'seat', of_id: call.id }])
  })

  test('is stopped where a duty came in between, and its owner hears of it', async () => {
    const address = email()
    const id = await person(t, { email: address })
    expect(codeOf(await ask(id))).toBe('ok')
    const organization = await t.owner.organization.create({
      data: { name: '远山读书会', kind: 'COMMUNITY_GROUP', regionId: await aRegion(t), fields: ['COMMUNITY'] },
    })
    await t.owner.organizationMembership.create({
      data: { accountId: id, organizationId: organization.id, role: 'OWNER' },
    })
    await keepClosings(t.owner, { toldNow: inDays(8) })
    expect(await stateOf(id)).toBe('ACTIVE')
    expect(await lettersTo(address, 'closingStopped')).toBe(1)
  })
})

describe('a closed account', () => {
  test('leaves nothing of its person anywhere, and the audit still holds', async () => {
    const [name, address] = [`柏舟${randomUUID().slice(0, 6)}`, email()]
    const id = await person(t, { email: address, name })
    const actor = await signedIn(t, id)
    const ctx = contextOf(t, actor)
    // What somebody leaves here who lives in the place, follows things and is written to.
    const version = 1
    expect(codeOf(await updateAccount(ctx, { name, locale: 'ZH_CN', version }))).toBe('ok')
    await t.owner.savedSearch.create({ data: { accountId: id, name, query: '?q=养老', pace: 'NONE', isWhole: true } })
    await t.owner.noticeSetting.create({ data: { accountId: id } })
    await t.app.$transaction((tx) =>
      sendLetter(tx, ctx, {
        to: address,
        locale: 'zh-CN',
        template: 'passwordChanged',
        values: { name, url: '/forgot' },
      }),
    )
    await t.owner.invitation.create({
      data: {
        email: address,
        name,
        tokenHash: new Uint8Array(32),
        kind: 'ADMINISTRATOR',
        invitedById: await person(t, { email: email() }),
        expiresAt: inDays(3),
        acceptedAt: new Date(),
        acceptedById: id,
      },
    })
    expect(await placesOf([name, address])).not.toEqual([])
    expect(codeOf(await ask(id))).toBe('ok')
    await link()

    expect(await keepClosings(t.owner, { toldNow: inDays(8) })).toBeGreaterThanOrEqual(1)
    const account = await t.owner.account.findUniqueOrThrow({ where: { id } })
    expect(account).toMatchObject({ state: 'CLOSED', passwordHash: null, email: `closed-${id}@closed.invalid` })
    expect(account.name).toMatch(/^已注销用户 \d{6}$/)
    // The last letter, until it is sent, and nothing else.
    expect(await placesOf([name, address])).toEqual(['message.to_address'])
    await t.owner.message.deleteMany({ where: { toAddress: address, template: 'accountClosed' } })
    expect(await placesOf([name, address])).toEqual([])
    expect(await t.owner.session.count({ where: { accountId: id } })).toBe(0)
    // Whoever reads the audit reads the mark.
    const reader = contextOf(t, { ...anonymous, accountId: randomUUID(), isAdministrator: true })
    const trail = await readTrailPage(
      reader,
      readAuditFilter(new URLSearchParams({ entity: 'account', id })),
      undefined,
    )
    expect(trail.rows.find(({ type }) => type === 'account.updated')?.actorName).toBe(account.name)
    await link()
    expect((await verify(t.owner)).faults).toEqual([])
  })

  test('is never signed in to, given a role or written to, and its address is free', async () => {
    const address = email()
    const id = await person(t, { email: address })
    const before = await signedIn(t, id)
    expect(codeOf(await ask(id))).toBe('ok')
    await keepClosings(t.owner, { toldNow: inDays(8) })
    expect(codeOf(await enter(address))).toBe('account.sign-in-failed')
    expect(before.accountId).toBe(id)

    const bodyId = await aBody(t)
    const closed = `closed-${id}@closed.invalid`
    for (const write of [
      () => signedIn(t, id),
      () => t.owner.bodyMembership.create({ data: { accountId: id, bodyId, role: 'OFFICER' } }),
      () =>
        t.owner.accountToken.create({
          data: { accountId: id, purpose: 'RESET_PASSWORD', tokenHash: new Uint8Array(32), expiresAt: inDays(1) },
        }),
      () =>
        t.owner.expert.create({
          data: {
            accountId: id,
            fields: ['COMMUNITY'],
            employer: '某大学',
            regionId: '00000000-0000-0000-0000-000000000000',
          },
        }),
      () => t.owner.account.update({ where: { id }, data: { state: 'ACTIVE' } }),
      () => t.owner.account.update({ where: { id }, data: { name: '又来' } }),
    ])
      await expect(write()).rejects.toThrow(/refused:account.closed/)
    await expect(
      t.owner.message.create({ data: { toAddress: closed, locale: 'ZH_CN', template: 'digest', values: {} } }),
    ).rejects.toThrow(/message_address/)
    // Whoever still tries to write to it writes to nobody.
    await t.app.$transaction((tx) =>
      sendLetter(tx, contextOf(t), {
        to: closed,
        locale: 'en',
        template: 'passwordChanged',
        values: { name: '', url: '/' },
      }),
    )
    expect(await t.owner.message.count({ where: { toAddress: closed } })).toBe(0)

    const again = { name: '新来的人', email: address, password: goodPassword }
    expect(codeOf(await signUp(contextOf(t), again))).toBe('ok')
    expect((await t.owner.account.findUniqueOrThrow({ where: { email: address } })).id).not.toBe(id)
  })

  test('is made by nobody but PostgreSQL, and not before its time', async () => {
    const id = await person(t, { email: email() })
    const close = {
      state: 'CLOSED',
      email: `closed-${id}@closed.invalid`,
      passwordHash: null,
      emailConfirmedAt: null,
    } as const
    await expect(t.app.account.update({ where: { id }, data: close })).rejects.toThrow(/refused:account.closing-early/)
    expect(codeOf(await ask(id))).toBe('ok')
    const { id: closingId } = await t.owner.accountClosing.findFirstOrThrow({ where: { accountId: id } })
    await expect(t.app.$queryRaw`SELECT account_erase(${closingId}::uuid)`).rejects.toThrow(/closing-early/)
    await expect(t.app.$executeRaw`UPDATE account_closing SET erase_on = today()`).rejects.toThrow(/permission denied/)
    await expect(t.app.$executeRaw`DELETE FROM account_closing`).rejects.toThrow(/permission denied/)
    const taken = { name: '甲', email: 'x@closed.invalid' }
    await expect(t.app.account.create({ data: taken })).rejects.toThrow(/account_address/)
  })

  test('keeps its name in the audit for the files it acted in, and no longer', async () => {
    const name = `经手${randomUUID().slice(0, 6)}`
    const id = await person(t, { email: email(), name })
    const bodyId = await aBody(t)
    await t.owner.$transaction((tx) =>
      record(tx, contextOf(t, { ...anonymous, accountId: id, name }), {
        type: 'call.published',
        entity: 'call',
        entityId: randomUUID(),
        bodyId,
      }),
    )
    expect(codeOf(await ask(id))).toBe('ok')
    await link()
    await keepClosings(t.owner, { toldNow: inDays(8) })
    const closing = await t.owner.accountClosing.findFirstOrThrow({ where: { accountId: id } })
    expect(closing.keptFor).toBe('FILES')
    expect(closing.nameUntil?.getUTCFullYear()).toBe(inDays(8 + 5479).getUTCFullYear())
    expect(await placesOf([name])).toEqual(['audit_event.actor_name'])
    await expect(
      t.owner.$executeRaw`UPDATE audit_event SET actor_name = '' WHERE actor_id = ${id}::uuid`,
    ).rejects.toThrow(/append-only/)
    await link()
    await erase('file-name', inDays(8 + 5470))
    expect(await placesOf([name])).toEqual(['audit_event.actor_name'])
    await erase('file-name', inDays(8 + 5480))
    expect(await placesOf([name])).toEqual([])
    expect((await verify(t.owner)).faults).toEqual([])
  })
})
