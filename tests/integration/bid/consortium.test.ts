import { expect, test } from 'vitest'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { answerPartnership, namePartner, removePartner } from '#app/services/bid/partners.server.ts'
import { readBidStart } from '#app/services/bid/queries/bid-start.server.ts'
import { isBarredFromBid } from '#app/services/bid/queries/is-barred-from-bid.server.ts'
import { readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { listPartnerships, readPartnership } from '#app/services/bid/queries/partnerships.server.ts'
import { readOwnSealedBid } from '#app/services/bid/read-own-copy.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import { startBid } from '#app/services/bid/start-bid.server.ts'
import { discardDraft, withdrawBid } from '#app/services/bid/withdraw-bid.server.ts'
import { draftedBid, makeBidder } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { afterDeadline, beforeDeadline, must, publishedCall } from '#tests/support/scenes.ts'

const t = useDatabase()
const refusal = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) as unknown })
let counter = 0
const bidder = (name: string) => makeBidder(t, `${name}${(counter += 1)}`)

test('a partner says yes by its own owner or certifier, and only then the bid is sealed, with it', async () => {
  const { call } = await publishedCall(t, { allowsConsortium: true })
  const { bidId, bidder: lead } = await draftedBid(t, call)
  const partner = await bidder('合作方')
  const stranger = await bidder('旁观者')
  const ctx = t.contextAt(beforeDeadline(call, 50), lead.editor)
  const asPartner = (actor: typeof partner.owner) => t.contextAt(beforeDeadline(call, 45), actor)
  const named = { bidId, who: partner.name, share: 3000, work: '负责心理疏导' }
  expect(await namePartner(ctx, { ...named, who: '没有这个组织' })).toEqual(refusal('application.no-such-partner'))
  expect(await namePartner(ctx, { ...named, who: lead.name })).toMatchObject({ ok: false })
  must(await namePartner(ctx, named))
  expect(await namePartner(ctx, { ...named, who: stranger.name, share: 7000 })).toEqual(
    refusal('application.shares-too-high'),
  )
  // Its owner and its certifier are written to.
  expect(await t.owner.message.count({ where: { template: 'partnerAsked' } })).toBe(2)

  const seal = async (retrievalCode = newRetrievalCode()) => {
    const { version } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
    return sealBid(t.contextAt(beforeDeadline(call, 20), lead.certifier), { bidId, version, retrievalCode })
  }
  expect(await seal()).toEqual(refusal('bid.not-ready'))
  // PostgreSQL keeps it too, whatever the code does.
  await expect(
    t.owner
      .$executeRaw`UPDATE bid_partner SET confirmed_by_id = ${lead.owner.accountId}::uuid, confirmed_at = now() WHERE bid_id = ${bidId}::uuid`,
  ).rejects.toThrow(/refused:/)

  const which = { bidId, organizationId: partner.id }
  expect(await readPartnership(asPartner(stranger.owner), which)).toBeUndefined()
  expect(await readPartnership(asPartner(partner.editor), which)).toMatchObject({ mayAnswer: false, shareBps: 3000 })
  expect(await answerPartnership(asPartner(partner.editor), { ...which, accepts: true })).toEqual(
    refusal('application.partner-confirms'),
  )
  expect(await answerPartnership(asPartner(stranger.owner), { ...which, accepts: true })).toEqual(refusal('not-found'))
  must(await answerPartnership(asPartner(partner.certifier), { ...which, accepts: true }))
  // What it is to do changes only by asking it again.
  must(await namePartner(ctx, { ...named, work: '负责心理疏导和回访' }))
  expect((await readOwnBid(ctx, bidId))?.partners).toMatchObject([{ isConfirmed: false }])
  must(await answerPartnership(asPartner(partner.owner), { ...which, accepts: true }))
  expect(await listPartnerships(asPartner(partner.editor))).toMatchObject([
    { bidId, isConfirmed: true, stand: 'draft' },
  ])

  const code = newRetrievalCode()
  must(await seal(code))
  const certifier = t.contextAt(beforeDeadline(call, 10), lead.certifier)
  expect(must(await readOwnSealedBid(certifier, { bidId, retrievalCode: code })).content.partners).toEqual([
    { organizationId: partner.id, name: partner.name, isHosted: false, shareBps: 3000, work: '负责心理疏导和回访' },
  ])
  expect(await answerPartnership(asPartner(partner.owner), { ...which, accepts: false })).toEqual(
    refusal('bid.not-draft'),
  )
  // It learns that the bid is handed in, and follows it without reading it.
  expect(await t.owner.message.count({ where: { template: 'partnerTold' } })).toBe(2)
  expect(await readPartnership(asPartner(partner.editor), which)).toMatchObject({
    stand: 'sealed',
    mayAnswer: false,
    isOpened: false,
    hasResult: false,
  })
  expect(await readPartnership(t.contextAt(afterDeadline(call, 1), partner.editor), which)).toMatchObject({
    stand: 'waiting',
  })
  // Its people are of the bid's own side, and rivals of every other.
  const rival = await draftedBid(t, call, { bidder: await bidder('对手') })
  expect(await isBarredFromBid({ db: t.owner, actor: partner.editor }, bidId)).toBe(false)
  expect(await isBarredFromBid({ db: t.owner, actor: partner.editor }, rival.bidId)).toBe(true)
  // Taken back, the new draft names it again, and it says yes again.
  const renewed = must(await withdrawBid(certifier, { bidId, retrievalCode: code }))
  expect((await readOwnBid(certifier, renewed.bidId))?.partners).toMatchObject([
    { name: partner.name, isConfirmed: false },
  ])
  // It is told to, or the bid would wait for it until it is too late.
  const asked = await t.owner.message.findMany({
    where: { template: 'partnerAsked' },
    orderBy: { id: 'desc' },
    take: 2,
  })
  expect(asked.map(({ values }) => values)).toMatchObject(
    [1, 2].map(() => ({ url: `/ngo/partnerships/${renewed.bidId}/${partner.id}` })),
  )
  expect(await readPartnership(asPartner(partner.editor), which)).toMatchObject({ stand: 'withdrawn' })
  expect(await listPartnerships(asPartner(partner.editor))).toMatchObject([{ bidId: renewed.bidId }])
})

