import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { draftedBid, makeBidder } from '#tests/support/bid-scenes.ts'
import { accountIdOf, draftedCall, publishedCall } from '#tests/support/scenes.ts'
import { termsOfToday } from '#tests/support/scenes-today.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { expect, type Stage, test } from '../stage.ts'

/** Of this minute, for three weeks. */
const datesOfToday = ({ mark }: Stage) => ({ ...termsOfToday(), title: `社区矫正帮扶服务 ${mark}` })

const item = { hint: '', isRequired: true, maxChars: 100, options: [], columns: [], rowsMax: 5, shownIf: null }
const form = [
  { ...item, kind: 'YES_NO' as const, title: '是否分包' },
  { ...item, kind: 'TEXT' as const, title: '分包给谁', shownIf: { code: 'q1', answer: 'yes' } },
  { ...item, kind: 'ROWS' as const, title: '项目团队', columns: ['姓名', '职责'] },
]

test('a call asks in its own form; the bid answers, with a certificate and a partner', async ({ stage }) => {
  const { t, tt, db, mark, hasJavaScript } = stage
  const scenes = sceneDatabase(stage)
  const dates = datesOfToday(stage)

  await test.step('an officer drafts the form item by item; a condition keeps what it waits for', async () => {
    const { call, bureau } = await draftedCall(scenes, dates)
    const officer = await stage.enterAs(accountIdOf(bureau.officer))
    const { page } = officer
    await officer.goto(paths.bureauCall(call.id))
    await follow(page, t('call.part.form'))
    await see(stage, officer, 'form-draft-empty')
    await follow(page, t('application.draft.add'))
    await fill(page, { kind: 'CHOICE', title: '谁来值守', options: '本机构' })
    await pressInVain(page, t('common.action.save'), tt('application.error.options'))
    await fill(page, { options: '本机构\n专业机构' })
    await press(page, t('common.action.save'))
    await follow(page, t('application.draft.add'))
    await fill(page, { title: '哪家机构', shownIf: 'q1=专业机构' })
    await see(stage, officer, 'form-draft-item')
    await press(page, t('common.action.save'))
    const rows = page.locator('ol.needs > li')
    await expect(rows).toHaveCount(2)
    await expect(rows.nth(1)).toContainText(t('application.onlyIf', { number: 1, answer: '专业机构' }))
    await pressInVain(page, t('application.draft.removeLabel', { number: 1 }), '哪家机构')
    await press(page, t('application.draft.removeLabel', { number: 2 }))
    await fill(page, { allowsConsortium: true })
    await page.locator('[name="documents"][value="LICENCE"]').check()
    await press(page, t('common.action.save'))
    await see(stage, officer, 'form-draft')
  })

  const { call } = await publishedCall(scenes, {
    ...dates,
    form,
    documents: ['LICENCE'],
    allowsConsortium: true,
  })
  const lead = await makeBidder(scenes, `领头服务中心${mark}`)
  const partner = await makeBidder(scenes, `同伴服务中心${mark}`)
  const { bidId } = await draftedBid(scenes, call, { bidder: lead, now: dates.now })
  const editor = await stage.enterAs(accountIdOf(lead.editor))
  const { page } = editor

  await test.step('the task list says what is missing; a question appears with the answer it waits for', async () => {
    await editor.goto(paths.ngoBid(bidId))
    await expect(
      page.getByText(tt('bid.problem.document-missing', { document: t('application.documentKind.LICENCE') })),
    ).toBeVisible()
    await see(stage, editor, 'form-tasks')
    await follow(page, t('application.title'))
    await expectTitle(page, t('application.title'))
    await expect(page.locator('[name="form.q2"]')).toBeHidden()
    await fill(page, { 'form.q1': 'yes', 'rows.q3[0].c1': '顾静', 'rows.q3[0].c2': '负责人' })
    if (!hasJavaScript) {
      await press(page, t('application.fill.save'))
      await expect(page.getByText(t('application.toast.moreAsked'))).toBeVisible()
    }
    await fill(page, { 'form.q2': '同心服务社' })
    await press(page, t('application.addRow'))
    await expect(page.locator('[name="form.q2"]')).toHaveValue('同心服务社')
    await see(stage, editor, 'form-fill')
    await press(page, t('application.fill.save'))
    await expectSaid(page, t('bid.toast.saved'))
  })

  await test.step('a certificate is kept in the profile and put into the bid', async () => {
    await editor.goto(paths.ngoOrganization(lead.id))
    await page.getByText(t('application.documents.add'), { exact: true }).click()
    const add = page.locator('form').filter({ has: page.locator('[name="validUntil"]') })
    await fill(add, { kind: 'LICENCE', number: `许可${mark}`, validUntil: addDays(dayOf(new Date()), 365) })
    await add
      .locator('[name="file"]')
      .setInputFiles({ name: 'licence.csv', mimeType: 'text/csv', buffer: Buffer.from(mark) })
    await press(page, t('application.documents.save'), add)
    await expectSaid(page, t('application.toast.documentAdded'))
    await see(stage, editor, 'certificates')
    await editor.goto(paths.ngoBidFiles(bidId))
    await page.locator('[name="documentId"]').selectOption({ index: 1 })
    await press(page, t('application.documents.attach'))
    await see(stage, editor, 'bid-certificates')
  })

  await test.step('a partner is asked and says yes; only then the bid can be sealed', async () => {
    await editor.goto(paths.ngoBidPartners(bidId))
    await fill(page, { who: '没有这个组织', share: '20', work: '回访' })
    await pressInVain(page, t('application.partners.ask'), tt('application.refusal.no-such-partner'))
    await fill(page, { who: partner.name })
    await press(page, t('application.partners.ask'))
    await see(stage, editor, 'partners')
    const other = await stage.enterAs(accountIdOf(partner.owner))
    await other.goto(paths.ngoBids())
    await follow(other.page, call.title)
    await see(stage, other, 'partnership')
    await press(other.page, t('application.partners.accept'))
    await expectSaid(other.page, t('application.toast.partnerConfirmed'))
    // It takes part now: the call tells why it cannot bid by itself.
    await other.goto(paths.call(call.callNo ?? ''))
    await expect(other.page.getByText(tt('bid.ineligible.already-partner'))).toBeVisible()
    await see(stage, other, 'call-cannot-bid')
  })

  await test.step('everything is there to check, and is sealed', async () => {
    const certifier = await stage.enterAs(accountIdOf(lead.certifier))
    await certifier.goto(paths.ngoBidSeal(bidId))
    for (const said of ['同心服务社', '顾静', partner.name])
      await expect(certifier.page.getByText(said).first()).toBeVisible()
    await see(stage, certifier, 'form-check')
    await fill(certifier.page, { isDeclared: true })
    await press(certifier.page, t('bid.seal.submit'))
    await expectTitle(certifier.page, t('bid.sealed.title'))
    expect(await db.bidPlace.count({ where: { callId: call.id } })).toBe(2)
  })
})
