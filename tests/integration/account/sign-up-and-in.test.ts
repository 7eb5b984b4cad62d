import { expect, test } from 'vitest'
import { confirmEmail, readConfirmation } from '#app/services/account/confirm-email.server.ts'
import { letterPaths } from '#app/services/shared/letter-paths.ts'
import { readSession } from '#app/services/account/read-session.server.ts'
import { signOut } from '#app/services/account/end-sessions.server.ts'
import { signIn } from '#app/services/account/sign-in.server.ts'
import { requestReset } from '#app/services/account/reset-password.server.ts'
import { resendConfirmation, signUp } from '#app/services/account/sign-up.server.ts'
import { registerOrganization, signUpOrganization } from '#app/services/organization/register-organization.server.ts'
import { paths } from '#app/http/paths.ts'
import { leaveSession } from '#app/http/session.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { countStatements } from '#tests/support/count-statements.ts'
import { useDatabase } from '#tests/support/database.ts'
import {
  aRegion,
  codeOf,
  contextOf,
  goodPassword,
  linkIn,
  person,
  sendAskedLinks,
  signedIn,
  tokenIn,
} from './people.ts'

const database = useDatabase()

test('sign up, confirm by letter, sign in, sign out', async () => {
  const ctx = contextOf(database)
  const email = 'chen@example.cn'
  const enter = () => signIn(ctx, { email: ' Chen@Example.cn ', password: goodPassword, userAgent: 'test' })
  expect(codeOf(await signUp(ctx, { name: '陈', email, password: goodPassword }))).toBe('ok')
  expect(codeOf(await enter())).toBe('account.unconfirmed')

  const token = await tokenIn(database, email, 'confirmEmail')
  // A mail scanner looks at the page: nothing happens.
  expect(await readConfirmation(ctx, token)).toEqual({ email })
  expect(codeOf(await enter())).toBe('account.unconfirmed')
  expect(codeOf(await confirmEmail(ctx, token))).toBe('ok')
  expect(codeOf(await confirmEmail(ctx, token))).toBe('account.link-dead')

  const session = await enter()
  if (!session.ok) throw new Error(session.refusal.code)
  const actor = await readSession(database.app, session.token)
  expect(actor).toMatchObject({ name: '陈', email, owesSecondFactor: false })
  expect(codeOf(await signOut({ ...ctx, actor }, 'here'))).toBe('ok')
  expect((await readSession(database.app, session.token)).accountId).toBeUndefined()
})

test('who signs in again in the same browser leaves no session behind, and signing out clears what the browser kept', async () => {
  const email = 'twice@example.cn'
  await person(database, { email })
  const ctx = contextOf(database)
  const enter = async (from: Context) => {
    const session = await signIn(from, { email, password: goodPassword, userAgent: 'test' })
    if (!session.ok) throw new Error(session.refusal.code)
    return session.token
  }
  const [first, elsewhere] = [await enter(ctx), await enter(ctx)]
  const second = await enter({ ...ctx, actor: await readSession(database.app, first) })
  const who = async (token: string) => (await readSession(database.app, token)).accountId !== undefined
  expect([await who(first), await who(elsewhere), await who(second)]).toEqual([false, true, true])
  const { headers } = await leaveSession(ctx, 'account.toast.signedOut')
  expect(headers.get('Clear-Site-Data')).toBe('"storage"')
})

test('the token of a session is stored nowhere', async () => {
  const accountId = await person(database, { email: 'hashed@example.cn' })
  const ctx = contextOf(database)
  const session = await signIn(ctx, { email: 'hashed@example.cn', password: goodPassword, userAgent: 'test' })
  if (!session.ok) throw new Error(session.refusal.code)
  const rows = await database.owner.session.findMany({ where: { accountId } })
  expect(JSON.stringify(rows)).not.toContain(session.token)
})

