import { addDays, addYears, dayOf, formatDay, yearOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { makeBidder } from '#tests/support/bid-scenes.ts'
import { accountIdOf, makeApprover, publishedCall } from '#tests/support/scenes.ts'
import { makeRegistry, recognizes } from '#tests/support/scenes-standing.ts'
import { cityOf } from '../acts/place.ts'
import { termsFromToday } from '../acts/scene.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('a grade of one city counts in another from the day of the agreement, and not a day before', async ({ stage }) => {
  const { t, tt, mark, locale } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `standing-${name}`)
  const today = dayOf(new Date())
  const shenzhen = await makeRegistry(scenes, (await cityOf(stage, 1, `深圳市${mark}`, `Shenzhen ${mark}`)).id)
  const dongguan = await makeRegistry(scenes, (await cityOf(stage, 2, `东莞市${mark}`, `Dongguan ${mark}`)).id)
  const name = `鹏城社会服务中心${mark}`
  const bidder = await makeBidder(scenes, name)
  await stage.db.organization.update({ where: { id: bidder.id }, data: { regionId: shenzhen.body.regionId } })
  const { callNo } = await publishedCall(scenes, {
    now: new Date().toISOString(),
    bureau: dongguan,
    conditions: {
      conditions: [{ use: 'REQUIRED', kind: 'MINIMUM_RATING', text: '社会组织评估等级 3A 及以上', grade: 3 }],
    },
    ...termsFromToday(),
  })
  const officer = await stage.enterAs(accountIdOf(shenzhen.officer))
  const approver = await stage.enterAs(accountIdOf(shenzhen.approver))
  const owner = await stage.enterAs(accountIdOf(bidder.owner))

  await test.step('the registry of its city enters the grade, and another person confirms it', async () => {
    await officer.goto(paths.organizationStanding(bidder.id))
    await follow(officer.page, t('rating.enter.title'))
    await fill(officer.page, {
      origin: 'OWN',
      grade: '4',
      documentNo: `民社评〔2025〕${mark}`,
      decidedOn: addDays(today, -200),
      validFrom: addDays(today, -200),
      validUntil: addYears(addDays(today, -201), 5),
    })
    await officer.page.locator('[name="file"]').setInputFiles({
      name: '评估结论.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('评估等级 4A'),
    })
    await look(officer, 'enter')
    await press(officer.page, t('credit.form.submit'))
    await expectSaid(officer.page, t('rating.toast.entered'))
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.ratingEntered', { count: 1 }))
    await look(approver, 'board')
    await press(approver.page, t('rating.board.confirm'))
    await expectSaid(approver.page, t('rating.toast.confirmed'))
    await owner.goto(paths.organizationStanding(bidder.id))
    await expect(owner.page.getByText(t('rating.standing.inForce'))).toBeVisible()
    await look(owner, 'public')
  })

  await test.step('in the other city it does not count yet, and its page says why and from when', async () => {
    const values = { grade: 3, held: 4, place: locale === 'en' ? `Shenzhen ${mark}` : `深圳市${mark}` }
    await owner.goto(paths.call(callNo))
    await expect(owner.page.getByText(tt('eligibility.says.RATING_ELSEWHERE', values))).toBeVisible()
    const clerk = await stage.enterAs(accountIdOf(dongguan.officer))
    const head = await stage.enterAs(accountIdOf(dongguan.approver))
    const tomorrow = addDays(today, 1)
    await clerk.goto(paths.bureauRecognition())
    await fill(clerk.page, {
      what: 'RATING',
      issuerRegionId: shenzhen.body.regionId,
      acceptingRegionId: dongguan.body.regionId,
      fromOn: tomorrow,
      title: '两地社会组织评估等级互认协议',
      documentNo: `互认〔2026〕${mark}`,
    })
    await look(clerk, 'recognition-enter')
    await press(clerk.page, t('credit.form.submit'))
    await head.goto(paths.desk())
    await follow(head.page, tt('desk.kind.recognitionEntered', { count: 1 }))
    await press(head.page, t('recognition.confirm'))
    await expectSaid(head.page, t('recognition.toast.confirmed'))
    await owner.goto(paths.call(callNo))
    const dayOn = formatDay(tomorrow, locale)
    await expect(owner.page.getByText(tt('eligibility.says.RATING_COMING', { ...values, dayOn }))).toBeVisible()
    await look(owner, 'coming')
    await owner.goto(paths.recognition())
    await expect(owner.page.getByText(`互认〔2026〕${mark}`)).toBeVisible()
    await look(owner, 'recognition')
  })

  await test.step('from the day of an agreement it counts, and a bid is begun', async () => {
    const now = (actor: Parameters<typeof scenes.contextAt>[1]) => scenes.contextAt(new Date().toISOString(), actor)
    await recognizes(now, dongguan, shenzhen.body.regionId, today, { documentNo: `互认〔2026〕${mark}-2` })
    await owner.goto(paths.organizations() + `?call=${callNo}`)
    await owner.goto(paths.ngoBidStart(callNo))
    await expect(owner.page.getByText(t('bid.ineligible.conditions'))).toHaveCount(0)
    await expectTitle(owner.page, t('bid.start.title'))
  })
})

