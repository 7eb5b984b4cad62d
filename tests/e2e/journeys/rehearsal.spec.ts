import { localize } from '#app/i18n/locale.ts'
import { paths } from '#app/http/paths.ts'
import { draftedCall, accountIdOf, explainWarnings } from '#tests/support/scenes.ts'
import { type Bidder, makeBidder, sealedBid } from '#tests/support/bid-scenes.ts'
import { scenePassphrase } from '#tests/support/opening-scenes.ts'
import type { SceneBid } from '#tests/support/scenes-panel.ts'
import { scoredToday, termsFromToday } from '../acts/scene.ts'
import { expectSaid, fill, follow, letDeadlinePass, letNoticePass, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

// 演练: a whole call from the draft to the result, among those who were invited; nobody else ever meets it.
test('a rehearsal runs through every step, and strangers never meet it', async ({ stage }) => {
  const { db, t, tt, mark, siteUrl, locale } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `rehearsal-${name}`)
  const now = () => new Date().toISOString()
  const title = `临时救助入户核查${mark}`
  const { call: drafted, bureau } = await draftedCall(scenes, { title, now: now(), ...termsFromToday() })
  const callId = drafted.id
  const invited: Bidder[] = []
  for (const name of ['受邀甲', '受邀乙', '受邀丙']) invited.push(await makeBidder(scenes, `${name}${mark}`))
  const codes = await db.organization.findMany({
    where: { id: { in: invited.map(({ id }) => id) } },
    select: { creditCode: true },
  })
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const approver = await stage.enterAs(accountIdOf(bureau.approver))
  const reader = await stage.anonymous()
  const stranger = await stage.enterAs(accountIdOf((await makeBidder(scenes, `未受邀${mark}`)).owner))
  const later = () => db.call.findUniqueOrThrow({ where: { id: callId } })
  let callNo = ''

  /** What a passer-by and another organization may open: no list says a word, every page of the call is not there. */
  const expectNoTrace = async () => {
    const lists = [paths.home(), paths.calls(), `${paths.search()}?q=${encodeURIComponent('入户核查')}`]
    lists.push(paths.organizations(), paths.projects(), paths.singleSources(), paths.ledgerProof())
    const pages = [paths.call, paths.callOpening, paths.callOpeningRecord, paths.callSealedBids, paths.callResult]
    pages.push((no) => paths.callRecord(no))
    for (const { page } of [reader, stranger]) {
      const read = (path: string) => page.request.get(`${siteUrl}${localize(path, locale)}`)
      for (const path of page === stranger.page ? [...lists, paths.desk(), paths.ngoBids()] : lists) {
        const text = await (await read(path)).text()
        for (const word of [title, callNo, callId]) expect(text, `${path} names it`).not.toContain(word)
      }
      for (const pageOf of pages) expect((await read(pageOf(callNo))).status(), pageOf(callNo)).toBe(404)
    }
    for (const pageOf of [paths.ngoBidStart, paths.ngoQuestions, paths.callRemedy])
      expect(
        (await stranger.page.request.get(`${siteUrl}${localize(pageOf(callNo), locale)}`)).status(),
        pageOf(callNo),
      ).toBe(404)
    expect(await db.event.count({ where: { callId, isPublic: true } })).toBe(0)
    expect(await db.ledgerAccount.count({ where: { code: { contains: callId } } })).toBe(0)
    expect(await db.award.count({ where: { callId } })).toBe(0)
  }

  await test.step('the officer makes the draft a rehearsal; a code nobody has is named, and stays to be mended', async () => {
    const { page } = officer
    await officer.goto(paths.bureauCall(callId))
    await follow(page, t('rehearsal.make'))
    const unknown = `${codes[0]?.creditCode ?? ''}\n52310112NONE`
    await fill(page, { isRehearsal: true, codes: unknown })
    await pressInVain(page, t('rehearsal.save'), tt('rehearsal.refusal.no-organization', { code: '52310112NONE' }))
    await expect(page.locator('[name="codes"]')).toHaveValue(unknown)
    await expect(page.locator('[name="isRehearsal"]:not([type="hidden"])')).toBeChecked()
    await look(officer, 'refused')
    await fill(page, { codes: codes.map(({ creditCode }) => creditCode).join('\n') })
    await press(page, t('rehearsal.save'))
    for (const { name } of invited) await expect(page.getByText(name)).toBeVisible()
    await look(officer, 'invited')
    expect((await later()).title).toBe(`【演练 rehearsal】${title}`)
    await explainWarnings(scenes.contextAt(now(), bureau.officer), callId)
    await officer.goto(paths.bureauCall(callId))
    await look(officer, 'draft')
    await press(page, t('call.action.submit'))
  })

  await test.step('another person starts it; the invited are written to, and nobody else sees it', async () => {
    await approver.goto(paths.bureauCall(callId))
    await look(approver, 'submitted')
    await press(approver.page, t('rehearsal.start'))
    callNo = (await later()).callNo ?? ''
    expect(callNo).toMatch(/^REH-/)
    await look(approver, 'running')
    const letters = await db.message.findMany({
      where: { template: 'rehearsalInvited', values: { path: ['callTitle'], equals: (await later()).title } },
    })
    expect(letters).toHaveLength(9)
    await expectNoTrace()
  })

  const [first] = invited
  if (first === undefined) throw new Error('three were invited')
  const editor = await stage.enterAs(accountIdOf(first.editor))
  await test.step('an invited organization reads what it is, and starts as it would for real', async () => {
    await editor.goto(paths.call(callNo))
    await expect(editor.page.getByText(t('rehearsal.forYou'))).toBeVisible()
    await expect(editor.page.getByText(t('remedy.list.file'))).toHaveCount(0)
    await look(editor, 'call')
    await follow(editor.page, t('call.page.bid'))
    await look(editor, 'bid-start')
  })

  const bids: SceneBid[] = []
  await test.step('three seal; the deadline passes; two keyholders open', async () => {
    for (const [index, bidder] of invited.entries()) {
      const priceFen = String(45_000_000 + index * 500_000)
      const { bidId } = await sealedBid(scenes, await later(), { bidder, now: now(), priceFen })
      bids.push({ bidId, organization: bidder, owner: bidder.owner, certifier: bidder.certifier })
    }
    await editor.goto(paths.ngoBid(bids[0]?.bidId ?? ''))
    await look(editor, 'bid')
    await letDeadlinePass(stage, callId)
    for (const actor of [officer, approver]) {
      await actor.goto(paths.bureauOpening(callId))
      if (actor === officer) await look(officer, 'opening')
      await fill(actor.page, { passphrase: scenePassphrase })
      await press(actor.page, t('bid.opening.confirm'))
    }
    expect((await later()).state).toBe('OPENED')
    await editor.goto(paths.callOpening(callNo))
    await look(editor, 'opening-record')
  })

  await test.step('three experts score and sign; the result stands among the participants', async () => {
    const criteria = await db.criterion.findMany({ where: { callId }, orderBy: { position: 'asc' } })
    const judges = await scoredToday(stage, { call: await later(), bureau, callNo, bids, criteria })
    const [chair] = judges
    await chair?.goto(paths.panel(callId))
    if (chair !== undefined) await look(chair, 'chair')
    await approver.goto(paths.bureauResult(callId))
    await fill(approver.page, { reasons: '演练：综合得分第一。' })
    await look(approver, 'decide')
    await press(approver.page, t('award.decide.submit'))
    await look(approver, 'result')
    for (const actor of [editor, ...(chair === undefined ? [] : [chair])]) {
      await actor.goto(paths.callResult(callNo))
      await expect(actor.page.getByText(t('rehearsal.forYou'))).toBeVisible()
    }
    await look(editor, 'result-participant')
    await expectNoTrace()
  })

  await test.step('its notice is over: nothing can be awarded, and the desk says how it ends', async () => {
    await letNoticePass(stage, callId)
    await approver.goto(paths.desk())
    await expect(approver.page.getByText(t('desk.kind.rehearsalToEnd'))).toBeVisible()
    await approver.goto(paths.bureauResult(callId))
    await expect(approver.page.getByText(t('rehearsal.refusal.no-award'))).toBeVisible()
    await expect(
      approver.page.getByRole('button', { name: t('award.notice.award', { count: 1 }), exact: true }),
    ).toHaveCount(0)
    await look(approver, 'result-over')
  })

  await test.step('the approver ends it with a reason; its participants can still read it', async () => {
    const { page } = approver
    const end = t('rehearsal.end')
    await follow(page, t('rehearsal.toEnd'))
    await page.locator('summary', { hasText: end }).click()
    const form = page.locator('form', { has: page.getByRole('button', { name: end, exact: true }) })
    await pressInVain(page, end, t('form.required'), form)
    await fill(form, { reason: '各方都走完了一遍，下周开始正式征集。' })
    await look(approver, 'ending')
    await press(page, end, form)
    await expectSaid(page, t('rehearsal.toast.ended'))
    expect((await later()).state).toBe('CANCELLED')
    await look(approver, 'ended')
    await editor.goto(paths.call(callNo))
    await expect(editor.page.getByText(t('rehearsal.over')).first()).toBeVisible()
    await look(editor, 'call-ended')
    await expectNoTrace()
    expect(await db.$queryRaw`SELECT * FROM ledger_drift`).toEqual([])
  })
})
