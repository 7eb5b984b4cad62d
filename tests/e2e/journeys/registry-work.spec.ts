import { addDays, dayOf, formatDay, yearOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { enterRecognition } from '#app/services/rating/recognition.server.ts'
import { makeBidder } from '#tests/support/bid-scenes.ts'
import { accountIdOf, must } from '#tests/support/scenes.ts'
import { makeRegistry, recognizes } from '#tests/support/scenes-standing.ts'
import { cityOf } from '../acts/place.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { linkIn } from '../letters.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('a registry supervises, takes back what was entered wrongly, and ends what it agreed to', async ({ stage }) => {
  const { t, tt, db, mark, locale } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `registry-${name}`)
  const today = dayOf(new Date())
  const nowAs = (actor: Parameters<typeof scenes.contextAt>[1]) => scenes.contextAt(new Date().toISOString(), actor)
  const city = await cityOf(stage, 6, `江门市${mark}`, `Jiangmen ${mark}`)
  const elsewhere = await cityOf(stage, 7, `肇庆市${mark}`, `Zhaoqing ${mark}`)
  const registry = await makeRegistry(scenes, city.id)
  const bidder = await makeBidder(scenes, `惠民服务社${mark}`)
  await db.organization.update({ where: { id: bidder.id }, data: { regionId: city.id } })
  const officer = await stage.enterAs(accountIdOf(registry.officer))
  const approver = await stage.enterAs(accountIdOf(registry.approver))
  const owner = await stage.enterAs(accountIdOf(bidder.owner))
  const visitor = await stage.anonymous()
  const { page } = officer

  await test.step('a report that did not come is proposed as a credit record, and not confirmed', async () => {
    const dueOn = new Date(`${addDays(today, -3)}T00:00:00Z`)
    await db.annualReport.create({
      data: {
        organizationId: bidder.id,
        bodyId: registry.body.id,
        year: yearOf(today) - 1,
        dueOn,
        known: {},
        content: {},
      },
    })
    await officer.goto(paths.bureauInspection())
    await page.getByText(t('inspection.board.propose'), { exact: true }).first().click()
    await fill(page, { summary: '年度工作报告逾期未报送。' })
    await pressInVain(page, t('inspection.board.propose'), t('credit.form.documentNo'))
    await expect(page.locator('[name="summary"]')).toHaveValue('年度工作报告逾期未报送。')
    await look(officer, 'late')
    await fill(page, { documentNo: `民社信〔2026〕${mark}` })
    await press(page, t('inspection.board.propose'))
    await expectSaid(page, t('inspection.toast.proposed'))
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.creditToConfirm', { count: 1 }))
    await approver.page.getByText(t('credit.board.withdraw'), { exact: true }).first().click()
    await pressInVain(approver.page, t('credit.board.withdraw'), t('credit.board.withdrawReason'))
    await fill(approver.page, { reason: '已书面同意延期。' })
    await look(approver, 'credit')
    await press(approver.page, t('credit.board.withdraw'))
    await expectSaid(approver.page, t('credit.toast.withdrawn'))
    await visitor.goto(paths.organizationCredit(bidder.id))
    await expect(visitor.page.getByText(t('credit.eventsNone'))).toBeVisible()
    await officer.goto(paths.bureauInspection())
    await expect(page.getByText(t('inspection.board.propose'), { exact: true }).first()).toBeVisible()
  })

  await test.step('a notice to put right is recorded and read by the organization, by nobody else', async () => {
    await officer.goto(paths.registered(bidder.id))
    await follow(page, t('inspection.supervision.title'))
    await expectTitle(page, tt('inspection.supervision.of', { name: bidder.name }))
    await fill(page, { kind: 'RECTIFICATION_NOTICE', happenedOn: today, summary: '财务制度不健全，限期整改。' })
    await pressInVain(page, t('inspection.supervision.save'), t('credit.form.documentNo'))
    await look(officer, 'supervise')
    await fill(page, { documentNo: `民社改〔2026〕${mark}` })
    await press(page, t('inspection.supervision.save'))
    await expectSaid(page, t('inspection.toast.supervised'))
    await owner.page.goto(await linkIn(stage, owner.email, 'supervised'))
    await expect(owner.page.getByText('财务制度不健全，限期整改。')).toBeVisible()
    await look(owner, 'supervised')
    await visitor.goto(paths.organizationStanding(bidder.id))
    await expect(visitor.page.getByText('财务制度不健全')).toHaveCount(0)
  })

  await test.step('other departments are to supervise together: proposed, and not public', async () => {
    const title = `联合监管${mark}`
    await follow(page, t('assignment.joint.link'))
    await fill(page, { title, content: '联合检查财务与场地安全。', documentNo: `联监〔2026〕${mark}` })
    await fill(page, { leadId: registry.body.id, dueOn: addDays(today, -1) })
    await pressInVain(page, t('assignment.form.submit'), t('assignment.refusal.due-past'))
    await expect(page.locator('[name="title"]')).toHaveValue(title)
    await fill(page, { dueOn: addDays(today, 30) })
    await look(officer, 'joint')
    await press(page, t('assignment.form.submit'))
    await expectSaid(page, t('assignment.toast.proposed'))
    await expectTitle(page, title)
    await look(officer, 'joint-proposed')
    await visitor.goto(paths.responsibilities())
    await expect(visitor.page.getByText(title)).toHaveCount(0)
  })

  await test.step('an agreement is not confirmed; another, in force, ends from a day on', async () => {
    const typed = { title: '两地资格互认', documentNo: `互认〔2026〕${mark}-1` }
    must(
      await enterRecognition(nowAs(registry.officer), {
        bodyId: registry.body.id,
        what: 'QUALIFICATION',
        issuerRegionId: elsewhere.id,
        acceptingRegionId: city.id,
        fromOn: today,
        toOn: undefined,
        file: undefined,
        ...typed,
      }),
    )
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.recognitionEntered', { count: 1 }))
    await press(approver.page, t('recognition.withdraw'))
    await expectSaid(approver.page, t('recognition.toast.withdrawn'))
    await recognizes(nowAs, registry, elsewhere.id, today, { documentNo: `互认〔2026〕${mark}-2` })
    await officer.goto(paths.bureauRecognition())
    await page.getByText(t('recognition.end'), { exact: true }).first().click()
    await fill(page, { endsOn: addDays(today, -1) })
    const end = page.locator('details[open]')
    await fill(end, { documentNo: `互认终〔2026〕${mark}` })
    await pressInVain(page, t('recognition.end'), t('recognition.refusal.end-day'), end)
    await look(officer, 'recognition-end')
    await fill(end, { endsOn: addDays(today, 10) })
    await press(page, t('recognition.end'), end)
    await expectSaid(page, t('recognition.toast.entered'))
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.recognitionEntered', { count: 1 }))
    await look(approver, 'recognition-board')
    await press(approver.page, t('recognition.confirmEnd'))
    await expectSaid(approver.page, t('recognition.toast.confirmed'))
    await visitor.goto(paths.recognition())
    const term = { from: formatDay(today, locale), last: formatDay(addDays(today, 9), locale) }
    await expect(
      visitor.page
        .getByRole('listitem')
        .filter({ hasText: `互认〔2026〕${mark}-2` })
        .first(),
    ).toContainText(tt('recognition.term', term))
    await expect(visitor.page.getByText(`互认〔2026〕${mark}-1`)).toHaveCount(0)
  })

  await test.step('a figure of an indicator is not confirmed, and nobody sees it', async () => {
    await officer.goto(paths.bureauIndicators())
    await fill(page, { regionId: city.id, indicatorCode: 'REGISTERED_ORGANIZATIONS', what: 'TARGET' })
    await fill(page, { year: String(yearOf(today) + 1), value: '很多', documentTitle: '发展规划', documentNo: mark })
    await pressInVain(page, t('regional.form.submit'), t('regional.form.valueForm'))
    await fill(page, { value: '20' })
    await press(page, t('regional.form.submit'))
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.regionalEntered', { count: 1 }))
    await look(approver, 'figure')
    await press(approver.page, t('regional.board.withdraw'))
    await expectSaid(approver.page, t('regional.toast.withdrawn'))
    await expect(approver.page.getByText(t('regional.board.empty'))).toBeVisible()
  })

  await test.step('the phase of a pilot is not confirmed, entered anew, and public', async () => {
    const section = page.locator('section', { has: page.locator('#phase') })
    const documentNo = `试点〔2026〕${mark}`
    await officer.goto(paths.bureauShowcases())
    await fill(section, { regionId: city.id, phase: 'PILOT', documentNo })
    await pressInVain(page, t('showcase.form.submit'), t('showcase.form.fromOn'), section)
    await fill(section, { fromOn: today })
    await look(officer, 'phase')
    await press(page, t('showcase.form.submit'), section)
    await expectSaid(page, t('showcase.toast.entered'))
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.showcasesToConfirm', { count: 1 }))
    await press(approver.page, t('showcase.board.withdraw'))
    await expectSaid(approver.page, t('showcase.toast.withdrawn'))
    await fill(section, { regionId: city.id, phase: 'PILOT', documentNo, fromOn: today })
    await press(page, t('showcase.form.submit'), section)
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.showcasesToConfirm', { count: 1 }))
    await press(approver.page, t('showcase.board.confirm'))
    await expectSaid(approver.page, t('showcase.toast.confirmed'))
    await visitor.goto(paths.showcases())
    await expect(visitor.page.getByText(documentNo)).toBeVisible()
    await look(visitor, 'showcases')
  })
})
