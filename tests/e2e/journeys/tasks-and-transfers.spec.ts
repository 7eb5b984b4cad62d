import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { accountIdOf, makeBody, makeBureau, makeOfficer, makeRegion, publishedCall } from '#tests/support/scenes.ts'
import { termsFromToday } from '../acts/scene.ts'
import { expectSaid, fill, follow, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('what a department sends down to communities is applied for, decided by another, and public once admitted', async ({
  stage,
}) => {
  const { t, tt, db, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `task-${name}`)
  const scenes = sceneDatabase(stage)
  const office = await makeBureau(scenes)
  const department = await makeBody(scenes, `区统计局${mark}`)
  const clerk = await stage.enterAs(accountIdOf(await makeOfficer(scenes, department)))
  const approver = await stage.enterAs(accountIdOf(office.approver))
  const visitor = await stage.anonymous()
  const elsewhere = await makeRegion(scenes, '310104')
  const today = dayOf(new Date())
  const task = {
    department: '区统计局',
    bodyId: office.body.id,
    kind: 'DATA_REQUEST',
    content: '每月上报常住人口变动表。',
    legalBasis: '《统计法》第七条',
    regionId: office.body.regionId,
    startsOn: addDays(today, 10),
    endsOn: addDays(today, 200),
    fundsFen: '20000',
    shareBps: '80',
    hoursPerMonth: '6',
    formsPerMonth: '1',
  }
  const [monthly, daily] = [`月度人口报表${mark}`, `每日巡查打卡${mark}`]
  const row = ({ page }: Actor, title: string) => page.getByRole('listitem').filter({ hasText: title })
  const apply = async (values: Readonly<Record<string, string>>) => {
    await clerk.page.getByText(t('task.apply.title'), { exact: true }).click()
    await fill(clerk.page, values)
  }

  await test.step('an officer of the department applies; a place of others is refused, nothing typed is lost', async () => {
    await clerk.goto(paths.bureauTaskAdmissions())
    await look(clerk, 'empty')
    await apply({ ...task, title: monthly, regionId: elsewhere.id, endsOn: addDays(today, 5) })
    await pressInVain(clerk.page, t('task.apply.submit'), t('task.refusal.ends-before'))
    await fill(clerk.page, { endsOn: task.endsOn })
    await pressInVain(clerk.page, t('task.apply.submit'), t('task.refusal.other-region'))
    await expect(clerk.page.locator('[name="shareBps"]')).toHaveValue('80')
    await look(clerk, 'apply')
    await fill(clerk.page, { regionId: task.regionId })
    await press(clerk.page, t('task.apply.submit'))
    await expectSaid(clerk.page, t('task.toast.applied'))
    await apply({ ...task, title: daily, kind: 'TASK', fundsFen: '0' })
    await press(clerk.page, t('task.apply.submit'))
    await expect(row(clerk, daily).getByRole('button', { name: t('task.decide.submit') })).toHaveCount(0)
  })

  await test.step('one is decided by the admitting office with reasons, and the department is told', async () => {
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.tasksToDecide', { count: 2 }))
    await expect(approver.page.getByText(t('task.apply.title'), { exact: true })).toHaveCount(0)
    await row(approver, monthly).locator('summary').click()
    await fill(row(approver, monthly), { decision: 'ADMIT' })
    await pressInVain(approver.page, t('task.decide.submit'), t('task.decide.reason'), row(approver, monthly))
    await look(approver, 'decide')
    await fill(row(approver, monthly), { reason: '有法律依据，工作量可以承受。' })
    await press(approver.page, t('task.decide.submit'), row(approver, monthly))
    await expectSaid(approver.page, t('task.toast.decided'))
    const told = await db.message.findMany({ where: { toAddress: clerk.email, template: 'taskDecided' } })
    expect(told).toMatchObject([{ values: { taskTitle: monthly, outcomeKey: 'task.admitted' } }])
  })

  await test.step('the other is withdrawn; a third is refused, and only what was admitted is public', async () => {
    await clerk.page.reload()
    await press(clerk.page, t('task.withdraw'), row(clerk, daily))
    await expectSaid(clerk.page, t('task.toast.withdrawn'))
    await expect(row(clerk, daily)).toHaveCount(0)
    const third = `重复台账${mark}`
    await apply({ ...task, title: third })
    await press(clerk.page, t('task.apply.submit'))
    await approver.page.reload()
    await row(approver, third).locator('summary').click()
    await fill(row(approver, third), { decision: 'REFUSE', reason: '与已有报表重复。' })
    await press(approver.page, t('task.decide.submit'), row(approver, third))
    await expectSaid(approver.page, t('task.toast.decided'))
    await look(approver, 'board')
    await visitor.goto(paths.taskAdmissions())
    await expect(row(visitor, monthly)).toContainText('有法律依据，工作量可以承受。')
    for (const title of [daily, third]) await expect(row(visitor, title)).toHaveCount(0)
    await look(visitor, 'public')
  })
})

test('a function handed over is entered by one, confirmed by another, and shows the call that buys it', async ({
  stage,
}) => {
  const { t, tt, db, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `transfer-${name}`)
  const scenes = sceneDatabase(stage)
  const { callNo, call, bureau } = await publishedCall(scenes, {
    now: new Date().toISOString(),
    title: `养老机构等级评定服务${mark}`,
    ...termsFromToday(),
  })
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const approver = await stage.enterAs(accountIdOf(bureau.approver))
  const visitor = await stage.anonymous()
  const today = dayOf(new Date())
  const [title, mistaken] = [`养老机构等级评定${mark}`, `录错的事项${mark}`]
  const item = {
    content: '受理、评定、复核和公布养老机构等级。',
    department: '区民政局',
    recipient: '养老服务行业协会',
    documentNo: `民发〔2026〕${mark}`,
    decidedOn: addDays(today, -30),
    startsOn: addDays(today, -10),
  }
  const row = ({ page }: Actor, of: string) => page.getByRole('listitem').filter({ hasText: of })

  await test.step('an officer enters two; it cannot start before its document', async () => {
    await officer.goto(paths.bureauTransfers())
    await look(officer, 'empty')
    await fill(officer.page, { ...item, title, startsOn: addDays(today, -60) })
    await pressInVain(officer.page, t('transfer.board.submit'), t('transfer.refusal.starts-before'))
    await expect(officer.page.locator('[name="content"]')).toHaveValue(item.content)
    await look(officer, 'refused')
    await fill(officer.page, { startsOn: item.startsOn })
    await press(officer.page, t('transfer.board.submit'))
    await expectSaid(officer.page, t('transfer.toast.entered'))
    await fill(officer.page, { ...item, title: mistaken })
    await press(officer.page, t('transfer.board.submit'))
    await expect(officer.page.getByRole('button', { name: t('transfer.board.confirm') })).toHaveCount(0)
    await press(officer.page, t('transfer.board.withdraw'), row(officer, mistaken))
    await expectSaid(officer.page, t('transfer.toast.withdrawn'))
    await expect(row(officer, mistaken)).toHaveCount(0)
  })

  await test.step('it is public once another person has confirmed it', async () => {
    await visitor.goto(paths.functionTransfers())
    await expect(row(visitor, title)).toHaveCount(0)
    await approver.goto(paths.desk())
    await follow(approver.page, tt('desk.kind.transfersToConfirm', { count: 1 }))
    await expect(approver.page.getByRole('button', { name: t('transfer.board.submit') })).toHaveCount(0)
    await look(approver, 'confirm')
    await press(approver.page, t('transfer.board.confirm'), row(approver, title))
    await expectSaid(approver.page, t('transfer.toast.confirmed'))
  })

  await test.step('a call of the body is linked to it; a number that is not the body’s is not', async () => {
    await officer.page.reload()
    await row(officer, title).getByText(t('transfer.board.link'), { exact: true }).first().click()
    await fill(row(officer, title), { callNo: 'GYH-2020-0001' })
    await pressInVain(officer.page, t('transfer.board.link'), t('transfer.refusal.other-call'), row(officer, title))
    await look(officer, 'link')
    await fill(row(officer, title), { callNo })
    await press(officer.page, t('transfer.board.link'), row(officer, title))
    await expectSaid(officer.page, t('transfer.toast.linked'))
    await visitor.page.reload()
    await look(visitor, 'public')
    await row(visitor, title).getByRole('link', { name: call.title }).click()
    await expect(visitor.page.getByRole('heading', { level: 1, name: call.title })).toBeVisible()
    expect(await db.functionTransferCall.count({ where: { callId: call.id } })).toBe(1)
  })
})
