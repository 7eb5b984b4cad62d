import * as OTPAuth from 'otpauth'
import { expect, test } from 'vitest'
import { readFactor } from '#app/services/account/queries/second-factor-page.server.ts'
import { readSession } from '#app/services/account/read-session.server.ts'
import { readReset, requestReset, resetPassword } from '#app/services/account/reset-password.server.ts'
import { changePassword } from '#app/services/account/change-password.server.ts'
import {
  confirmSecondFactor,
  passSecondFactor,
  removeSecondFactor,
  startSecondFactor,
} from '#app/services/account/second-factor.server.ts'
import { signIn } from '#app/services/account/sign-in.server.ts'
import { resetSecondFactor } from '#app/services/admin/manage-account.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import {
  aBody,
  codeOf,
  contextOf,
  goodPassword,
  person,
  sendAskedLinks,
  signedIn,
  tokenIn,
  totpSecret,
} from './people.ts'

const database = useDatabase()
const codeAt = (secret: string, at: Date) =>
  new OTPAuth.TOTP({ secret: OTPAuth.Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() })

async function enter(email: string, password = goodPassword) {
  const outcome = await signIn(contextOf(database), { email, password, userAgent: 'test' })
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return { token: outcome.token, actor: await readSession(database.app, outcome.token) }
}

test('an officer is a resident until the code is given, and the session gets a new token by it', async () => {
  const bodyId = await aBody(database)
  await person(database, { email: 'officer@example.cn', totpSecret, bodies: [{ bodyId, roles: ['OFFICER'] }] })
  const before = await enter('officer@example.cn')
  expect(before.actor).toMatchObject({ owesSecondFactor: true, bodies: [] })

  const now = new Date()
  const ctx = contextOf(database, before.actor, now)
  const passed = await passSecondFactor(ctx, { code: codeAt(totpSecret, now) })
  if (!passed.ok) throw new Error(passed.refusal.code)
  expect((await readSession(database.app, before.token)).accountId).toBeUndefined()
  expect(await readSession(database.app, passed.token)).toMatchObject({
    owesSecondFactor: false,
    bodies: [{ bodyId, role: 'OFFICER' }],
  })
})

test('a code is used once, even by two at once', async () => {
  await person(database, { email: 'once@example.cn', totpSecret })
  const now = new Date()
  const [first, second] = await Promise.all([enter('once@example.cn'), enter('once@example.cn')])
  const code = codeAt(totpSecret, now)
  const outcomes = await Promise.all(
    [first, second].map(({ actor }) => passSecondFactor(contextOf(database, actor, now), { code })),
  )
  expect(outcomes.map(codeOf).sort()).toEqual(['account.code-wrong', 'ok'])
})

test('wrong codes are throttled, whatever network they come from', async () => {
  await person(database, { email: 'guessed@example.cn', totpSecret })
  const { actor } = await enter('guessed@example.cn')
  for (let tries = 0; tries < 5; tries += 1)
    expect(codeOf(await passSecondFactor(contextOf(database, actor), { code: '000000' }))).toBe('account.code-wrong')
  expect(codeOf(await passSecondFactor(contextOf(database, actor), { code: '000000' }))).toBe('account.throttled')
})

test('is begun by who signed in just now, and not by whoever finds a session open', async () => {
  await person(database, { email: 'away@example.cn' })
  const { actor } = await enter('away@example.cn')
  const later = new Date(Date.now() + 31 * 60_000)
  expect(codeOf(await startSecondFactor(contextOf(database, actor, later)))).toBe('account.sign-in-again')
  // What its owner began is not ended by somebody else either.
  expect(codeOf(await startSecondFactor(contextOf(database, actor)))).toBe('ok')
  const secret = (await readFactor(contextOf(database, actor))).pending?.secret.replaceAll(' ', '') ?? ''
  expect(codeOf(await confirmSecondFactor(contextOf(database, actor, later), { code: codeAt(secret, later) }))).toBe(
    'account.sign-in-again',
  )
})