test('an annual report, from what is due to its conclusion', async ({ stage }) => {
  const { t, tt, mark } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `inspection-${name}`)
  const today = dayOf(new Date())
  const year = yearOf(today) - 1
  const registry = await makeRegistry(scenes, (await cityOf(stage, 3, `惠州市${mark}`, `Huizhou ${mark}`)).id)
  const second = await makeApprover(scenes, registry.body, '审批辛')
  const bidder = await makeBidder(scenes, `惠民服务社${mark}`)
  await stage.db.organization.update({ where: { id: bidder.id }, data: { regionId: registry.body.regionId } })
  const known = {
    name: bidder.name,
    creditCode: null,
    foundedOn: null,
    legalRepresentative: '',
    address: '',
    people: 3,
    grade: null,
    creditState: 'REGULAR',
    projects: [],
    receivedFen: '12000000',
  }
  const content = { incomeFen: '12000000', staff: 3 }
  const dueOn = new Date(`${addDays(today, 7)}T00:00:00Z`)
  await stage.db.annualReport.create({
    data: { organizationId: bidder.id, bodyId: registry.body.id, year, dueOn, known, content },
  })
  const editor = await stage.enterAs(accountIdOf(bidder.editor))
  const certifier = await stage.enterAs(accountIdOf(bidder.certifier))
  const officer = await stage.enterAs(accountIdOf(registry.officer))
  const approver = await stage.enterAs(accountIdOf(registry.approver))

  await test.step('its desk says that it is due, and a member completes what is known', async () => {
    await editor.goto(paths.desk())
    await follow(editor.page, t('desk.kind.annualToHandIn'))
    await expectTitle(editor.page, tt('inspection.yearOf', { year: String(year) }))
    await expect(editor.page.locator('[name="income"]')).toHaveValue('120000.00')
    await fill(editor.page, {
      activities: '全年开展社区助老服务一百二十场。',
      governance: '召开理事会两次，财务制度健全。',
      expense: '110000',
      netAssets: '30000',
    })
    await look(editor, 'write')
    await press(editor.page, t('inspection.form.save'))
    await expectSaid(editor.page, t('inspection.toast.saved'))
  })

  await test.step('whoever answers for it certifies and hands it in; it is given back once', async () => {
    await certifier.goto(paths.ngoAnnualReports(bidder.id))
    await follow(certifier.page, tt('inspection.yearOf', { year: String(year) }))
    await pressInVain(certifier.page, t('inspection.submit.do'), t('inspection.refusal.not-certified'))
    await fill(certifier.page, { certified: true })
    await press(certifier.page, t('inspection.submit.do'))
    await expectSaid(certifier.page, t('inspection.toast.submitted'))
    await officer.goto(paths.desk())
    await follow(officer.page, tt('desk.kind.annualToReview', { count: 1 }))
    await look(officer, 'board')
    await follow(officer.page, bidder.name)
    await officer.page.getByText(t('inspection.giveBack.title')).first().click()
    await fill(officer.page, { reason: '请补充志愿者人数。' })
    await press(officer.page, t('inspection.giveBack.title'))
    await expectSaid(officer.page, t('inspection.toast.returned'))
    await certifier.goto(paths.ngoAnnualReports(bidder.id))
    await follow(certifier.page, tt('inspection.yearOf', { year: String(year) }))
    await expect(certifier.page.getByText('请补充志愿者人数。')).toBeVisible()
    await fill(certifier.page, { volunteers: '24' })
    await press(certifier.page, t('inspection.form.save'))
    await fill(certifier.page, { certified: true })
    await press(certifier.page, t('inspection.submit.do'))
  })

  await test.step('it is reviewed and concluded, public at once, and on the credit record once confirmed', async () => {
    await officer.goto(paths.desk())
    await follow(officer.page, tt('desk.kind.annualToReview', { count: 1 }))
    await follow(officer.page, bidder.name)
    await fill(officer.page, { conclusion: 'PASS', note: '材料齐全，账目清楚。' })
    await look(officer, 'review')
    await press(officer.page, t('inspection.review.save'))
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.annualToConclude', { count: 1 }))
    await follow(approver.page, bidder.name)
    await fill(approver.page, { conclusion: 'PASS', reason: '符合规定。', documentNo: `民社检〔2026〕${mark}` })
    await look(approver, 'conclude')
    await press(approver.page, t('inspection.conclude.do'))
    await expectSaid(approver.page, t('inspection.toast.concluded'))
    const visitor = await stage.anonymous()
    await visitor.goto(paths.organizationStanding(bidder.id))
    await expect(visitor.page.getByText(`民社检〔2026〕${mark}`)).toBeVisible()
    await look(visitor, 'public')
    const other = await stage.enterAs(accountIdOf(second))
    await other.goto(paths.desk())
    await follow(other.page, tt('desk.kind.creditToConfirm', { count: 1 }))
    await press(other.page, t('credit.board.confirm'))
    await expectSaid(other.page, t('credit.toast.confirmed'))
  })
})
