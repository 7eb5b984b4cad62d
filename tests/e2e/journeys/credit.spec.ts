import { dayOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { makeBidder } from '#tests/support/bid-scenes.ts'
import { accountIdOf, publishedCall } from '#tests/support/scenes.ts'
import { termsFromToday } from '../acts/scene.ts'
import { expectSaid, expectTitle, fill, follow, press, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('a listed organization learns why it cannot bid, puts it right, and bids again', async ({ stage }) => {
  const { t, tt, db, mark } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `credit-${name}`)
  const { bureau, callNo } = await publishedCall(scenes, { now: new Date().toISOString(), ...termsFromToday() })
  await db.body.update({ where: { id: bureau.body.id }, data: { duties: ['PURCHASE', 'REGISTRY'] } })
  const name = `晨光为老服务中心${mark}`
  const bidder = await makeBidder(scenes, name)
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const approver = await stage.enterAs(accountIdOf(bureau.approver))
  const owner = await stage.enterAs(accountIdOf(bidder.owner))
  const visitor = await stage.anonymous()
  const lookUp = async (state: 'REGULAR' | 'ABNORMAL') => {
    await visitor.goto(paths.credit())
    await fill(visitor.page, { q: name })
    await visitor.page.getByRole('button', { name: t('credit.search') }).click()
    const row = visitor.page.getByRole('listitem').filter({ hasText: name }).first()
    await expect(row).toContainText(t(`credit.state.${state}`))
  }

  await test.step('an official of the registry enters a record, and another confirms it', async () => {
    await lookUp('REGULAR')
    await officer.goto(paths.organizationCredit(bidder.id))
    await follow(officer.page, t('credit.form.title'))
    await look(officer, 'enter')
    await fill(officer.page, {
      kind: 'ANNUAL_REPORT_LATE',
      happenedOn: dayOf(new Date()),
      legalBasis: '社会组织信用信息管理办法第十一条第一项',
      documentNo: `民社信〔2026〕${mark}`,
      summary: '2025 年度工作报告逾期未报送，经书面通知仍未补报。',
      needsRectification: true,
    })
    await press(officer.page, t('credit.form.submit'))
    await expectSaid(officer.page, t('credit.toast.entered'))
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.creditToConfirm', { count: 1 }))
    await look(approver, 'board')
    await press(approver.page, t('credit.board.confirm'))
    await expectSaid(approver.page, t('credit.toast.confirmed'))
  })

  await test.step('anybody reads it, and the organization is told why it cannot bid', async () => {
    await lookUp('ABNORMAL')
    await look(visitor, 'found')
    await follow(visitor.page, name)
    await expect(visitor.page.getByText(t('credit.effect.BID.BAR'))).toBeVisible()
    await look(visitor, 'standing')
    await owner.goto(paths.call(callNo))
    await expect(owner.page.getByText(t('bid.ineligible.credit-listed'))).toBeVisible()
    await look(owner, 'cannot-bid')
    await follow(owner.page, t('credit.see'))
  })

  await test.step('it applies for repair, the registry verifies, and it bids', async () => {
    await owner.page.getByText(t('credit.request.title')).click()
    await fill(owner.page, { kind: 'REPAIR', statement: '年度工作报告已经补报，受理回执编号 2026-118。' })
    await look(owner, 'apply')
    await press(owner.page, t('credit.request.submit'))
    await expectSaid(owner.page, t('credit.toast.requested'))
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.creditToDecide', { count: 1 }))
    await approver.page.getByText(t('credit.board.decide'), { exact: true }).first().click()
    await fill(approver.page, { decision: 'GRANT', reason: '已收到补报材料，核实无误。' })
    await look(approver, 'decide')
    await press(approver.page, t('credit.board.decide'))
    await expectSaid(approver.page, t('credit.toast.decided'))
    await lookUp('REGULAR')
    await owner.goto(paths.ngoBidStart(callNo))
    await expect(owner.page.getByText(t('bid.ineligible.credit-listed'))).toHaveCount(0)
    await expectTitle(owner.page, t('bid.start.title'))
  })
})
