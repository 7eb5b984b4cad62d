import { accountCode } from '#app/domain/ledger/accounts.ts'
import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { accountIdOf, must, sceneMilestones } from '#tests/support/scenes.ts'
import { awardAtOnce, noticeAtOnce } from '../acts/award.ts'
import { conformAtOnce, declareAtOnce, enterExperts, scoreAtOnce, signAtOnce, startAtOnce } from '../acts/panel.ts'
import { openedToday } from '../acts/scene.ts'
import { expectSaid, fill, follow, letNoticePass, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

// Who is chosen sends the contract back and will not sign (条例 art. 49): the award is revoked, the next in rank has the place after a
// notice of its own, drops out too, and with nobody left the call ends and its money is back in the fund.
const prices = [47_000_000n, 45_000_000n] as const
const refusal = '本单位人员变动，无力按期履行，不再签订合同。'
const note = '中选单位来函明确拒绝签订合同，已两次催告。'

test('an award is revoked, its place is filled, and a call with nobody left ends', async ({ stage }) => {
  const { db, t, mark } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `revocation-${name}`)
  const started = dayOf(new Date())
  const story = await openedToday(stage, {
    title: `社区长者食堂助餐服务 ${mark}`,
    startsOn: addDays(started, 45),
    endsOn: addDays(started, 240),
    milestones: sceneMilestones.map((milestone, index) => ({
      ...milestone,
      dueOn: addDays(started, 90 + 60 * index),
    })),
    bidders: prices.map((priceFen, index) => ({ name: `${index === 0 ? '晴川' : '知行'}助餐服务社${mark}`, priceFen })),
  })
  const { id: callId, bodyId, fundId } = story.call
  const [first, second] = story.bids
  if (first === undefined || second === undefined) throw new Error('two were opened')
  const region = await db.region.findFirstOrThrow({ where: { bodies: { some: { id: bodyId } } } })
  const judges = await enterExperts(stage, region.id, ['专家甲', '专家乙', '专家丙'])
  const balance = async (code: string) => {
    const account = await db.ledgerAccount.findUnique({ where: { code } })
    return (account?.postedCredit ?? 0n) - (account?.postedDebit ?? 0n)
  }
  const fund = accountCode.fund(fundId ?? '')
  const inFundBefore = (await balance(fund)) + (await balance(accountCode.callBudget(callId)))

  const awarded = await test.step('a bid is first, awarded, and its contract offered', async () => {
    await startAtOnce(stage, story, judges)
    await declareAtOnce(stage, judges, callId)
    await conformAtOnce(stage, judges, callId)
    await scoreAtOnce(stage, judges, callId, (judge, bidId) => String((bidId === first.bidId ? 28 : 22) - judge))
    await signAtOnce(stage, judges, callId)
    await noticeAtOnce(stage, story)
    const [award] = await awardAtOnce(stage, story)
    if (award === undefined) throw new Error('one was awarded')
    const contract = await db.contract.findUniqueOrThrow({ where: { id: award.contractId } })
    const ctx = scenes.contextAt(new Date().toISOString(), story.bureau.approver)
    must(await offerContract(ctx, { projectId: award.projectId, version: contract.version }))
    return award
  })
  const officer = await stage.enterAs(accountIdOf(story.bureau.officer))
  const approver = await stage.enterAs(accountIdOf(story.bureau.approver))
  const certifier = await stage.enterAs(accountIdOf(first.certifier))
  const reader = await stage.anonymous()

  await test.step('its certifier sends the contract back: it will not sign', async () => {
    await certifier.goto(paths.ngoProject(awarded.projectId))
    await certifier.page.getByText(t('contract.giveBack'), { exact: true }).first().click()
    await fill(certifier.page, { reason: refusal })
    await press(certifier.page, t('contract.giveBack'))
    await approver.goto(paths.bureauProject(awarded.projectId))
    await expect(approver.page.getByText(refusal).first()).toBeVisible()
  })

  const revoking = async (code: string, why: string) => {
    const { page } = approver
    await approver.goto(paths.bureauResult(callId))
    await page.locator('summary', { hasText: t('award.awards.revoke') }).click()
    await fill(page, { code, note: why })
    await press(page, t('award.awards.revoke'))
    await expectSaid(page, t('award.toast.revoked'))
  }
  await test.step('the approver revokes; without a reason the page says so and keeps the note', async () => {
    await officer.goto(paths.bureauResult(callId))
    await expect(officer.page.getByText(t('award.awards.title'))).toBeVisible()
    await expect(officer.page.getByText(t('award.awards.revoke'), { exact: true })).toHaveCount(0)
    await approver.goto(paths.bureauResult(callId))
    await expect(approver.page.getByText(refusal)).toBeVisible()
    await approver.page.locator('summary', { hasText: t('award.awards.revoke') }).click()
    await fill(approver.page, { note })
    await pressInVain(approver.page, t('award.awards.revoke'), t('award.awards.code'))
    await expect(approver.page.locator('[name="note"]')).toHaveValue(note)
    await look(approver, 'refused')
    expect(await db.award.count({ where: { callId, revokedAt: { not: null } } })).toBe(0)
    await revoking('refusedToSign', note)
    await look(approver, 'result-revoked')
  })

  await test.step('money, project and bid follow; nothing is said to have been paid', async () => {
    expect(await balance(accountCode.award(awarded.awardId))).toBe(0n)
    expect(await balance(accountCode.callBudget(callId))).toBe(prices[0])
    expect(await db.$queryRaw`SELECT * FROM ledger_drift`).toEqual([])
    const project = await db.project.findUniqueOrThrow({ where: { id: awarded.projectId } })
    expect(project.state).toBe('TERMINATED')
    expect((await db.bid.findUniqueOrThrow({ where: { id: first.bidId } })).state).toBe('LOST')
    await reader.goto(paths.project(project.projectNo))
    await expect(reader.page.getByText(t('award.revocation.refusedToSign')).first()).toBeVisible()
    await expect(reader.page.getByText(t('project.figures.released'))).toHaveCount(0)
    await expect(reader.page.getByText(note)).toHaveCount(0)
    await look(reader, 'project-public')
    await approver.goto(paths.bureauProject(awarded.projectId))
    await expect(approver.page.getByText(t('project.revokedTag')).first()).toBeVisible()
    await look(approver, 'project-bureau')
    await reader.goto(paths.organization(first.organization.id))
    await expect(reader.page.getByText(project.projectNo)).toHaveCount(0)
  })

  await test.step('who was chosen reads why, in a letter and on its page; nothing is left to sign', async () => {
    const letters = await db.message.findMany({ where: { template: 'awardRevoked', toAddress: certifier.email } })
    expect(letters.map(({ values }) => (values as { reason: string }).reason)).toEqual([note])
    await certifier.goto(paths.ngoBidResult(first.bidId))
    await expect(certifier.page.getByText(note)).toBeVisible()
    await look(certifier, 'own-revoked')
    await certifier.goto(paths.ngoProject(awarded.projectId))
    await expect(certifier.page.getByText(t('contract.revoked'))).toBeVisible()
    await expect(certifier.page.getByRole('button', { name: t('contract.sign'), exact: true })).toHaveCount(0)
    await look(certifier, 'project-ngo')
  })

  await test.step('in public nobody has the award; the buyer’s desk says that a place is free', async () => {
    await reader.goto(paths.callResult(story.callNo))
    await expect(reader.page.getByText(t('award.result.figures.nobody'), { exact: true })).toBeVisible()
    await look(reader, 'result-public')
    await approver.goto(paths.desk())
    await expect(approver.page.getByRole('link', { name: t('desk.kind.placeToFill') })).toBeVisible()
    await look(approver, 'desk')
    await follow(approver.page, t('desk.kind.placeToFill'))
  })

  await test.step('the next in rank stands on notice, and has the place when it is over', async () => {
    const { page } = approver
    const form = page.locator('form', { has: page.getByRole('button', { name: t('award.promotion.submit') }) })
    await fill(form, { reasons: '递补' })
    await pressInVain(page, t('award.promotion.submit'), t('award.promotion.reasons'), form)
    await expect(form.locator('[name="reasons"]')).toHaveValue('递补')
    await fill(form, { reasons: '原中选单位拒绝签订合同，按名次由第二名递补。' })
    await press(page, t('award.promotion.submit'), form)
    await look(approver, 'promoted')
    expect(await db.message.count({ where: { template: 'reservePromoted' } })).toBeGreaterThan(0)
    await reader.goto(paths.callResult(story.callNo))
    await expect(reader.page.getByRole('heading', { name: t('award.notice.kind.PROMOTION') })).toBeVisible()
    await letNoticePass(stage, callId)
    await approver.goto(paths.bureauResult(callId))
    await press(page, t('award.notice.award', { count: 1 }))
    const standing = await db.award.findMany({ where: { callId, revokedAt: null } })
    expect(standing.map(({ bidId, amountFen }) => ({ bidId, amountFen }))).toEqual([
      { bidId: second.bidId, amountFen: prices[1] },
    ])
    expect(await balance(fund)).toBe(inFundBefore - prices[1])
    await reader.goto(paths.callResult(story.callNo))
    await look(reader, 'result-second')
  })

  await test.step('it drops out too: nobody is left, and the call ends with its money back in the fund', async () => {
    const { page } = approver
    await revoking('droppedOut', '递补单位来函放弃中选资格。')
    await look(approver, 'nobody-left')
    await pressInVain(page, t('award.promotion.endSubmit'), t('award.promotion.endReason'))
    await fill(page, { reason: '两家中选单位先后放弃，没有可以递补的单位，将重新征集。' })
    await press(page, t('award.promotion.endSubmit'))
    await look(approver, 'ended')
    expect(await db.call.findUniqueOrThrow({ where: { id: callId } })).toMatchObject({
      state: 'FAILED',
      endCode: 'NO_AGREEMENT',
    })
    expect(await balance(fund)).toBe(inFundBefore)
    expect(await db.$queryRaw`SELECT * FROM ledger_drift`).toEqual([])
    await approver.goto(paths.desk())
    await expect(page.getByRole('link', { name: t('desk.kind.placeToFill') })).toHaveCount(0)
    await reader.goto(paths.call(story.callNo))
    await expect(reader.page.getByText(t('call.endCode.NO_AGREEMENT')).first()).toBeVisible()
    await look(reader, 'call-ended')
  })
})
