import { beforeAll, expect, test } from 'vitest'
import { toDay } from '#app/domain/shared/day.ts'
import { confirmHub, designateHub } from '#app/services/hub/designate.server.ts'
import { agreeMembership, askMembership } from '#app/services/hub/membership.server.ts'
import { recommendMember } from '#app/services/hub/speak.server.ts'
import { confirmEnd, recordEnd } from '#app/services/organization/end-organization.server.ts'
import { offerOwnership } from '#app/services/organization/hand-over.server.ts'
import { publicOrganization } from '#app/services/organization/queries/public-organization.server.ts'
import { publishCallout } from '#app/services/volunteer/callouts.server.ts'
import { type Bidder, makeBidder } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, type Bureau, makeBureau, makePerson, must, sceneStart } from '#tests/support/scenes.ts'

// Whoever reached the database as the site itself does: nobody's word is put in another's mouth, and no step is left out.
const t = useDatabase()
const at = (actor?: Bidder['owner']) => t.contextAt(sceneStart, actor)
const now = new Date(sceneStart)

let bureau: Bureau
let outsider: string
beforeAll(async () => {
  bureau = await makeBureau(t)
  await t.owner.body.update({ where: { id: bureau.body.id }, data: { duties: ['PURCHASE', 'REGISTRY'] } })
  outsider = accountIdOf(await makePerson(t, '局外人'))
})

const designation = (hub: Bidder) => ({
  organizationId: hub.id,
  bodyId: bureau.body.id,
  fromOn: new Date('2026-01-10'),
  documentNo: '民社枢〔2026〕9号',
})
async function hubNamed(name: string): Promise<Bidder & { designationId: string }> {
  const hub = await makeBidder(t, name)
  const { designationId } = must(
    await designateHub(at(bureau.officer), {
      organizationId: hub.id,
      fromOn: toDay('2026-01-10'),
      documentNo: '民社枢〔2026〕1号',
    }),
  )
  return { ...hub, designationId }
}
async function memberOf(hub: Bidder, member: Bidder): Promise<string> {
  const { membershipId } = must(
    await askMembership(at(member.owner), { organizationId: member.id, other: hub.name, asksAs: 'MEMBER' }),
  )
  return membershipId
}

test('a hub is entered by an officer of its registry, confirmed by an approver in a step of its own, who stays', async () => {
  const hub = await makeBidder(t, '冒名枢纽')
  const officer = accountIdOf(bureau.officer)
  const approver = accountIdOf(bureau.approver)
  await expect(t.app.hubDesignation.create({ data: { ...designation(hub), recordedById: outsider } })).rejects.toThrow(
    'forbidden',
  )
  await expect(
    t.app.hubDesignation.create({
      data: { ...designation(hub), recordedById: officer, confirmedById: approver, confirmedAt: now },
    }),
  ).rejects.toThrow('organization.settled')
  const { designationId: id } = await hubNamed('真枢纽')
  const confirmed = (confirmedById: string) => ({ where: { id }, data: { confirmedById, confirmedAt: now } })
  await expect(t.app.hubDesignation.update(confirmed(outsider))).rejects.toThrow('forbidden')
  must(await confirmHub(at(bureau.approver), { designationId: id }))
  await expect(t.app.hubDesignation.update({ where: { id }, data: { confirmedById: outsider } })).rejects.toThrow(
    'organization.settled',
  )
  await expect(
    t.app.hubDesignation.update({ where: { id }, data: { endedOn: now, endedById: outsider, endReason: '撤' } }),
  ).rejects.toThrow('forbidden')
})

test('a membership is agreed by the side that was asked, in a step of its own; a recommendation is the hub’s', async () => {
  const hub = await hubNamed('联合会甲')
  must(await confirmHub(at(bureau.approver), { designationId: hub.designationId }))
  const member = await makeBidder(t, '会员甲')
  await expect(
    t.app.hubMembership.create({
      data: {
        hubId: hub.id,
        memberId: member.id,
        askedBy: 'MEMBER',
        askedById: accountIdOf(member.owner),
        agreedById: accountIdOf(member.owner),
        agreedAt: now,
      },
    }),
  ).rejects.toThrow('organization.settled')
  const id = await memberOf(hub, member)
  must(await agreeMembership(at(hub.owner), { membershipId: id }))
  await expect(t.app.hubMembership.update({ where: { id }, data: { agreedById: outsider } })).rejects.toThrow(
    'organization.settled',
  )
  must(await recommendMember(at(hub.owner), { membershipId: id, words: '做事踏实。' }))
  await expect(
    t.app.hubRecommendation.updateMany({
      where: { membershipId: id },
      data: { withdrawnById: outsider, withdrawnAt: now },
    }),
  ).rejects.toThrow('organization.not-yours')
})