test('the page does not tell who has an account: the letter does', async () => {
  const ctx = contextOf(database)
  await person(database, { email: 'known@example.cn' })
  expect(codeOf(await signUp(ctx, { name: '某人', email: 'known@example.cn', password: goodPassword }))).toBe('ok')
  expect(await linkIn(database, 'known@example.cn', 'accountExists')).toBe('/sign-in')
  const unknown = await signIn(ctx, { email: 'nobody@example.cn', password: goodPassword, userAgent: 'test' })
  const wrong = await signIn(ctx, { email: 'known@example.cn', password: 'some other password', userAgent: 'test' })
  expect(codeOf(unknown)).toBe('account.sign-in-failed')
  expect(wrong).toEqual(unknown)
  expect(codeOf(await resendConfirmation(ctx, { email: 'nobody@example.cn' }))).toBe('ok')
  expect(codeOf(await requestReset(ctx, { email: 'nobody@example.cn' }))).toBe('ok')
  // What is asked of the database is the same for both: who is there is the worker's to find.
  const statementsOf = (email: string) => countStatements(() => requestReset(ctx, { email }))
  expect(await statementsOf('known@example.cn')).toBe(await statementsOf('somebody@example.cn'))
  await sendAskedLinks(database)
  expect(await database.owner.message.count({ where: { toAddress: 'somebody@example.cn' } })).toBe(0)
  expect(await linkIn(database, 'known@example.cn', 'resetPassword')).toMatch(/^\/reset\//)
  expect(await database.owner.message.count({ where: { toAddress: 'nobody@example.cn' } })).toBe(0)
})

test('the confirmation sent again is the only one that works', async () => {
  const ctx = contextOf(database)
  await signUp(ctx, { name: '重发', email: 'again@example.cn', password: goodPassword })
  const first = await tokenIn(database, 'again@example.cn', 'confirmEmail')
  await resendConfirmation(ctx, { email: 'again@example.cn' })
  await sendAskedLinks(database)
  const second = await tokenIn(database, 'again@example.cn', 'confirmEmail')
  expect(codeOf(await confirmEmail(ctx, first))).toBe('account.link-dead')
  expect(codeOf(await confirmEmail(ctx, second))).toBe('ok')
})

test('five wrong passwords from one place, and the sixth is not even looked at; elsewhere and later it is', async () => {
  await person(database, { email: 'target@example.cn' })
  const ctx = contextOf(database)
  const guess = (password: string, from = ctx) =>
    signIn(from, { email: 'target@example.cn', password, userAgent: 'test' })
  for (let tries = 0; tries < 5; tries += 1)
    expect(codeOf(await guess('wrong password'))).toBe('account.sign-in-failed')
  expect(codeOf(await guess(goodPassword))).toBe('account.throttled')
  expect(codeOf(await guess(goodPassword, contextOf(database)))).toBe('ok')
  await database.owner.rateLimiterFlexible.updateMany({ data: { expire: new Date(Date.now() - 1000) } })
  expect(codeOf(await guess(goodPassword))).toBe('ok')
})

test('weak passwords are refused at the field', async () => {
  const outcome = await signUp(contextOf(database), { name: '弱', email: 'weak@example.cn', password: '1234567890' })
  expect(outcome).toMatchObject({ ok: false, refusal: { code: 'account.password-common', field: 'password' } })
})

const organization = async () => ({
  organizationName: '晴川社区服务中心',
  kind: 'SERVICE_INSTITUTION' as const,
  creditCode: '52310105MJ50200186',
  regionId: await aRegion(database),
  fields: ['COMMUNITY' as const],
  contactName: '陈雨晴',
  contactPhone: '021-64980000',
})

test('an organization is registered with its first owner, once per code', async () => {
  const ctx = contextOf(database)
  const input = { ...(await organization()), name: '陈雨晴', email: 'owner@example.cn', password: goodPassword }
  expect(codeOf(await signUpOrganization(ctx, { ...input, creditCode: '52310105MJ50200187' }))).toBe(
    'organization.credit-code-check-digit',
  )
  expect(codeOf(await signUpOrganization(ctx, { ...input, creditCode: '' }))).toBe('organization.credit-code-missing')
  expect(codeOf(await signUpOrganization(ctx, input))).toBe('ok')
  const made = await database.owner.organization.findUniqueOrThrow({
    where: { creditCode: input.creditCode },
    include: { members: { include: { account: true } } },
  })
  expect(made.members.map(({ role, account }) => `${account.email} ${role}`).sort()).toEqual([
    'owner@example.cn CERTIFIER',
    'owner@example.cn EDITOR',
    'owner@example.cn OWNER',
  ])
  expect(codeOf(await signUpOrganization(ctx, { ...input, email: 'second@example.cn' }))).toBe(
    'organization.credit-code-taken',
  )
  expect(await database.owner.account.count({ where: { email: 'second@example.cn' } })).toBe(0)
})

test('somebody signed in registers a community group without a code', async () => {
  const actor = await signedIn(database, await person(database, { email: 'resident@example.cn' }))
  const outcome = await registerOrganization(contextOf(database, actor), {
    ...(await organization()),
    organizationName: '绿芽读书会',
    kind: 'COMMUNITY_GROUP',
    creditCode: '',
  })
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  const members = await database.owner.organizationMembership.findMany({
    where: { organizationId: outcome.organizationId },
  })
  expect(members.map(({ role }) => role).sort()).toEqual(['CERTIFIER', 'EDITOR', 'OWNER'])
})

test('letters lead to pages that are there', () => {
  expect(letterPaths.signIn()).toBe(paths.signIn())
  expect(letterPaths.forgot()).toBe(paths.forgot())
  expect(letterPaths.account()).toBe(paths.account())
  expect(letterPaths.closeAccount()).toBe(paths.closeAccount())
  expect(letterPaths.privacy()).toBe(paths.privacy())
  expect(letterPaths.dataRequest('t')).toBe(paths.dataRequest('t'))
  expect(letterPaths.adminDataRequest('i')).toBe(paths.adminDataRequest('i'))
  expect(letterPaths.openingKey()).toBe(paths.openingKey())
  expect(letterPaths.confirmEmail('t')).toBe(paths.confirmEmail('t'))
  expect(letterPaths.reset('t')).toBe(paths.reset('t'))
  expect(letterPaths.invitation('t')).toBe(paths.invitation('t'))
  expect(letterPaths.call('n')).toBe(paths.call('n'))
  expect(letterPaths.project('n')).toBe(paths.project('n'))
  expect(letterPaths.search('?q=a')).toBe(`${paths.search()}?q=a`)
  expect(letterPaths.follows()).toBe(paths.follows())
  expect(letterPaths.followStop('t')).toBe(paths.followStop('t'))
  expect(letterPaths.savedSearches()).toBe(paths.savedSearches())
  expect(letterPaths.savedSearchStop('t')).toBe(paths.savedSearchStop('t'))
})

test('one account guessed from many places is throttled there, and not where its person signs in', async () => {
  const email = 'guessed@example.cn'
  await person(database, { email })
  const from = (ip: string, password: string) =>
    signIn({ ...contextOf(database), ip }, { email, password, userAgent: 'test' })
  expect(codeOf(await from('192.0.2.1', goodPassword))).toBe('ok')
  // Their own first one from there counted too.
  for (let tries = 0; tries < 29; tries += 1)
    expect(codeOf(await from(`198.51.100.${tries}`, 'a guess like others'))).toBe('account.sign-in-failed')
  expect(codeOf(await from('198.51.100.99', goodPassword))).toBe('account.throttled')
  expect(codeOf(await from('192.0.2.1', goodPassword))).toBe('ok')
})
