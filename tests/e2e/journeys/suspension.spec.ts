import { paths } from '#app/http/paths.ts'
import { contributeShare } from '#app/services/opening/contribute-share.server.ts'
import { fileRemedy } from '#app/services/award/remedies/file-remedy.server.ts'
import { answerRemedy } from '#app/services/award/remedies/answer-remedy.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { draftedBid, makeBidder, sealedBid } from '#tests/support/bid-scenes.ts'
import { scenePassphrase } from '#tests/support/opening-scenes.ts'
import { accountIdOf, must, publishedCall } from '#tests/support/scenes.ts'
import { sceneBidders } from '#tests/support/scenes-panel.ts'
import { noticedToday, openedToday, scoredToday, termsFromToday } from '../acts/scene.ts'
import { expectSaid, fill, letDeadlinePass, letNoticePass, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

const dayMs = 86_400_000

// A running call stands still, past the deadline that was printed, and goes on with its days given back.
test('a running call is suspended with a reason, and resumed with its days', async ({ stage }) => {
  const { db, t, tt, mark } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `suspension-${name}`)
  const now = () => new Date().toISOString()
  const { call, callNo, bureau } = await publishedCall(scenes, {
    title: `社区助餐点运营服务 ${mark}`,
    now: now(),
    ...termsFromToday(),
  })
  const callId = call.id
  const sealed = await sealedBid(scenes, call, { bidder: await makeBidder(scenes, `已递交中心${mark}`), now: now() })
  const second = await sealedBid(scenes, call, { bidder: await makeBidder(scenes, `另一中心${mark}`), now: now() })
  const draft = await draftedBid(scenes, call, { bidder: await makeBidder(scenes, `编写中心${mark}`), now: now() })
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const approver = await stage.enterAs(accountIdOf(bureau.approver))
  const reader = await stage.anonymous()
  const stop = t('call.suspension.suspend')
  const reason = '收到对资格条件的质疑，核实期间暂停。'
  const later = () => db.call.findUniqueOrThrow({ where: { id: callId } })

  await test.step('an approver gives a reason; without one nothing happens, and what was typed stays', async () => {
    await officer.goto(paths.bureauCall(callId))
    await expect(officer.page.locator('summary', { hasText: stop })).toHaveCount(0)
    const { page } = approver
    await approver.goto(paths.bureauCall(callId))
    await page.locator('summary', { hasText: stop }).click()
    const form = page.locator('form', { has: page.getByRole('button', { name: stop, exact: true }) })
    await pressInVain(page, stop, t('form.required'), form)
    await fill(form, { reason: '质疑' })
    await pressInVain(page, stop, t('form.tooShort'), form)
    await expect(form.locator('[name="reason"]')).toHaveValue('质疑')
    await look(approver, 'refused')
    expect((await later()).suspendedAt).toBeNull()
    await fill(form, { reason })
    await press(page, stop, form)
    await expectSaid(page, t('call.toast.suspended'))
    expect((await later()).suspendedAt).not.toBeNull()
    await look(approver, 'approver')
  })

  await test.step('bidders, who writes as who has sealed, and the keyholders are written to', async () => {
    const letters = await db.message.findMany({
      where: { template: 'callSuspended', values: { path: ['callTitle'], equals: call.title } },
    })
    const told = letters.map(({ toAddress }) => toAddress)
    for (const { email } of [draft.bidder.editor, sealed.bidder.certifier, bureau.officer, bureau.supervisor])
      expect(told).toContain(email)
    expect(new Set(told).size).toBe(told.length)
  })

  await test.step('everybody reads why, and nobody can bid or ask', async () => {
    await reader.goto(paths.call(callNo))
    const { page } = reader
    await expect(page.getByText(reason)).toBeVisible()
    await expect(page.getByText(t('call.suspension.meanwhile'))).toBeVisible()
    await expect(page.locator('#bid')).toHaveCount(0)
    await expect(page.getByRole('link', { name: t('call.questions.ask') })).toHaveCount(0)
    await expect(page.getByText(t('common.time.passed'))).toHaveCount(0)
    await look(reader, 'public')
    await reader.goto(paths.calls())
    const row = page.locator('li', { hasText: call.title }).first()
    await expect(row.getByText(t('call.suspended'))).toBeVisible()
    await officer.goto(paths.bureauCall(callId))
    await expect(officer.page.getByText(t('call.suspension.stands'))).toBeVisible()
    await expect(officer.page.getByRole('button', { name: t('call.suspension.resume') })).toHaveCount(0)
    await look(officer, 'officer')
  })

  await test.step('its deadline goes by on the calendar: nothing is opened, counted or lost', async () => {
    await letDeadlinePass(stage, callId)
    await officer.goto(paths.bureauOpening(callId))
    await expect(officer.page.getByText(t('bid.opening.suspended'))).toBeVisible()
    await expect(officer.page.locator('[name="passphrase"]')).toHaveCount(0)
    await look(officer, 'opening')
    await officer.goto(paths.desk())
    await expect(officer.page.getByText(t('desk.kind.callSuspended'))).toBeVisible()
    await expect(officer.page.getByText(t('desk.kind.callToConfirm'))).toHaveCount(0)
    await reader.goto(paths.call(callNo))
    await expect(reader.page.getByText(t('call.page.bidsLater'))).toBeVisible()
    expect((await reader.page.request.get(`${stage.siteUrl}${paths.callSealedBids(callNo)}`)).status()).toBe(404)
    expect(await db.sealedList.count({ where: { callId } })).toBe(0)

    const editor = await stage.enterAs(accountIdOf(draft.bidder.editor))
    await editor.goto(paths.ngoBids())
    await expect(editor.page.getByText(tt('bid.next.suspended'))).toBeVisible()
    await look(editor, 'bids')
    await editor.goto(paths.ngoBid(draft.bidId))
    await expect(editor.page.getByText(t('bid.tasks.suspended'))).toBeVisible()
    await look(editor, 'bid')
    await editor.goto(paths.ngoBidAnswers(draft.bidId))
    await fill(editor.page, { 'answers.c1': '暂停期间继续补充：已与三个社区签订意向书。' })
    await press(editor.page, t('bid.answers.save'))
    const certifier = await stage.enterAs(accountIdOf(draft.bidder.certifier))
    await certifier.goto(paths.ngoBidSeal(draft.bidId))
    await expect(certifier.page.getByText(t('bid.tasks.suspended'))).toBeVisible()
    await expect(certifier.page.getByRole('button', { name: t('bid.seal.submit') })).toHaveCount(0)
    await look(certifier, 'seal')
    await certifier.goto(paths.ngoBids())
    const owner = await stage.enterAs(accountIdOf(sealed.bidder.owner))
    await owner.goto(paths.ngoBid(sealed.bidId))
    await expect(owner.page.getByText(tt('bid.after.SUSPENDED'))).toBeVisible()
    await look(owner, 'sealed')
  })

  await test.step('an approver resumes it: once, though asked twice; its deadline moves', async () => {
    const before = await later()
    await approver.goto(paths.bureauCall(callId))
    const old = await stage.enterAs(accountIdOf(bureau.approver))
    await old.goto(paths.bureauCall(callId))
    await press(approver.page, t('call.suspension.resume'))
    await expectSaid(approver.page, t('call.toast.resumed', { count: 1 }))
    await look(approver, 'resumed')
    await old.page.getByRole('button', { name: t('call.suspension.resume'), exact: true }).click()
    // The form is gone, and still it is said that nothing was done.
    await expect(old.page.getByRole('alert')).toContainText(t('form.gone'))
    await expect(old.page.getByRole('alert')).toBeInViewport()
    await look(old, 'resumed-twice')
    const after = await later()
    expect(after.suspendedAt).toBeNull()
    expect(after.bidDeadlineAt.getTime()).toBe(before.bidDeadlineAt.getTime() + dayMs)
    expect(await db.callSuspension.findMany({ where: { callId }, select: { reason: true, days: true } })).toEqual([
      { reason, days: 1 },
    ])
    const letters = await db.message.findMany({
      where: { template: 'callResumed', values: { path: ['callTitle'], equals: call.title } },
    })
    expect(letters.length).toBeGreaterThan(0)
    for (const { values } of letters) expect(values).toMatchObject({ deadlineAt: after.bidDeadlineAt.toISOString() })
    await reader.goto(paths.call(callNo))
    await expect(reader.page.locator('#bid')).toBeVisible()
    await expect(reader.page.getByText(reason)).toBeVisible()
    await look(reader, 'public-resumed')
  })

  await test.step('the draft is sealed, the deadline passes, and all three are opened', async () => {
    const { version } = await db.bidDraft.findUniqueOrThrow({ where: { bidId: draft.bidId } })
    const seal = { bidId: draft.bidId, version, retrievalCode: newRetrievalCode() }
    must(await sealBid(scenes.contextAt(now(), draft.bidder.certifier), seal))
    await letDeadlinePass(stage, callId)
    for (const keyholder of [bureau.officer, bureau.approver])
      must(await contributeShare(scenes.contextAt(now(), keyholder), { callId, passphrase: scenePassphrase }))
    const opened = await db.bid.findMany({ where: { callId, state: 'OPENED' }, select: { id: true } })
    expect(opened.map(({ id }) => id).toSorted()).toEqual([sealed.bidId, second.bidId, draft.bidId].toSorted())
  })
})

