import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { accountIdOf, sceneMilestones } from '#tests/support/scenes.ts'
import { noticeAtOnce } from '../acts/award.ts'
import { conformAtOnce, declareAtOnce, enterExperts, scoreAtOnce, startAtOnce } from '../acts/panel.ts'
import { openedToday } from '../acts/scene.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { type Actor, expect, test } from '../stage.ts'

// Five experts score alone; one of them is tied to the first bid. Once every sheet is in the chair opens it for discussion, one expert
// scores it again, it overtakes the other, and what was said is signed with the result. One signs in dissent.
const why = '讨论中核实了社工证书和上门频次，方案比初看时扎实。'
const minutes = '核对了人员资质与上门频次，多数认为可行；E2 说明理由后再评。'
const dissent = '我认为健康监测安排仍然偏弱，保留意见。'

test('a bid is discussed, scored again, and signed with its minutes', async ({ stage }) => {
  const { db, t, tt, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `discussion-${name}`)
  const started = dayOf(new Date())
  const story = await openedToday(stage, {
    title: `高龄独居老人照护服务（可讨论） ${mark}`,
    startsOn: addDays(started, 45),
    endsOn: addDays(started, 240),
    milestones: sceneMilestones.map((milestone, index) => ({ ...milestone, dueOn: addDays(started, 90 + 60 * index) })),
    scoring: { isBlind: false, reasons: 'EVERY', allowsDiscussion: true },
    bidders: ['晴川', '知行'].map((name, index) => ({
      name: `${name}照护服务社${mark}`,
      priceFen: index === 0 ? 47_000_000n : 45_000_000n,
    })),
  })
  const { id: callId, bodyId } = story.call
  const [bid, other] = story.bids
  if (bid === undefined || other === undefined) throw new Error('two were opened')
  const region = await db.region.findFirstOrThrow({ where: { bodies: { some: { id: bodyId } } } })
  const judges = await enterExperts(
    stage,
    region.id,
    ['一', '二', '三', '四', '五'].map((number) => `专家${number}`),
  )
  const [chair, second, third, , tied] = judges
  if (chair === undefined || second === undefined || third === undefined || tied === undefined)
    throw new Error('five were seated')
  const untied = judges.filter((judge) => judge !== tied)
  const here = paths.panelDiscussion(callId, bid.bidId)

  await test.step('while one sheet is owed nothing can be discussed', async () => {
    await startAtOnce(stage, story, judges)
    await declareAtOnce(stage, untied, callId)
    await declareAtOnce(stage, [tied], callId, [bid.bidId])
    await conformAtOnce(stage, judges, callId)
    const pointsOf = (_: number, bidId: string) => (bidId === bid.bidId ? '24' : '25')
    const early = judges.filter((judge) => judge !== third)
    await scoreAtOnce(stage, early, callId, pointsOf)
    await chair.goto(paths.panel(callId))
    await expect(chair.page.getByText(t('panel.discussion.nothing'))).toBeVisible()
    await expect(chair.page.getByText(t('panel.page.notYet'))).toBeVisible()
    await chair.goto(here)
    await pressInVain(chair.page, t('panel.discussion.open'), tt('discussion.refusal.sheets-first'))
    await expect(chair.page.getByText(t('panel.discussion.marks'))).toHaveCount(0)
    await scoreAtOnce(stage, [third], callId, pointsOf)
  })

  await test.step('the chair opens it; its judges see it and each other’s first scores, the tied one is shown out', async () => {
    await chair.goto(paths.panel(callId))
    await expect(chair.page.getByText(t('panel.discussion.allIn'))).toBeVisible()
    await look(chair, 'chair-all-in')
    await chair.page.locator(`a[href$="${here}"]`).first().click()
    await press(chair.page, t('panel.discussion.open'))
    await expectSaid(chair.page, t('panel.toast.discussionOpened'))
    await look(chair, 'chair-open')
    await second.goto(paths.panels())
    await expect(second.page.getByText(t('panel.inbox.next.discuss'))).toBeVisible()
    await look(second, 'inbox')
    await second.goto(paths.panel(callId))
    await look(second, 'judge-panel')
    await second.goto(paths.panelBid(callId, bid.bidId))
    await look(second, 'judge-desk')
    await second.goto(paths.panel(callId))
    await follow(second.page, t('panel.discussion.join'))
    await expect(second.page.getByRole('columnheader', { name: /^E[1-4]/ })).toHaveCount(4)
    await expect(second.page.getByRole('button', { name: t('panel.discussion.close'), exact: true })).toHaveCount(0)
    await tied.goto(paths.panel(callId))
    await expect(tied.page.getByText(t('panel.discussion.hidden')).first()).toBeVisible()
    await look(tied, 'tied')
    await tied.goto(here)
    await expectTitle(tied.page, tt('refusal.not-found'))
  })

  await test.step('a judge scores again, whole and with a reason; the first score stays beside it', async () => {
    const { page } = second
    const again = t('panel.discussion.againSubmit')
    await fill(page, { reason: why })
    await pressInVain(page, again, tt('discussion.refusal.same-points'))
    await expect(page.locator('[name="reason"]')).toHaveValue(why)
    await fill(page, { 'scores[0].points': '30', 'scores[1].points': '48', reason: '' })
    await pressInVain(page, again, t('panel.discussion.reason'))
    await expect(page.locator('[name="scores[1].points"]')).toHaveValue('48')
    await look(second, 'again-refused')
    await fill(page, { reason: why })
    await press(page, again)
    await expectSaid(page, t('panel.toast.scoredAgain'))
    await expect(page.locator('#marks ~ * s')).toHaveText(['24', '24'])
    await expect(page.locator('#marks ~ * td strong')).toHaveText(['30', '48'])
    await look(second, 'scored-again')
    await second.goto(paths.panelBid(callId, bid.bidId))
    await expect(page.getByText(why)).toBeVisible()
    await look(second, 'judge-desk-second')
    const sheet = await db.scoreSheet.findFirstOrThrow({
      where: { bidId: bid.bidId, seat: { code: 'E2' } },
      include: { scores: true, second: { include: { scores: true } } },
    })
    expect(sheet.scores.map(({ points }) => String(points))).toEqual(['24', '24'])
    expect(sheet.second?.scores.map(({ points }) => String(points)).sort()).toEqual(['30', '48'])
  })

  await test.step('nothing is frozen while it is discussed, nor before there are minutes', async () => {
    const { page } = chair
    await chair.goto(paths.panel(callId))
    await expect(page.getByText(tt('discussion.refusal.open'))).toBeVisible()
    await third.goto(here)
    await fill(third.page, { 'scores[0].points': '10', reason: '我还没有说完，这里有不同看法。' })
    await chair.goto(here)
    await press(page, t('panel.discussion.close'))
    await look(chair, 'chair-closed')
    await third.page.getByRole('button', { name: t('panel.discussion.againSubmit'), exact: true }).click()
    // The form is gone; what was written in it is not.
    const gone = third.page.getByRole('alert')
    await expect(gone).toContainText(tt('discussion.refusal.over'))
    await expect(gone).toContainText('我还没有说完，这里有不同看法。')
    await look(third, 'too-late')
    await chair.goto(paths.panel(callId))
    await expect(page.getByText(tt('discussion.refusal.minutes-first'))).toBeVisible()
    await expect(page.getByRole('button', { name: t('panel.page.close'), exact: true })).toHaveCount(0)
    await chair.goto(here)
    await fill(page, { text: '可行' })
    await pressInVain(page, t('panel.discussion.writeSubmit'), t('panel.discussion.minute'))
    await expect(page.locator('[name="text"]')).toHaveValue('可行')
    await fill(page, { text: minutes })
    await press(page, t('panel.discussion.writeSubmit'))
    await expect(page.getByText(minutes)).toBeVisible()
    await look(chair, 'chair-minutes')
  })

  await test.step('the scores are frozen; every member signs the minutes too, one in dissent with a reason', async () => {
    await chair.goto(paths.panel(callId))
    await press(chair.page, t('panel.page.close'))
    for (const judge of judges) {
      await judge.goto(paths.panelSigning(callId))
      const sees = judge === tied ? expect(judge.page.getByText(minutes)).toHaveCount(0) : undefined
      await (sees ?? expect(judge.page.getByText(minutes)).toBeVisible())
      if (judge === third) {
        await fill(judge.page, { agrees: 'no' })
        await pressInVain(judge.page, t('panel.signing.sign'), tt('result.refusal.dissent-reason'))
        await fill(judge.page, { dissent })
      }
      if (judge === chair) await look(judge, 'signing')
      await press(judge.page, t('panel.signing.sign'))
    }
    const result = await db.result.findFirstOrThrow({ where: { callId }, include: { signatures: true } })
    expect(result.signedAt).not.toBeNull()
    expect(new Set(result.signatures.map(({ minutesSha256 }) => minutesSha256))).toEqual(
      new Set([result.minutesSha256]),
    )
    const { results } = result.record as {
      results: { bids: { id: string; rank: number; criterionMeans: Record<string, string> }[] }
    }
    const counted = results.bids.find(({ id }) => id === bid.bidId)
    // (24 + 30 + 24 + 24) / 4 and (24 + 48 + 24 + 24) / 4: the tied judge gave none.
    expect([counted?.rank, counted?.criterionMeans['c1'], counted?.criterionMeans['c2']]).toEqual([1, '25.50', '30.00'])
  })

  await test.step('the buyer’s report and the bidder’s own page say so; the public sees the means', async () => {
    const approver = await stage.enterAs(accountIdOf(story.bureau.approver))
    await approver.goto(paths.bureauReport(callId))
    for (const text of [minutes, why, dissent]) await expect(approver.page.getByText(text).first()).toBeVisible()
    await look(approver, 'report')
    await noticeAtOnce(stage, story)
    const owner = await stage.enterAs(accountIdOf(bid.owner))
    await owner.goto(paths.ngoBidResult(bid.bidId))
    await expect(owner.page.getByText(why)).toBeVisible()
    await look(owner, 'own-result')
    const reader = await stage.anonymous()
    await reader.goto(paths.callResult(story.callNo))
    await expect(reader.page.getByText('25.50').first()).toBeVisible()
    await expect(reader.page.getByText(why)).toHaveCount(0)
  })
})
