import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { accountIdOf } from '#tests/support/scenes.ts'
import { projectRunning } from '../acts/scene.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { type Actor, expect, test } from '../stage.ts'

test('a third party evaluates, the supplier is heard, another confirms, and everybody sees it', async ({ stage }) => {
  const { t, db } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `evaluation-${name}`)
  const { projectId, certifier, bureau, evaluator: told } = await projectRunning(stage)
  const { projectNo } = await db.project.findUniqueOrThrow({ where: { id: projectId } })
  const set = await db.evaluationSet.findFirstOrThrow({ where: { code: 'factors' } })
  const today = dayOf(new Date())
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const evaluator = await stage.enterAs(accountIdOf(told))

  await test.step('the officer commissions it, and names who evaluates', async () => {
    await officer.goto(paths.bureauProject(projectId))
    await follow(officer.page, t('evaluation.section.commission'))
    await expectTitle(officer.page, t('evaluation.commission.title'))
    await look(officer, 'commission')
    await fill(officer.page, { setId: set.id, dueOn: addDays(today, 20), agency: '公信评估中心', drawn: '0' })
    await pressInVain(officer.page, t('evaluation.commission.submit'), t('evaluation.refusal.nobody'))
    await officer.page.locator(`[name="appointed"][value="${accountIdOf(told)}"]`).check()
    await press(officer.page, t('evaluation.commission.submit'))
    await expectSaid(officer.page, t('evaluation.toast.commissioned'))
  })

  await test.step('the evaluator declares, and only then reads the file', async () => {
    // The project's page leads to the declaration.
    await evaluator.goto(paths.oversightProject(projectId))
    await expect(evaluator.page.getByRole('heading', { name: t('evaluation.declare.title') })).toBeVisible()
    await evaluator.goto(paths.desk())
    await follow(evaluator.page, t('desk.kind.evaluationToDeclare'))
    await look(evaluator, 'declare')
    await fill(evaluator.page, { tie: 'NONE' })
    await press(evaluator.page, t('evaluation.declare.submit'))
    await expectSaid(evaluator.page, t('evaluation.toast.declared'))
    await look(evaluator, 'work')
  })

  await test.step('scores, visits and signs', async () => {
    await follow(evaluator.page, t('evaluation.work.sheet'))
    for (let index = 0; index < 12; index += 1)
      await fill(evaluator.page, { [`scores[${index}].factor`]: index === 0 ? '80' : '100' })
    await fill(evaluator.page, { 'scores[0].reason': '需求调查样本偏少。', summary: '按计划完成，居民认可。' })
    await look(evaluator, 'sheet')
    await press(evaluator.page, t('evaluation.sheet.saveBack'))
    await fill(evaluator.page, {
      visitedOn: today,
      place: '社区服务站',
      people: '项目主管一名',
      finding: '查看服务台账和场地，记录齐全。',
    })
    await press(evaluator.page, t('evaluation.visit.save'))
    await press(evaluator.page, t('evaluation.sign.submit'))
    await expectSaid(evaluator.page, t('evaluation.toast.submitted'))
  })

  await test.step('the supplier says what it thinks', async () => {
    const supplier = await stage.enterAs(accountIdOf(certifier))
    await supplier.goto(paths.desk())
    await follow(supplier.page, t('desk.kind.evaluationToReply'))
    await look(supplier, 'reply')
    await fill(supplier.page, { text: '没有异议。' })
    await press(supplier.page, t('evaluation.reply.submit'))
    await expectSaid(supplier.page, t('evaluation.toast.replied'))
  })

  await test.step('an approver confirms, and anyone sees the result', async () => {
    const approver = await stage.enterAs(accountIdOf(bureau.approver))
    await approver.goto(paths.desk())
    await follow(approver.page, t('desk.kind.evaluationToConfirm'))
    await look(approver, 'confirm')
    await press(approver.page, t('evaluation.decide.confirm'))
    await expectSaid(approver.page, t('evaluation.toast.confirmed'))
    const anyone = await stage.anonymous()
    await anyone.goto(paths.project(projectNo))
    const shown = anyone.page.getByRole('region', { name: t('evaluation.title') })
    await expect(shown).toContainText('99.00')
    await expect(shown).toContainText(t('evaluation.grade.EXCELLENT'))
    await expect(shown).not.toContainText('评估戊')
    await look(anyone, 'public')
  })
})

test('a resident says what they saw and is answered; an official looks into what goes wrong', async ({ stage }) => {
  const { t, db } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `observation-${name}`)
  const { projectId, certifier, bureau } = await projectRunning(stage)
  const { projectNo } = await db.project.findUniqueOrThrow({ where: { id: projectId } })
  const resident = await stage.enter({ name: '居民' })
  const supplier = await stage.enterAs(accountIdOf(certifier))
  const officer = await stage.enterAs(accountIdOf(bureau.officer))

  await test.step('the resident writes', async () => {
    await resident.goto(paths.project(projectNo))
    await follow(resident.page, t('observation.public.write'))
    await look(resident, 'new')
    await pressInVain(resident.page, t('observation.new.submit'), t('form.required'))
    await fill(resident.page, { text: '活动室下午没有开门，也没有告示。' })
    await press(resident.page, t('observation.new.submit'))
    await expectTitle(resident.page, t('observation.own'))
    await look(resident, 'own')
  })

  await test.step('the supplier answers, the officer shows it', async () => {
    await supplier.goto(paths.desk())
    await follow(supplier.page, t('desk.kind.observationToAnswer', { count: 1 }))
    await supplier.page
      .locator('summary')
      .filter({ hasText: t('observation.answer.open') })
      .click()
    await fill(supplier.page, { answer: '当日停电，今后提前张贴告示。' })
    await press(supplier.page, t('observation.answer.submit'))
    await expectSaid(supplier.page, t('observation.toast.answered'))
    await officer.goto(paths.desk())
    await follow(officer.page, t('desk.kind.observationToShow', { count: 1 }))
    await look(officer, 'list')
    await press(officer.page, t('observation.show'))
    const anyone = await stage.anonymous()
    await anyone.goto(paths.project(projectNo))
    await expect(anyone.page.getByRole('region', { name: t('observation.public.title') })).toContainText(
      '今后提前张贴告示',
    )
  })

  await test.step('the officer looks, takes a warning on and closes it', async () => {
    await officer.goto(paths.bureauWarnings())
    await press(officer.page, t('warning.look'))
    await expectSaid(officer.page, t('warning.toast.looked'))
    await look(officer, 'warnings')
    const row = officer.page
      .getByRole('listitem')
      .filter({ has: officer.page.locator('h3') })
      .first()
    await row
      .locator('summary')
      .filter({ hasText: t('warning.assign') })
      .click()
    await fill(row, { accountId: accountIdOf(bureau.officer) })
    await press(officer.page, t('warning.assign'), row)
    await officer.goto(paths.desk())
    await follow(officer.page, t('desk.kind.warningToHandle', { count: 1 }))
    const taken = officer.page
      .getByRole('listitem')
      .filter({ has: officer.page.locator('h3') })
      .first()
    await taken
      .locator('summary')
      .filter({ hasText: t('warning.close') })
      .click()
    await fill(taken, { reason: '已与机构沟通。' })
    await press(officer.page, t('warning.close'), taken)
    await expectSaid(officer.page, t('warning.toast.closed'))
  })
})