test('a partner finds the question on its desk until it has answered, where somebody may answer for it', async () => {
  const { call } = await publishedCall(t, { allowsConsortium: true })
  const { bidId, bidder: lead } = await draftedBid(t, call, { bidder: await bidder('牵头') })
  const partner = await bidder('受邀方')
  const now = beforeDeadline(call, 40)
  const waits = async (actor: typeof partner.owner, at = now) =>
    (await deskPage(t.contextAt(at, actor))).you
      .filter(({ kind }) => kind === 'partnershipToAnswer')
      .map(({ id, of, part }) => [id, of, part])
  const one = [[bidId, partner.id, lead.name]]
  must(await namePartner(t.contextAt(now, lead.editor), { bidId, who: partner.name, share: 2000, work: '回访' }))
  expect(await waits(partner.owner)).toEqual(one)
  expect(await waits(partner.certifier)).toEqual(one)
  expect(await waits(partner.editor)).toEqual([])
  expect(await waits(lead.owner)).toEqual([])
  expect(await waits(partner.owner, afterDeadline(call, 1))).toEqual([])
  must(await answerPartnership(t.contextAt(now, partner.owner), { bidId, organizationId: partner.id, accepts: true }))
  expect(await waits(partner.owner)).toEqual([])
  // Taken out, or the bid thrown away: it is told that it is free again.
  const told = () => t.owner.message.count({ where: { template: 'partnerTold', toAddress: partner.owner.email ?? '' } })
  must(await removePartner(t.contextAt(now, lead.editor), { bidId, organizationId: partner.id }))
  expect(await told()).toBe(1)
  must(await namePartner(t.contextAt(now, lead.editor), { bidId, who: partner.name, share: 2000, work: '回访' }))
  must(await discardDraft(t.contextAt(now, lead.editor), { bidId }))
  expect(await told()).toBe(2)
})