test('an end is entered and confirmed by the registry’s people in two steps', async () => {
  const bidder = await makeBidder(t, '被注销的')
  const end = {
    organizationId: bidder.id,
    kind: 'DISSOLVED',
    endedOn: new Date('2026-02-20'),
    bodyId: bureau.body.id,
    documentNo: '无',
    reason: '无',
  }
  await expect(t.app.organizationEnd.create({ data: { ...end, recordedById: outsider } })).rejects.toThrow('forbidden')
  await expect(
    t.app.organizationEnd.create({
      data: {
        ...end,
        recordedById: accountIdOf(bureau.officer),
        confirmedById: accountIdOf(bureau.approver),
        confirmedAt: now,
      },
    }),
  ).rejects.toThrow('organization.settled')
  const { id } = await t.app.organizationEnd.create({ data: { ...end, recordedById: accountIdOf(bureau.officer) } })
  await expect(
    t.app.organizationEnd.update({ where: { id }, data: { confirmedById: outsider, confirmedAt: now } }),
  ).rejects.toThrow('forbidden')
})

test('ownership is offered before it is answered, and ties are ended by somebody', async () => {
  const bidder = await makeBidder(t, '移交社')
  const [fromId, toId] = [accountIdOf(bidder.owner), accountIdOf(bidder.editor)]
  await expect(
    t.app.ownershipHandover.create({
      data: { organizationId: bidder.id, fromId, toId, answer: 'ACCEPTED', answeredAt: now },
    }),
  ).rejects.toThrow('organization.handover-answered')
  must(await offerOwnership(at(bidder.owner), { organizationId: bidder.id, toId }))
  const tie = await t.app.organizationTie.create({
    data: {
      organizationId: bidder.id,
      bodyId: bureau.body.id,
      aspect: 'STAFF',
      description: '派驻会计',
      fromOn: new Date('2025-01-01'),
      statedBy: 'ORGANIZATION',
      statedById: fromId,
    },
  })
  await expect(
    t.app.organizationTie.update({ where: { id: tie.id }, data: { untilOn: new Date('2025-02-01') } }),
  ).rejects.toThrow('organization.not-yours')
})

test('what has ended keeps its name, ends its memberships, and leaves no call-out behind', async () => {
  const hub = await hubNamed('联合会乙')
  must(await confirmHub(at(bureau.approver), { designationId: hub.designationId }))
  const member = await makeBidder(t, '散了的会员')
  const membershipId = await memberOf(hub, member)
  must(await agreeMembership(at(hub.owner), { membershipId }))
  must(await recommendMember(at(hub.owner), { membershipId, words: '做事踏实。' }))
  const typed = {
    kind: 'DISSOLVED' as const,
    successorCode: '',
    endedOn: toDay('2026-02-20'),
    documentNo: '民社注〔2026〕7号',
    reason: '自行解散',
  }
  const startsAt = new Date(now.getTime() + 86_400_000)
  const { calloutId } = must(
    await publishCallout(at(member.owner), member.id, {
      title: '陪聊',
      about: '陪聊',
      place: '活动室',
      startsAt,
      endsAt: new Date(startsAt.getTime() + 3_600_000),
      seats: 3,
    }),
  )
  const { endId } = must(await recordEnd(at(bureau.officer), { ...typed, organizationId: member.id }))
  expect(await confirmEnd(at(bureau.approver), { endId })).toMatchObject({
    ok: false,
    refusal: { code: 'organization.unsettled' },
  })
  await t.app.callout.update({
    where: { id: calloutId },
    data: { cancelledById: accountIdOf(member.owner), cancelledAt: now, cancelledReason: '解散' },
  })
  must(await confirmEnd(at(bureau.approver), { endId }))
  expect((await publicOrganization(at(), hub.id))?.hub.members).toEqual([])
  expect((await publicOrganization(at(), member.id))?.hub.hubs).toEqual([])
  await expect(
    t.app.organization.update({ where: { id: member.id }, data: { name: '改头换面', nameSince: now } }),
  ).rejects.toThrow('organization.ended')
  const { endId: last } = must(
    await recordEnd(at(bureau.officer), { ...typed, documentNo: '民社注〔2026〕8号', organizationId: hub.id }),
  )
  must(await confirmEnd(at(bureau.approver), { endId: last }))
  expect((await publicOrganization(at(), hub.id))?.hub.isHub).toBe(false)
})

test('the day of a name is not moved without a new name', async () => {
  const bidder = await makeBidder(t, '老名字')
  await expect(
    t.app.organization.update({ where: { id: bidder.id }, data: { nameSince: new Date('2001-01-01') } }),
  ).rejects.toThrow('organization.name-day')
})
