import { expect, test } from 'vitest'
import { acceptAsNewPerson, acceptInvitation } from '#app/services/account/accept-invitation.server.ts'
import {
  inviteAdministrator,
  inviteExpert,
  inviteToBody,
  revokeBodyInvitation,
} from '#app/services/account/invite.server.ts'
import { readInvitationPage } from '#app/services/account/queries/invitation-page.server.ts'
import { readSession } from '#app/services/account/read-session.server.ts'
import { removeBodyRole } from '#app/services/account/remove-body-role.server.ts'
import { inviteMember, removeMember } from '#app/services/organization/members.server.ts'
import { writeLetter } from '#app/i18n/letter.ts'
import { useDatabase } from '#tests/support/database.ts'
import { aBody, aRegion, codeOf, contextOf, goodPassword, person, signedIn, tokenIn } from './people.ts'

const database = useDatabase()

async function anApprover() {
  const bodyId = await aBody(database)
  const accountId = await person(database, {
    email: `approver-${bodyId}@example.cn`,
    bodies: [{ bodyId, roles: ['APPROVER'] }],
  })
  return { bodyId, accountId, ctx: contextOf(database, await signedIn(database, accountId)) }
}

test('a new official sets a password by the link, once', async () => {
  const { bodyId, ctx } = await anApprover()
  const email = 'new-officer@example.cn'
  expect(codeOf(await inviteToBody(ctx, { bodyId, role: 'OFFICER', name: '李', email }))).toBe('ok')
  const { values } = await database.owner.message.findFirstOrThrow({ where: { toAddress: email } })
  const letter = { template: 'invitation', locale: 'zh-CN' as const, values: values as Record<string, string> }
  const { nameZh } = await database.owner.body.findUniqueOrThrow({ where: { id: bodyId } })
  expect(writeLetter(letter, 'https://gongyi.example.cn').text).toContain(`邀请您加入公益汇：担任${nameZh}的经办人。`)
  const token = await tokenIn(database, email, 'invitation')
  const guest = contextOf(database)
  expect(await readInvitationPage(guest, token)).toMatchObject({ email, role: 'OFFICER', reader: 'new' })
  const input = { token, name: '李经办', password: goodPassword, userAgent: 'test' }
  expect(codeOf(await acceptAsNewPerson(guest, { ...input, password: 'short' }))).toBe('account.password-short')
  const both = await Promise.all([acceptAsNewPerson(guest, input), acceptAsNewPerson(guest, input)])
  expect(both.map(codeOf).sort()).toEqual(['account.invitation-over', 'ok'])
  const accepted = both.find((outcome) => outcome.ok)
  if (accepted?.ok !== true) throw new Error('nobody got in')
  // In, but not at work: the second factor comes first.
  expect(await readSession(database.app, accepted.token)).toMatchObject({ owesSecondFactor: true, bodies: [] })
  const membership = await database.owner.bodyMembership.findFirstOrThrow({ where: { bodyId, account: { email } } })
  expect(membership.role).toBe('OFFICER')
  expect(await readInvitationPage(guest, token)).toBeUndefined()
})

test('an invitation is for its address and nobody else’s', async () => {
  const { bodyId, ctx } = await anApprover()
  await inviteToBody(ctx, { bodyId, role: 'FINANCE', name: '王', email: 'wang@example.cn' })
  const token = await tokenIn(database, 'wang@example.cn', 'invitation')
  const thief = await signedIn(database, await person(database, { email: 'thief@example.cn' }))
  expect(codeOf(await acceptInvitation(contextOf(database, thief), { token }))).toBe('account.invitation-other-address')
  const wang = await signedIn(database, await person(database, { email: 'wang@example.cn' }))
  const anonymous = await acceptAsNewPerson(contextOf(database), {
    token,
    name: '王',
    password: goodPassword,
    userAgent: '',
  })
  expect(codeOf(anonymous)).toBe('account.sign-in-to-accept')
  expect(codeOf(await acceptInvitation(contextOf(database, wang), { token }))).toBe('ok')
  expect(codeOf(await acceptInvitation(contextOf(database, wang), { token }))).toBe('account.invitation-over')
})

test('a withdrawn, replaced or old invitation leads nowhere', async () => {
  const { bodyId, ctx } = await anApprover()
  const input = { bodyId, role: 'SUPERVISOR' as const, name: '赵', email: 'zhao@example.cn' }
  await inviteToBody(ctx, input)
  const first = await tokenIn(database, 'zhao@example.cn', 'invitation')
  await inviteToBody(ctx, input)
  const second = await tokenIn(database, 'zhao@example.cn', 'invitation')
  const guest = contextOf(database)
  expect(await readInvitationPage(guest, first)).toBeUndefined()
  const later = contextOf(database, undefined, new Date(Date.now() + 8 * 86_400_000))
  expect(await readInvitationPage(later, second)).toBeUndefined()
  const open = await database.owner.invitation.findFirstOrThrow({ where: { bodyId, revokedAt: null } })
  expect(codeOf(await revokeBodyInvitation(ctx, { bodyId, invitationId: open.id }))).toBe('ok')
  expect(await readInvitationPage(guest, second)).toBeUndefined()
})

