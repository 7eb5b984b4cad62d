import { expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { readOpenedBid } from '#app/services/bid/queries/opened-bid.server.ts'
import { acceptReport } from '#app/services/project/accept-report.server.ts'
import { reviewBid } from '#app/services/panel/review-bid.server.ts'
import { seatExpert } from '#app/services/panel/seat-expert.server.ts'
import { callWithSealedBids } from '#tests/support/bid-scenes.ts'
import { type TestDatabase, useDatabase } from '#tests/support/database.ts'
import { contribute } from '#tests/support/opening-scenes.ts'
import { accountIdOf, afterDeadline, makeExpert, must } from '#tests/support/scenes.ts'
import { awardAt, openedCall, noticedCall } from '#tests/support/scenes-panel.ts'
import { acceptDay, release, reported, runningProject } from '#tests/support/scenes-project.ts'

// Somebody of the buyer who is also of a bidder steps aside in everything that decides between bidders or pays one.
const t = useDatabase({ forEachScene: true })
const interested = { ok: false, refusal: { code: 'account.interested' } }

const joins = (database: TestDatabase, actor: Actor, organizationId: string) =>
  database.owner.organizationMembership.create({
    data: { accountId: accountIdOf(actor), organizationId, role: 'EDITOR' },
  })

test('an official of a bidder does not open the bids', async () => {
  const { call, bureau, bids } = await callWithSealedBids(t, 3)
  await joins(t, bureau.officer, bids[0]?.bidder.id ?? '')
  expect(await contribute(t, call, bureau.officer)).toMatchObject(interested)
})

test('nor reads or rejects a rival’s bid, nor seats the panel', async () => {
  const { call, bureau, bids } = await openedCall(t)
  const [own, rival] = bids
  await joins(t, bureau.approver, own?.organization.id ?? '')
  const ctx = t.contextAt(afterDeadline(call, 30), bureau.approver)
  expect(await readOpenedBid(ctx, rival?.bidId ?? '')).toBeUndefined()
  const bid = await t.owner.bid.findUniqueOrThrow({ where: { id: rival?.bidId ?? '' } })
  const rejection = {
    callId: call.id,
    bidId: bid.id,
    version: bid.version,
    stage: 'QUALIFICATION' as const,
    cause: 'UNQUALIFIED' as const,
    reason: '资格文件不全，不符合要求。',
  }
  // What may not be read is not there to be rejected; and PostgreSQL says so to whoever writes past the service.
  expect(await reviewBid(ctx, rejection)).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
  await expect(
    t.owner.bidReview.create({
      data: { bidId: bid.id, stage: 'QUALIFICATION', decidedById: accountIdOf(bureau.approver) },
    }),
  ).rejects.toThrow(/account.interested/)
  const { expertId } = await makeExpert(t, { name: '专家', employer: '大学' })
  expect(await seatExpert(ctx, { callId: call.id, expertId, asChair: true })).toMatchObject(interested)
  const officer = t.contextAt(afterDeadline(call, 30), bureau.officer)
  expect(await readOpenedBid(officer, bid.id)).toBeDefined()
  must(await reviewBid(officer, rejection))
})

test('nor awards', async () => {
  const story = await noticedCall(t)
  await joins(t, story.bureau.approver, story.bids.at(-1)?.organization.id ?? '')
  // The result is not there for it; and PostgreSQL says so to whoever writes past the service.
  expect(await awardAt(t, story)).toMatchObject({ ok: false, refusal: { code: 'not-found' } })
  const notice = await t.owner.resultNotice.findFirstOrThrow({ where: { callId: story.call.id } })
  const { bidId, amountFen } = await t.owner.noticedAward.findFirstOrThrow({ where: { noticeId: notice.id } })
  const over = new Date((notice.endsAt?.getTime() ?? 0) + 1000)
  await expect(
    t.owner.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT set_config('commonweal.clock', ${over.toISOString()}, true)`
      const decidedById = accountIdOf(story.bureau.approver)
      const data = { callId: story.call.id, bidId, noticeId: notice.id, amountFen, decidedById, decidedAt: over }
      await tx.award.create({ data })
    }),
  ).rejects.toThrow(/account.interested/)
})

test('nor accepts a report of it, nor pays it', async () => {
  const story = await runningProject(t)
  const { organizationId } = await t.owner.project.findUniqueOrThrow({ where: { id: story.projectId } })
  await joins(t, story.finance, organizationId)
  const membership = await joins(t, story.bureau.officer, organizationId)
  const report = await reported(t, story)
  const ctx = t.contextAt(acceptDay, story.bureau.officer)
  const acceptance = { milestoneId: report.milestoneId, version: report.version, note: '材料齐全。' }
  expect(await acceptReport(ctx, acceptance)).toMatchObject(interested)
  await t.owner.organizationMembership.delete({ where: { id: membership.id } })
  must(await acceptReport(ctx, acceptance))
  expect(await release(t, story)).toMatchObject(interested)
  expect(await t.owner.tranche.count({ where: { projectId: story.projectId, state: 'RELEASED' } })).toBe(0)
})
