import { paths } from '#app/http/paths.ts'
import { dayOf, addDays } from '#app/domain/shared/day.ts'
import { accountIdOf } from '#tests/support/scenes.ts'
import { paidProject } from '../acts/project.ts'
import { projectRunning } from '../acts/scene.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { type Actor, expect, test } from '../stage.ts'

const voucher = (words: string) => ({
  name: `${words}.pdf`,
  mimeType: 'application/pdf',
  buffer: Buffer.from(`%PDF-1.7\n${words}\n%%EOF`),
})

// Spending: entered with its voucher by one, certified by another, drawn at random, asked about, explained, accepted.
test('spending is entered, certified, sampled and reviewed; anyone reads the sums', async ({ stage }) => {
  const { db, t, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `account-${name}`)
  const { projectId, bureau, winner } = await projectRunning(stage)
  // The scene's project began in May 2026.
  const spentOn = '2026-06-01'
  const owner = await stage.enterAs(accountIdOf(winner.owner))
  const certifier = await stage.enterAs(accountIdOf(winner.certifier))
  const officer = await stage.enterAs(accountIdOf(bureau.officer))

  await test.step('the supplier starts a batch and enters an expense; a day that does not count is said', async () => {
    await owner.goto(paths.ngoProject(projectId))
    await follow(owner.page, t('claim.link'))
    await expectTitle(owner.page, t('claim.title'))
    await fill(owner.page, { fromOn: '2026-05-01', toOn: '2026-06-30' })
    await press(owner.page, t('claim.start'))
    await expectSaid(owner.page, t('claim.toast.started'))
    const lines = await db.budgetLine.count({ where: { projectId } })
    const typed = {
      spentOn: '2026-04-01',
      purpose: '照护记录本',
      payee: `晴川文具店${mark}`,
      kind: 'MATERIAL',
      ...(lines > 0 ? { lineNo: '1' } : {}),
      amount: '128.50',
      invoiceNo: '00112233',
    }
    await fill(owner.page, typed)
    await owner.page.locator('input[type="file"]').setInputFiles(voucher(`凭证${mark}`))
    await pressInVain(owner.page, t('claim.enter'), t('claim.refusal.too-early'))
    await fill(owner.page, { spentOn })
    await owner.page.locator('input[type="file"]').setInputFiles(voucher(`凭证${mark}`))
    await press(owner.page, t('claim.enter'))
    await expectSaid(owner.page, t('claim.toast.entered'))
    await look(owner, 'entering')
    await press(owner.page, t('claim.submit'))
    await expectSaid(owner.page, t('claim.toast.submitted'))
  })

  await test.step('another of its people certifies: it stands on that desk', async () => {
    await certifier.goto(paths.desk())
    await follow(certifier.page, t('desk.kind.spendingToCertify'))
    await press(certifier.page, t('claim.certify'))
    await expectSaid(certifier.page, t('claim.toast.certified'))
  })

  await test.step('the buyer draws a sample and asks', async () => {
    await officer.goto(paths.bureauProject(projectId))
    await follow(officer.page, t('claim.link'))
    await fill(officer.page, { size: '5', seed: mark })
    await press(officer.page, t('claim.sample.draw'))
    await expectSaid(officer.page, t('claim.toast.drawn'))
    await look(officer, 'sample')
    await officer.page.getByRole('link', { name: '照护记录本' }).first().click()
    await look(officer, 'expense')
    const question = officer.page.locator('section', { hasText: t('claim.review.questionLead') })
    await fill(question, { reason: '请补充签收表' })
    await press(officer.page, t('claim.review.question'), question)
    await expectSaid(officer.page, t('claim.toast.questioned'))
  })

  await test.step('it is explained and accepted; the public page has the sums and no payee', async () => {
    await owner.goto(paths.desk())
    await follow(owner.page, t('desk.kind.expenseToExplain'))
    await fill(owner.page, { reason: '签收表已随凭证上传' })
    await press(owner.page, t('claim.sendAnswer'))
    await officer.goto(paths.desk())
    await follow(officer.page, t('desk.kind.expenseToDecide'))
    const accept = officer.page.locator('section', { hasText: t('claim.review.acceptLead') })
    await fill(accept, { reason: '已核对' })
    await press(officer.page, t('claim.review.accept'), accept)
    await expectSaid(officer.page, t('claim.toast.accepted'))
    const { projectNo } = await db.project.findUniqueOrThrow({ where: { id: projectId } })
    const anyone = await stage.anonymous()
    await anyone.goto(paths.project(projectNo))
    const sums = anyone.page.locator('section', { hasText: t('claim.publicLead') })
    await expect(sums).toContainText('¥128.50')
    await expect(anyone.page.locator('main')).not.toContainText(`晴川文具店${mark}`)
    await look(anyone, 'public')
  })
})

// Money that has to come back: proposed, ordered by another, objected to and answered, repaid in two parts.
test('money is ordered back, answered and repaid', async ({ stage }) => {
  const { t, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `account-${name}`)
  const { projectId, bureau, finance, winner } = await paidProject(stage)
  const today = dayOf(new Date())
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const approver = await stage.enterAs(accountIdOf(bureau.approver))
  const certifier = await stage.enterAs(accountIdOf(winner.certifier))
  const treasurer = await stage.enterAs(accountIdOf(finance))

  await officer.goto(paths.bureauProject(projectId))
  await follow(officer.page, t('clawback.title'))
  const typed = { ground: 'MISUSE', amount: '99999999', dueOn: addDays(today, 30), reason: '部分款项用于其他项目' }
  await fill(officer.page, typed)
  await pressInVain(officer.page, t('clawback.propose'), t('clawback.refusal.above-paid'))
  await fill(officer.page, { amount: '1200.01' })
  await press(officer.page, t('clawback.propose'))
  await expectSaid(officer.page, t('clawback.toast.proposed'))

  await approver.goto(paths.desk())
  await follow(approver.page, t('desk.kind.clawbackToDecide'))
  await look(approver, 'ordering')
  await press(approver.page, t('clawback.order'))
  await expectSaid(approver.page, t('clawback.toast.ordered'))

  await certifier.goto(paths.desk())
  await follow(certifier.page, t('desk.kind.clawbackToReturn'))
  await fill(certifier.page, { response: 'OBJECTED' })
  await pressInVain(certifier.page, t('clawback.sendResponse'), t('clawback.refusal.say-why'))
  await fill(certifier.page, { response: 'OBJECTED', note: '该款项用于本项目志愿者' })
  await press(certifier.page, t('clawback.sendResponse'))
  await look(certifier, 'objected')
  await approver.goto(paths.desk())
  await follow(approver.page, t('desk.kind.clawbackObjected'))
  await fill(approver.page, { answer: '名单与签收表不符，维持原决定' })
  await press(approver.page, t('clawback.sendAnswer'))

  await treasurer.goto(paths.bureauClawbacks(projectId))
  await fill(treasurer.page, { amount: '200.01', reference: `HK-${mark}-1` })
  await press(treasurer.page, t('clawback.receive'))
  await expectSaid(treasurer.page, t('clawback.toast.received'))
  await fill(treasurer.page, { amount: '1000.01', reference: `HK-${mark}-2` })
  await pressInVain(treasurer.page, t('clawback.receive'), t('clawback.refusal.above-owed'))
  await fill(treasurer.page, { amount: '1000' })
  await press(treasurer.page, t('clawback.receive'))
  await look(treasurer, 'repaid')
  await expect(treasurer.page.locator('main')).toContainText(t('clawback.state.SETTLED'))
})