test('who may invite: approvers to their own body, administrators to any, nobody else', async () => {
  const { bodyId, ctx } = await anApprover()
  const elsewhere = await aBody(database)
  const invitee = { name: '孙', email: 'sun@example.cn' }
  expect(codeOf(await inviteToBody(ctx, { ...invitee, bodyId: elsewhere, role: 'OFFICER' }))).toBe('forbidden')
  expect(codeOf(await inviteAdministrator(ctx, invitee))).toBe('forbidden')
  const officer = await signedIn(
    database,
    await person(database, { email: 'officer2@example.cn', bodies: [{ bodyId, roles: ['OFFICER'] }] }),
  )
  expect(codeOf(await inviteToBody(contextOf(database, officer), { ...invitee, bodyId, role: 'OFFICER' }))).toBe(
    'forbidden',
  )
  const root = contextOf(
    database,
    await signedIn(database, await person(database, { email: 'root2@example.cn', isAdministrator: true })),
  )
  expect(codeOf(await inviteToBody(root, { ...invitee, bodyId: elsewhere, role: 'APPROVER' }))).toBe('ok')
  const pool = { fields: ['HEALTH' as const], employer: '大学', regionId: await aRegion(database) }
  expect(codeOf(await inviteExpert(root, { ...invitee, ...pool }))).toBe('ok')
  const token = await tokenIn(database, 'sun@example.cn', 'invitation')
  const joined = await acceptAsNewPerson(contextOf(database), {
    token,
    ...invitee,
    password: goodPassword,
    userAgent: '',
  })
  expect(codeOf(joined)).toBe('ok')
  expect(await database.owner.expert.count({ where: { account: { email: 'sun@example.cn' }, isActive: true } })).toBe(1)
})

test('the last approver stays, and of two who remove each other one does', async () => {
  const { bodyId, accountId, ctx } = await anApprover()
  const own = await database.owner.bodyMembership.findFirstOrThrow({ where: { bodyId, accountId } })
  expect(codeOf(await removeBodyRole(ctx, { bodyId, membershipId: own.id }))).toBe('account.last-approver')
  const otherId = await person(database, { email: `b-${bodyId}@example.cn`, bodies: [{ bodyId, roles: ['APPROVER'] }] })
  const other = await database.owner.bodyMembership.findFirstOrThrow({ where: { bodyId, accountId: otherId } })
  const otherCtx = contextOf(database, await signedIn(database, otherId))
  const outcomes = await Promise.all([
    removeBodyRole(ctx, { bodyId, membershipId: other.id }),
    removeBodyRole(otherCtx, { bodyId, membershipId: own.id }),
  ])
  expect(outcomes.map(codeOf).sort()).toEqual(['account.last-approver', 'ok'])
  expect(await database.owner.bodyMembership.count({ where: { bodyId, role: 'APPROVER' } })).toBe(1)
})

test('an organization without an owner is impossible', async () => {
  const { id: organizationId } = await database.owner.organization.create({
    data: { name: '青禾', kind: 'COMMUNITY_GROUP', regionId: await aRegion(database) },
  })
  const ownerId = await person(database, {
    email: 'qinghe@example.cn',
    organizations: [{ organizationId, roles: ['OWNER', 'EDITOR'] }],
  })
  const ctx = contextOf(database, await signedIn(database, ownerId))
  const roles = await database.owner.organizationMembership.findMany({ where: { organizationId } })
  const idOf = (role: string) => roles.find((membership) => membership.role === role)?.id ?? ''
  expect(codeOf(await removeMember(ctx, { organizationId, membershipId: idOf('OWNER') }))).toBe(
    'organization.last-owner',
  )
  expect(codeOf(await removeMember(ctx, { organizationId, membershipId: idOf('EDITOR') }))).toBe('ok')
  await expect(
    database.app.organizationMembership.update({ where: { id: idOf('OWNER') }, data: { role: 'EDITOR' } }),
  ).rejects.toThrow(/refused:organization.last-owner/)
})

test('owners invite members; editors and strangers do not', async () => {
  const { id: organizationId } = await database.owner.organization.create({
    data: { name: '和风', kind: 'COMMUNITY_GROUP', regionId: await aRegion(database) },
  })
  const as = async (email: string, roles: ('OWNER' | 'EDITOR')[]) =>
    contextOf(
      database,
      await signedIn(
        database,
        await person(database, { email, organizations: roles.length === 0 ? [] : [{ organizationId, roles }] }),
      ),
    )
  const input = { organizationId, name: '新人', email: 'member@example.cn', role: 'CERTIFIER' as const }
  expect(codeOf(await inviteMember(await as('hefeng-e@example.cn', ['EDITOR']), input))).toBe('forbidden')
  expect(codeOf(await inviteMember(await as('hefeng-s@example.cn', []), input))).toBe('not-found')
  expect(codeOf(await inviteMember(await as('hefeng-o@example.cn', ['OWNER']), input))).toBe('ok')
})
