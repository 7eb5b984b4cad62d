import { paths } from '#app/http/paths.ts'
import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { accountIdOf, sceneMilestones } from '#tests/support/scenes.ts'
import { sceneBidders } from '#tests/support/scenes-panel.ts'
import { declareAtOnce, declareNone, enterExperts, freezeAndSign, scoreAtOnce, seatJudges } from '../acts/panel.ts'
import { openedToday } from '../acts/scene.ts'
import { fill, letNoticePass, press, see } from '../hands.ts'
import { type Actor, expect, test } from '../stage.ts'

// A competitive consultation for a service: one of three bids is rejected, and two are enough to go on (财库〔2015〕124号).
test('a consultation with two left goes on to its award', async ({ stage }) => {
  const { db, t, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `consultation-${name}`)
  const started = dayOf(new Date())
  const dueOn = [60, 120, 180].map((days) => addDays(started, days + 30))
  const story = await openedToday(stage, {
    title: `高龄独居老人居家照护服务 ${mark}`,
    startsOn: addDays(started, 45),
    endsOn: addDays(started, 240),
    milestones: sceneMilestones.map((milestone, index) => ({ ...milestone, dueOn: dueOn[index] ?? milestone.dueOn })),
    bidders: sceneBidders.map((bidder) => ({ ...bidder, name: `${bidder.name}${mark}` })),
  })
  const { id: callId, bodyId } = story.call
  const region = await db.region.findFirstOrThrow({ where: { bodies: { some: { id: bodyId } } } })
  const officer = await stage.enterAs(accountIdOf(story.bureau.officer))
  const approver = await stage.enterAs(accountIdOf(story.bureau.approver))
  const [unqualified, ...left] = story.bids

  await test.step('the buyer rejects one with a coded reason, and its bidder reads it', async () => {
    if (unqualified === undefined) throw new Error('three were opened')
    await officer.goto(paths.bureauReview(callId))
    const sheet = officer.page.locator('section', { hasText: unqualified.organization.name }).first()
    await sheet.locator('summary', { hasText: t('review.reject') }).click()
    await fill(sheet, { cause: 'UNQUALIFIED', reason: '登记证书在截止日前已经失效。' })
    await look(officer, 'review')
    await press(officer.page, t('review.reject'), sheet)
    await press(officer.page, t('review.admitRest'))
    const bidder = await stage.enterAs(accountIdOf(unqualified.owner))
    await bidder.goto(paths.ngoBid(unqualified.bidId))
    await expect(bidder.page.getByText('登记证书在截止日前已经失效。').first()).toBeVisible()
    await look(bidder, 'rejected')
  })

  await test.step('three experts score the two that are left', async () => {
    const judges = await enterExperts(stage, region.id, ['专家甲', '专家乙', '专家丙'])
    await seatJudges(stage, approver, { callId, regionId: region.id, judges })
    const [chair, ...others] = judges
    if (chair === undefined) throw new Error('three were seated')
    await declareNone(stage, chair, callId, left.length)
    await declareAtOnce(stage, others, callId)
    await approver.goto(paths.bureauPanel(callId))
    await press(approver.page, t('panel.bureau.start'))
    await chair.goto(paths.panelReview(callId))
    await press(chair.page, t('review.admitRest'))
    await scoreAtOnce(stage, [chair, ...others], callId, (judge, bidId) =>
      String(bidId === left[0]?.bidId ? 26 - judge : 22 - judge),
    )
    await chair.goto(paths.panel(callId))
    await look(chair, 'chair')
    await freezeAndSign(stage, judges, callId)
  })

  await test.step('the first of the two has the award; the rejected one is on the public page with its reason', async () => {
    await approver.goto(paths.bureauResult(callId))
    await fill(approver.page, { reasons: '综合得分第一，方案可行，报价合理。' })
    await press(approver.page, t('award.decide.submit'))
    await letNoticePass(stage, callId)
    await approver.goto(paths.bureauResult(callId))
    await press(approver.page, t('award.notice.award', { count: 1 }))
    const award = await db.award.findFirstOrThrow({ where: { callId }, select: { bidId: true } })
    expect(award.bidId).toBe(left[0]?.bidId)
    const reader = await stage.anonymous()
    await reader.goto(paths.callResult(story.callNo))
    for (const { organization } of left) await expect(reader.page.getByText(organization.name).first()).toBeVisible()
    await look(reader, 'result')
  })
})
