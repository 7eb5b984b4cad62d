import { execFileSync } from 'node:child_process'
import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { paths } from '#app/http/paths.ts'
import { admitRest } from '#app/services/panel/review-bid.server.ts'
import { reviewBudget } from '#app/services/venture/review-budget.server.ts'
import { accountIdOf, must, sceneMilestones } from '#tests/support/scenes.ts'
import { declareAtOnce, doerOf, enterExperts, freezeAndSign, scoreAtOnce, seatJudges } from '../acts/panel.ts'
import { openedToday } from '../acts/scene.ts'
import { fill, letNoticePass, letPitchesPass, press, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

// 公益创投: thirty organizations apply, two groups of judges of unlike severity are made comparable, twelve are funded under the
// budget, one of them steps back, and the next in rank has its place.
const applications = 30
const funded = 12
const askedFen = 4_500_000n

test('thirty applications, two groups, twelve awards, a reserve', async ({ stage }) => {
  const { db, t, mark } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `venture-${name}`)
  const started = dayOf(new Date())
  const story = await openedToday(stage, {
    title: `睦邻友好公益创投 ${mark}`,
    method: 'VENTURE_CALL',
    instrument: 'VENTURE_GRANT',
    budget: toFen(askedFen * BigInt(funded) + 1_000_000n),
    ceiling: toFen(5_000_000n),
    startsOn: addDays(started, 90),
    endsOn: addDays(started, 330),
    milestones: sceneMilestones.map((milestone, index) => ({
      ...milestone,
      dueOn: addDays(started, 150 + index * 90),
    })),
    criteria: [{ title: '方案', guidance: '', kind: 'SUBJECTIVE', points: '100', answerLimit: 1500 }],
    scoring: {
      isBlind: false,
      reasons: 'EVERY',
      calibration: { dropHigh: 1, dropLow: 1, meanDecimals: 4, coefficientDecimals: 4, decimals: 2 },
    },
    bidders: Array.from({ length: applications }, (_, index) => ({
      name: `第${index + 1}互助社${mark}`,
      priceFen: askedFen,
    })),
  })
  const { id: callId, bodyId } = story.call
  const region = await db.region.findFirstOrThrow({ where: { bodies: { some: { id: bodyId } } } })
  const officer = await stage.enterAs(accountIdOf(story.bureau.officer))
  const approver = await stage.enterAs(accountIdOf(story.bureau.approver))
  const reader = await stage.anonymous()

  await test.step('all are found eligible, and no budget is cut', async () => {
    await officer.goto(paths.bureauReview(callId))
    await press(officer.page, t('review.admitRest'))
    const ctx = scenes.contextAt(new Date().toISOString(), story.bureau.officer)
    const dueAt = new Date(Date.now() + 3 * 86_400_000)
    for (const { bidId } of story.bids)
      must(await reviewBudget(ctx, { bidId, dueAt, lines: [{ approvedFen: askedFen, reason: '' }] }))
    await officer.goto(paths.bureauStages(callId))
    await look(officer, 'stages')
  })

  await test.step('a lot sets the order of the pitches, which are held', async () => {
    const tomorrow = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 16)
    await officer.goto(paths.bureauPitch(callId))
    await fill(officer.page, { startsAt: tomorrow, minutes: '10', place: '区社会组织服务园二楼' })
    await press(officer.page, t('venture.pitch.set'))
    await look(officer, 'pitch')
    expect(await db.pitchSlot.count({ where: { callId } })).toBe(applications)
    await letPitchesPass(stage, callId)
  })

  const judges = await enterExperts(
    stage,
    region.id,
    [1, 2, 3, 4, 5, 6].map((number) => `专家${number}`),
  )
  await test.step('six experts sit in two groups; a lot allots the applications', async () => {
    await seatJudges(stage, approver, { callId, regionId: region.id, judges })
    const { page } = approver
    await approver.goto(paths.bureauPanel(callId))
    await fill(page, { groups: '2' })
    await press(page, t('panel.group.save'))
    for (const index of judges.keys()) await fill(page, { [`seats[${index}].group`]: index < 3 ? 'A' : 'B' })
    await press(page, t('panel.group.save'))
    await press(page, t('panel.group.draw'))
    await look(approver, 'groups')
    await press(page, t('panel.bureau.start'))
    expect(await db.bidAllotment.count({ where: { bid: { callId } } })).toBe(applications)
  })

  await test.step('the second group is harsher by a fifth; calibration takes it out', async () => {
    await declareAtOnce(stage, judges, callId)
    for (const judge of judges) {
      const ctx = scenes.contextAt(new Date().toISOString(), await doerOf(stage, judge))
      await admitRest(ctx, { callId, stage: 'CONFORMITY' })
    }
    const merit = new Map(story.bids.map(({ bidId }, index) => [bidId, 95 - index]))
    await scoreAtOnce(stage, judges, callId, (judge, bidId) => {
      const points = (merit.get(bidId) ?? 0) - (judge % 3)
      return judge < 3 ? String(points) : (points * 0.8).toFixed(1)
    })
    await freezeAndSign(stage, judges, callId)
  })

  await test.step('twelve are funded, and the public sees both groups’ means and coefficients', async () => {
    await approver.goto(paths.bureauResult(callId))
    await expect(approver.page.locator('[name^="amounts["][name$=".amount"]')).toHaveCount(funded)
    await fill(approver.page, { reasons: '按校准后得分从高到低，在预算内资助十二个项目。' })
    await look(approver, 'result')
    await press(approver.page, t('award.decide.submit'))
    await reader.goto(paths.callResult(story.callNo))
    const panels = await db.result.findFirstOrThrow({ where: { callId }, select: { record: true } })
    const { results } = panels.record as { results: { panels: { mean: string; coefficient: string }[] } }
    expect(results.panels).toHaveLength(2)
    for (const { coefficient } of results.panels) await expect(reader.page.getByText(coefficient).first()).toBeVisible()
    await look(reader, 'result-public')
    await letNoticePass(stage, callId)
    await approver.goto(paths.bureauResult(callId))
    await press(approver.page, t('award.notice.award', { count: funded }))
    expect(await db.award.count({ where: { callId } })).toBe(funded)
  })

  await test.step('one steps back; the next in rank stands on notice, and has its place', async () => {
    const { page } = approver
    const { id } = await db.award.findFirstOrThrow({ where: { callId }, orderBy: { id: 'desc' } })
    await approver.goto(paths.bureauResult(callId))
    const form = page.locator('form', { has: page.locator(`input[name="awardId"][value="${id}"]`) })
    await page.locator('details', { has: form }).locator('summary').click()
    await fill(form, { code: 'droppedOut', note: '中选单位来函说明人员变动，自愿放弃。' })
    await press(page, t('award.awards.revoke'), form)
    const next = page.locator('form', { has: page.getByRole('button', { name: t('award.promotion.submit') }) })
    await fill(next, { reasons: '原中选单位放弃，按名次递补。' })
    await look(approver, 'promotion')
    await press(page, t('award.promotion.submit'), next)
    await letNoticePass(stage, callId)
    await approver.goto(paths.bureauResult(callId))
    await press(page, t('award.notice.award', { count: 1 }))
    expect(await db.award.count({ where: { callId, revokedAt: null } })).toBe(funded)
    expect(await db.award.count({ where: { callId } })).toBe(funded + 1)
    expect(await db.$queryRaw`SELECT * FROM ledger_drift`).toEqual([])
  })

  await test.step('a stranger computes the whole result again', async () => {
    const answer = await reader.page.request.get(`${stage.siteUrl}${paths.callRecord(story.callNo)}`)
    const input = await answer.body()
    // It throws where the exit code is not 0.
    execFileSync(process.execPath, ['--import', 'tsx', 'app/start/recompute.ts', '-'], { input })
  })
})