test('enrolling gives ten recovery codes; each opens once', async () => {
  await person(database, { email: 'enrol@example.cn' })
  const { actor } = await enter('enrol@example.cn')
  const now = new Date()
  const ctx = contextOf(database, actor, now)
  expect(codeOf(await confirmSecondFactor(ctx, { code: '123456' }))).toBe('account.code-wrong')
  expect(codeOf(await startSecondFactor(ctx))).toBe('ok')
  const { pending } = await readFactor(ctx)
  const secret = pending?.secret.replaceAll(' ', '') ?? ''
  expect(pending?.qr).toMatch(/^data:image\/svg\+xml;base64,/)
  const confirmed = await confirmSecondFactor(ctx, { code: codeAt(secret, now) })
  if (!confirmed.ok) throw new Error(confirmed.refusal.code)
  expect(new Set(confirmed.recoveryCodes).size).toBe(10)
  // A secret in use is never shown again, and cannot be replaced by starting over.
  expect((await readFactor(ctx)).pending).toBeUndefined()
  expect(codeOf(await startSecondFactor(ctx))).toBe('account.second-factor-there')

  const recovery = confirmed.recoveryCodes[0] ?? ''
  const next = await enter('enrol@example.cn')
  expect(next.actor.owesSecondFactor).toBe(true)
  expect(codeOf(await passSecondFactor(contextOf(database, next.actor), { code: recovery.toLowerCase() }))).toBe('ok')
  const third = await enter('enrol@example.cn')
  expect(codeOf(await passSecondFactor(contextOf(database, third.actor), { code: recovery }))).toBe(
    'account.code-wrong',
  )
})

test('a half signed-in session cannot take the second factor away', async () => {
  await person(database, { email: 'half@example.cn', totpSecret })
  const { actor } = await enter('half@example.cn')
  const outcome = await removeSecondFactor(contextOf(database, actor), { currentPassword: goodPassword })
  expect(codeOf(outcome)).toBe('account.second-factor-missing')
})

test('a reset ends every session and leaves the second factor where it is', async () => {
  const accountId = await person(database, { email: 'reset@example.cn', totpSecret })
  const before = await enter('reset@example.cn')
  const ctx = contextOf(database)
  await requestReset(ctx, { email: 'reset@example.cn' })
  await sendAskedLinks(database)
  const token = await tokenIn(database, 'reset@example.cn', 'resetPassword')
  expect(await readReset(ctx, token)).toEqual({ email: 'reset@example.cn' })
  const password = 'autumn lake evening'
  expect(codeOf(await resetPassword(ctx, { token, password }))).toBe('ok')
  expect(codeOf(await resetPassword(ctx, { token, password }))).toBe('account.link-dead')
  expect((await readSession(database.app, before.token)).accountId).toBeUndefined()
  expect(codeOf(await signIn(ctx, { email: 'reset@example.cn', password: goodPassword, userAgent: '' }))).toBe(
    'account.sign-in-failed',
  )
  expect((await enter('reset@example.cn', password)).actor.owesSecondFactor).toBe(true)
  expect((await database.owner.account.findUniqueOrThrow({ where: { id: accountId } })).totpConfirmedAt).not.toBeNull()
})

test('a reset link dies after sixty minutes', async () => {
  await person(database, { email: 'late@example.cn' })
  await requestReset(contextOf(database), { email: 'late@example.cn' })
  await sendAskedLinks(database)
  const token = await tokenIn(database, 'late@example.cn', 'resetPassword')
  const later = contextOf(database, undefined, new Date(Date.now() + 61 * 60_000))
  expect(codeOf(await resetPassword(later, { token, password: 'autumn lake evening' }))).toBe('account.link-dead')
})

test('a new password ends the other sessions and needs the old one', async () => {
  await person(database, { email: 'change@example.cn' })
  const here = await enter('change@example.cn')
  const there = await enter('change@example.cn')
  const ctx = contextOf(database, here.actor)
  const password = 'autumn lake evening'
  expect(codeOf(await changePassword(ctx, { currentPassword: 'not this one', password }))).toBe(
    'account.password-wrong',
  )
  expect(codeOf(await changePassword(ctx, { currentPassword: goodPassword, password }))).toBe('ok')
  expect((await readSession(database.app, here.token)).accountId).toBe(here.actor.accountId)
  expect((await readSession(database.app, there.token)).accountId).toBeUndefined()
})

test('an administrator resets somebody’s second factor with a reason, and not their own', async () => {
  const administratorId = await person(database, { email: 'root@example.cn', totpSecret, isAdministrator: true })
  const lostId = await person(database, { email: 'lost@example.cn', totpSecret })
  const ctx = contextOf(database, await signedIn(database, administratorId))
  const reason = 'identity checked at the counter'
  expect(codeOf(await resetSecondFactor(ctx, { accountId: administratorId, reason }))).toBe('admin.not-yourself')
  expect(codeOf(await resetSecondFactor(ctx, { accountId: lostId, reason }))).toBe('ok')
  expect((await database.owner.account.findUniqueOrThrow({ where: { id: lostId } })).totpConfirmedAt).toBeNull()
  const event = await database.owner.auditEvent.findFirstOrThrow({ where: { type: 'account.second-factor-reset' } })
  expect(event).toMatchObject({ actorId: administratorId, entityId: lostId, data: { reason } })
  const nobody = contextOf(database, await signedIn(database, lostId))
  expect(codeOf(await resetSecondFactor(nobody, { accountId: administratorId, reason }))).toBe('forbidden')
})