test('nobody takes part twice in one call: not alone and as a partner, not in two consortia', async () => {
  const { call, callNo } = await publishedCall(t, { allowsConsortium: true })
  const one = await draftedBid(t, call, { bidder: await bidder('甲') })
  const two = await draftedBid(t, call, { bidder: await bidder('乙') })
  const partner = await bidder('丙')
  const now = beforeDeadline(call, 40)
  const asPartner = t.contextAt(now, partner.owner)
  for (const { bidId, bidder: lead } of [one, two])
    must(await namePartner(t.contextAt(now, lead.editor), { bidId, who: partner.name, share: 2000, work: '回访' }))
  // Being named binds nobody.
  const own = must(await startBid(asPartner, { callNo, organizationId: partner.id }))
  const yes = ({ bidId }: { bidId: string }) =>
    answerPartnership(asPartner, { bidId, organizationId: partner.id, accepts: true })
  expect(await yes(one)).toEqual(refusal('bid.already-takes-part'))
  must(await discardDraft(asPartner, own))
  must(await yes(one))
  expect(await yes(two)).toEqual(refusal('bid.already-takes-part'))
  expect(await startBid(asPartner, { callNo, organizationId: partner.id })).toEqual(refusal('bid.already-takes-part'))
  expect((await readBidStart(asPartner, callNo))?.organizations).toMatchObject([{ reasons: ['already-partner'] }])
  // Out of the one, free for the other.
  must(await removePartner(t.contextAt(now, one.bidder.editor), { bidId: one.bidId, organizationId: partner.id }))
  must(await yes(two))
  must(await answerPartnership(asPartner, { bidId: two.bidId, organizationId: partner.id, accepts: false }))
  must(await startBid(asPartner, { callNo, organizationId: partner.id }))
})

test('of two yeses at once one counts', async () => {
  const { call } = await publishedCall(t, { allowsConsortium: true })
  const bids = [
    await draftedBid(t, call, { bidder: await bidder('丁') }),
    await draftedBid(t, call, { bidder: await bidder('戊') }),
  ]
  const partner = await bidder('己')
  const now = beforeDeadline(call, 40)
  for (const { bidId, bidder: lead } of bids)
    must(await namePartner(t.contextAt(now, lead.editor), { bidId, who: partner.name, share: 2000, work: '回访' }))
  const answers = await Promise.all(
    bids.map(({ bidId }) =>
      answerPartnership(t.contextAt(now, partner.owner), { bidId, organizationId: partner.id, accepts: true }),
    ),
  )
  expect(answers.map(({ ok }) => ok).toSorted()).toEqual([false, true])
})

test('a filed community group takes part under its host; where no consortium is allowed nobody is named', async () => {
  const { call, callNo } = await publishedCall(t, { allowsConsortium: true })
  const host = await draftedBid(t, call, { bidder: await bidder('承接') })
  const group = await bidder('睦邻互助队')
  await t.owner.organization.update({ where: { id: group.id }, data: { kind: 'COMMUNITY_GROUP', creditCode: null } })
  const now = beforeDeadline(call, 40)
  const asGroup = t.contextAt(now, group.owner)
  expect(await startBid(asGroup, { callNo, organizationId: group.id })).toEqual(refusal('bid.needs-legal-person'))
  await expect(
    t.app.bid.create({ data: { callId: call.id, organizationId: group.id, createdById: group.owner.accountId ?? '' } }),
  ).rejects.toThrow(/refused:/)
  must(
    await namePartner(t.contextAt(now, host.bidder.editor), {
      bidId: host.bidId,
      who: group.name,
      share: 4000,
      work: '楼道走访',
    }),
  )
  must(await answerPartnership(asGroup, { bidId: host.bidId, organizationId: group.id, accepts: true }))
  expect((await readOwnBid(t.contextAt(now, host.bidder.editor), host.bidId))?.partners).toMatchObject([
    { isHosted: true, isConfirmed: true },
  ])

  const alone = await publishedCall(t)
  const bid = await draftedBid(t, alone.call, { bidder: await bidder('独自') })
  expect(
    await namePartner(t.contextAt(beforeDeadline(alone.call, 40), bid.bidder.editor), {
      bidId: bid.bidId,
      who: group.name,
      share: 1000,
      work: '走访',
    }),
  ).toEqual(refusal('application.no-consortium'))
  await expect(t.app.call.update({ where: { id: alone.call.id }, data: { allowsConsortium: true } })).rejects.toThrow(
    /refused:call.frozen/,
  )
})