// The complaint: award and signature wait for the supervisor's decision, and everybody can read that they do.
test('a complaint holds the award back until the supervisor decides', async ({ stage }) => {
  const { db, t, mark } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `complaint-${name}`)
  const story = await openedToday(stage, {
    title: `残疾人就业辅导服务 ${mark}`,
    ...termsFromToday(),
    bidders: sceneBidders.map((bidder) => ({ ...bidder, name: `${bidder.name}${mark}` })),
  })
  await scoredToday(stage, story)
  await noticedToday(stage, story)
  const { call, callNo, bureau, bids } = story
  const callId = call.id
  const at = (doer: typeof bureau.officer) => scenes.contextAt(new Date().toISOString(), doer)
  const [winner, loser] = bids
  if (winner === undefined || loser === undefined) throw new Error('three were opened')
  const told = { subject: '评分依据不一致', facts: '第二项评分与公布的标准不一致，附对照。', request: '请求重新评审。' }
  const { remedyId } = must(
    await fileRemedy(at(loser.owner), {
      callId,
      what: 'OBJECTION',
      stage: 'RESULT',
      organizationId: loser.organization.id,
      ...told,
    }),
  )
  const answer = '经核对，评分与公布的标准一致。'
  must(
    await answerRemedy(at(bureau.officer), {
      remedyId,
      version: 1,
      answer,
      outcome: 'DISMISSED',
      measure: 'NONE',
    }),
  )
  const objector = await stage.enterAs(accountIdOf(loser.owner))
  const approver = await stage.enterAs(accountIdOf(bureau.approver))
  const supervisor = await stage.enterAs(accountIdOf(bureau.supervisor))
  const reader = await stage.anonymous()
  const awarding = t('award.notice.award', { count: 1 })

  await test.step('who is not content complains; without facts nothing is filed, and nothing typed is lost', async () => {
    const { page } = objector
    await objector.goto(paths.remedy(remedyId))
    await fill(page, { subject: '对答复不服', request: '请求撤销结果，重新评审。' })
    await pressInVain(page, t('remedy.complain'), t('form.required'))
    await expect(page.locator('[name="subject"]')).toHaveValue('对答复不服')
    await look(objector, 'refused')
    await fill(page, { facts: '答复没有回应对照表中的第二、第三项差异。' })
    await press(page, t('remedy.complain'))
    await look(objector, 'filed')
  })
  const complaint = await db.remedy.findFirstOrThrow({ where: { callId, kind: 'COMPLAINT' } })

  await test.step('the notice is over, and still nothing is awarded: its page and the public one say why', async () => {
    expect(complaint.suspendsUntil).not.toBeNull()
    await letNoticePass(stage, callId)
    await approver.goto(paths.bureauResult(callId))
    await expect(approver.page.getByText(t('remedy.refusal.suspends'))).toBeVisible()
    await expect(approver.page.getByRole('button', { name: awarding, exact: true })).toHaveCount(0)
    await look(approver, 'result')
    await approver.goto(paths.desk())
    await expect(approver.page.getByText(t('desk.kind.awardHeld'))).toBeVisible()
    await expect(approver.page.getByText(t('desk.kind.awardToMake'))).toHaveCount(0)
    await reader.goto(paths.callResult(callNo))
    const held = reader.page.locator('.notice', { hasText: t('remedy.suspendsUntil', { day: '' }).slice(0, 8) })
    await expect(held).toBeVisible()
    await look(reader, 'public')
    const letters = await db.message.findMany({
      where: { template: 'awardSuspended', values: { path: ['callTitle'], equals: call.title } },
    })
    expect(letters.map(({ toAddress }) => toAddress)).toContain(winner.owner.email)
  })

  await test.step('the supervisor decides: a finding is needed, what was typed stays, and the award is free', async () => {
    const { page } = supervisor
    await supervisor.goto(paths.desk())
    await expect(page.getByText(t('desk.kind.complaintToDecide'))).toBeVisible()
    await supervisor.goto(paths.remedy(complaint.id))
    await look(supervisor, 'decide')
    const decision = '经调查，两项差异均在评分细则允许的范围内，投诉不成立。'
    await fill(page, { answer: decision })
    await pressInVain(page, t('remedy.submitAnswer'), t('form.required'))
    await expect(page.locator('[name="answer"]')).toHaveValue(decision)
    await fill(page, { outcome: 'DISMISSED' })
    await press(page, t('remedy.submitAnswer'))
    await look(supervisor, 'decided')
    await reader.goto(paths.callResult(callNo))
    await expect(reader.page.getByText(decision)).toBeVisible()
    await approver.goto(paths.bureauResult(callId))
    await press(approver.page, awarding)
    const award = await db.award.findFirstOrThrow({ where: { callId }, select: { bidId: true } })
    expect(award.bidId).toBe(winner.bidId)
  })
})
