import { addDays, dayOf, yearOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { accountIdOf } from '#tests/support/scenes.ts'
import { makeCity, makeRegistry } from '#tests/support/scenes-standing.ts'
import { expectSaid, expectTitle, fill, follow, press, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('a city sets a target and counts towards it, and gives out its tasks', async ({ stage }) => {
  test.setTimeout(180_000)
  const { t, tt, mark, db } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `indicators-${name}`)
  const today = dayOf(new Date())
  const year = yearOf(today)
  const code = `8${String(parseInt(stage.mark, 16) % 100_000).padStart(5, '0')}`
  const city = await makeCity(sceneDatabase(stage), code, `指标市${mark}`, `Indicator City ${mark}`)
  const registry = await makeRegistry(sceneDatabase(stage), city.id)
  const officer = await stage.enterAs(accountIdOf(registry.officer))
  const approver = await stage.enterAs(accountIdOf(registry.approver))
  const visitor = await stage.anonymous()

  await test.step('an officer enters a target with its document, an approver confirms it', async () => {
    await officer.goto(paths.bureauIndicators())
    await fill(officer.page, {
      regionId: city.id,
      indicatorCode: 'REGISTERED_ORGANIZATIONS',
      what: 'TARGET',
      year: String(year + 1),
      value: '20',
      documentTitle: '社会组织发展规划',
      documentNo: `市府发${mark}`,
    })
    await look(officer, 'enter')
    await press(officer.page, t('regional.form.submit'))
    await expectSaid(officer.page, t('regional.toast.entered'))
    await visitor.goto(paths.indicatorsOf(code))
    await expect(visitor.page.getByText(tt('regional.target', { year: year + 1 }))).toHaveCount(0)
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.regionalEntered', { count: 1 }))
    await press(approver.page, t('regional.board.confirm'))
    await expectSaid(approver.page, t('regional.toast.confirmed'))
  })

  await test.step('anybody reads the target, what is counted, the definition, and takes the file', async () => {
    await visitor.goto(paths.indicatorsOf(code))
    await expect(visitor.page.getByText(tt('regional.target', { year: year + 1 }))).toBeVisible()
    await expect(visitor.page.getByText(tt('regional.towards', { percent: 0 }))).toBeVisible()
    await look(visitor, 'public')
    const file = await visitor.page.request.get(
      `${new URL(visitor.page.url()).origin}${paths.indicatorsFile(code, 'csv')}`,
    )
    expect(file.status()).toBe(200)
    expect(await file.text()).toContain(`市府发${mark}`)
  })

  const title = `建设孵化基地${mark}`
  await test.step('a task is proposed, issued, worked on and closed, and the public list says so', async () => {
    await officer.goto(paths.bureauResponsibilities())
    await fill(officer.page, {
      title,
      content: '年底前建成并投入使用。',
      documentNo: `市府发${mark}`,
      leadId: registry.body.id,
      dueOn: addDays(today, 30),
    })
    await look(officer, 'propose')
    await press(officer.page, t('assignment.form.submit'))
    await expectSaid(officer.page, t('assignment.toast.proposed'))
    const { id } = await db.assignment.findFirstOrThrow({ where: { title } })
    await approver.goto(paths.bureauResponsibility(id))
    await press(approver.page, t('assignment.issue'))
    await expectSaid(approver.page, t('assignment.toast.issued'))
    await officer.goto(paths.bureauResponsibility(id))
    await fill(officer.page, { text: '已建成并投入使用。', isFinished: true })
    await look(officer, 'note')
    await press(officer.page, t('assignment.note.submit'))
    await expectSaid(officer.page, t('assignment.toast.noted'))
    await approver.goto(paths.bureauResponsibility(id))
    await approver.page.getByText(t('assignment.end.close'), { exact: true }).first().click()
    await fill(approver.page, { result: '按期建成。' })
    await press(approver.page, t('assignment.end.close'))
    await expectSaid(approver.page, t('assignment.toast.closed'))
    await visitor.goto(paths.responsibilities())
    await look(visitor, 'responsibilities')
    await visitor.goto(paths.responsibility(id))
    await expectTitle(visitor.page, title)
    await expect(visitor.page.getByText('按期建成。')).toBeVisible()
  })
})
