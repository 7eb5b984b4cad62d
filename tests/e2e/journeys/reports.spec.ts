import sharp from 'sharp'
import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { accountIdOf } from '#tests/support/scenes.ts'
import { projectRunning } from '../acts/scene.ts'
import { expectTitle, fill, press, pressInVain, see } from '../hands.ts'
import { type Actor, expect, test } from '../stage.ts'

test('activities make the report, which is accepted in part', async ({ stage }) => {
  const { t, db } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `reports-${name}`)
  const { projectId, certifier, bureau } = await projectRunning(stage)
  const milestone = await db.milestone.findFirstOrThrow({ where: { projectId, position: 1 } })
  const supplier = await stage.enterAs(accountIdOf(certifier))
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const picture = async (background: string) =>
    sharp({ create: { width: 640, height: 480, channels: 3, background } })
      .jpeg()
      .toBuffer()

  await test.step('an activity is written down with a photograph, and a broken one is refused', async () => {
    await supplier.goto(paths.ngoActivities(projectId))
    await fill(supplier.page, { title: '入户探访', place: '社区食堂', attendance: '24', hours: '1.5' })
    const choose = async (buffer: Buffer) =>
      supplier.page.locator('input[type="file"]').setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer })
    const whole = await picture('#2a7')
    await choose(whole.subarray(0, 300))
    await pressInVain(supplier.page, t('activity.save'), t('form.pictureBroken'))
    await choose(whole)
    await press(supplier.page, t('activity.save'))
    await expect(supplier.page.getByText('入户探访').first()).toBeVisible()
    await look(supplier, 'activities')
  })

  await test.step('the report is written with typed evidence and handed in', async () => {
    await supplier.goto(paths.ngoMilestone(milestone.id))
    await press(supplier.page, t('report.start'))
    await fill(supplier.page, { title: '签到表', kind: 'ATTENDANCE' })
    await supplier.page
      .locator('input[type="file"]')
      .setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer: await picture('#a33') })
    await press(supplier.page, t('report.upload'))
    await look(supplier, 'draft')
    await fill(supplier.page, { narrative: '首月供餐正常，每日三餐按时供应，已完成食材溯源台账。' })
    const figure = supplier.page.locator('[name="figures[0].actual"]')
    if ((await figure.count()) > 0) await figure.fill('12')
    await press(supplier.page, t('report.submit'))
  })

  await test.step('the officer judges it part by part and accepts a part', async () => {
    await officer.goto(paths.bureauMilestone(milestone.id))
    await fill(officer.page, { 'evidence[0].mark': 'DOES_NOT_COUNT' })
    await pressInVain(officer.page, t('report.review.save'), t('report.review.sayWhy'))
    await fill(officer.page, { 'evidence[0].mark': 'DOES_NOT_COUNT', 'evidence[0].reason': '看不清日期。' })
    await press(officer.page, t('report.review.save'))
    await look(officer, 'review')
    await officer.page.getByText(t('report.review.acceptPart'), { exact: true }).first().click()
    await fill(officer.page, {
      percent: '60',
      rest: 'supplement',
      dueOn: addDays(dayOf(new Date()), 30),
    })
    const part = officer.page.locator('form').filter({ has: officer.page.locator('[name="percent"]') })
    await fill(part, { reason: '签到与累计数对不上，请逐日核对后补交。' })
    await press(officer.page, t('report.review.acceptPart'))
    expect((await db.milestone.findUniqueOrThrow({ where: { id: milestone.id } })).state).toBe('ACCEPTED')
    await look(officer, 'accepted-in-part')
  })

  await test.step('the supplier sees what was found, and the rest as a milestone of its own', async () => {
    await supplier.goto(paths.ngoMilestone(milestone.id))
    await expect(supplier.page.getByText('看不清日期。').first()).toBeVisible()
    const rest = await db.milestone.findFirstOrThrow({ where: { supplementsId: milestone.id } })
    await supplier.goto(paths.ngoMilestone(rest.id))
    await expect(supplier.page.getByRole('button', { name: t('report.start'), exact: true })).toBeVisible()
  })

  await test.step('the quarter is written about and handed to the certifier', async () => {
    await supplier.goto(paths.ngoQuarters(projectId))
    await look(supplier, 'quarters')
    await press(supplier.page, t('quarterly.start'))
    await fill(supplier.page, { done: '短' })
    await pressInVain(supplier.page, t('quarterly.sendUp'), t('quarterly.refusal.done-short', { min: 20 }))
    await fill(supplier.page, { done: '本季度供餐正常，每日三餐按时供应，完成食材溯源台账，走访二十四人。' })
    await press(supplier.page, t('quarterly.sendUp'))
    await look(supplier, 'quarterly')
    await officer.goto(paths.bureauLate())
    await expectTitle(officer.page, t('quarterly.board.title'))
    await look(officer, 'late')
  })
})
