import sharp from 'sharp'
import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { quarterOf } from '#app/domain/quarterly/quarters.ts'
import { paths } from '#app/http/paths.ts'
import { issueAssignment, proposeAssignment } from '#app/services/assignment/assignment.server.ts'
import { recordActivity } from '#app/services/voice/record-activity.server.ts'
import { accountIdOf, makeBureau, makeOrganizationMember, must } from '#tests/support/scenes.ts'
import { projectRunning } from '../acts/scene.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { linkIn } from '../letters.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

const done = '本季度服务正常开展，走访独居老人二十四户，转介高风险对象三户，台账已核对。'

test('a project’s quarter is written, signed by another, given back from both sides, and received', async ({
  stage,
}) => {
  test.setTimeout(180_000)
  const { t, tt, db } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `quarterly-${name}`)
  const { projectId, certifier, bureau } = await projectRunning(stage)
  const project = await db.project.findUniqueOrThrow({ where: { id: projectId } })
  const editor = await makeOrganizationMember(scenes, { id: project.organizationId }, 'EDITOR', '填报人')
  const today = dayOf(new Date())
  const activity = async (title: string, attendance: number) => {
    const typed = { title, heldOn: today, place: '社区食堂', milestoneId: undefined, attendance, hours: 90 }
    const ctx = scenes.contextAt(new Date().toISOString(), editor)
    return must(await recordActivity(ctx, { projectId, ...typed, volunteers: 0, codeCount: 0, photo: undefined }))
      .sessionId
  }
  const [held, wrong] = [await activity('入户探访', 24), await activity('重复记录', 99)]
  const author = await stage.enterAs(accountIdOf(editor))
  const signer = await stage.enterAs(accountIdOf(certifier))
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const visitor = await stage.anonymous()

  await test.step('a photograph is added later; what is no picture is refused', async () => {
    await author.goto(paths.ngoActivity(projectId, held))
    await pressInVain(author.page, t('activity.addPhoto'), t('form.fileMissing'))
    const input = author.page.locator('input[type="file"]')
    await input.setInputFiles({ name: '签到.csv', mimeType: 'text/csv', buffer: Buffer.from('一,二\n') })
    await pressInVain(author.page, t('activity.addPhoto'), t('activity.refusal.not-a-photo'))
    const buffer = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#27a' } })
      .jpeg()
      .toBuffer()
    await input.setInputFiles({ name: '现场.jpg', mimeType: 'image/jpeg', buffer })
    await press(author.page, t('activity.addPhoto'))
    await expectSaid(author.page, t('activity.photoAdded'))
    await look(author, 'activity')
  })

  await test.step('what was written down twice is withdrawn and counts no more', async () => {
    await author.goto(paths.ngoActivity(projectId, wrong))
    await pressInVain(author.page, t('activity.withdraw'), t('form.required'))
    await fill(author.page, { reason: '同一次活动记了两遍。' })
    await press(author.page, t('activity.withdraw'))
    await expectSaid(author.page, t('activity.withdrawnToast'))
    await expect(author.page.getByText(t('activity.withdrawnTag'))).toBeVisible()
    await look(author, 'activities')
    await visitor.goto(paths.project(project.projectNo))
    await expect(visitor.page.getByText(tt('activity.public', { sessions: 1, people: 24 }))).toBeVisible()
  })

  const quarter = async (quarterOn: string, words: string) => {
    await author.goto(paths.ngoQuarters(projectId))
    const row = author.page.getByRole('listitem').filter({ has: author.page.locator(`[value="${quarterOn}"]`) })
    await press(author.page, t('quarterly.start'), row)
    await fill(author.page, { done: words })
    await press(author.page, t('quarterly.sendUp'))
    await expectSaid(author.page, t('quarterly.toast.sentUp'))
    const where = { projectId, quarterOn: new Date(quarterOn) }
    return (await db.quarterlyReport.findFirstOrThrow({ where })).id
  }

  await test.step('a quarter that still runs cannot be signed off', async () => {
    await author.goto(paths.desk())
    await follow(author.page, tt('desk.kind.quarterlyToWrite', { count: 0 }))
    await look(author, 'quarters')
    const running = await quarter(quarterOf(today), done)
    await expect(author.page.getByText(t('quarterly.waitsLead'))).toBeVisible()
    await expect(author.page.getByRole('button', { name: t('quarterly.step.signOff') })).toHaveCount(0)
    await signer.goto(paths.ngoQuarterly(running))
    await pressInVain(signer.page, t('quarterly.step.signOff'), t('quarterly.refusal.not-over'))
    await look(signer, 'not-over')
  })

  const last = quarterOf(addDays(quarterOf(today), -1))
  const report = await quarter(last, done)
  await test.step('the certifier wants it changed, and says what', async () => {
    await signer.goto(paths.ngoQuarterly(report))
    const giveBack = signer.page.locator('summary', { hasText: t('quarterly.giveBack') })
    await giveBack.click()
    await pressInVain(signer.page, t('quarterly.giveBack'), t('form.required'))
    await fill(signer.page, { reason: '请写明转介到哪里。' })
    await press(signer.page, t('quarterly.giveBack'))
    await expect(signer.page.getByText(t('quarterly.toast.givenBack'))).toBeVisible()
    await author.page.goto(await linkIn(stage, author.email, 'quarterlyReturned'))
    await expect(author.page.getByText('请写明转介到哪里。')).toBeVisible()
    await author.goto(paths.ngoQuarterly(report))
    await expect(author.page.locator('[name="done"]')).toHaveValue(done)
    await look(author, 'given-back')
    await fill(author.page, { done: `${done}转介到街道。`, plans: '继续走访。' })
    await press(author.page, t('quarterly.sendUp'))
  })
  const signOff = async () => {
    await signer.goto(paths.ngoQuarterly(report))
    await press(signer.page, t('quarterly.step.signOff'))
    await expectSaid(signer.page, t('quarterly.toast.signed'))
  }
  await test.step('signed, the purchasing body gives it back once and then receives it', async () => {
    await signOff()
    await officer.goto(paths.desk())
    await follow(officer.page, tt('desk.kind.quarterlyToReceive', { count: 0 }))
    await look(officer, 'to-receive')
    await officer.page.locator('summary', { hasText: t('quarterly.giveBack') }).click()
    await fill(officer.page, { reason: '补' })
    await pressInVain(officer.page, t('quarterly.giveBack'), /./)
    await expect(officer.page.locator('[name="reason"]')).toHaveValue('补')
    await fill(officer.page, { reason: '请补写支出说明。' })
    await press(officer.page, t('quarterly.giveBack'))
    await expectSaid(officer.page, t('quarterly.toast.givenBack'))
    await author.goto(paths.ngoQuarterly(report))
    await fill(author.page, { problems: '食材涨价，支出略高。' })
    await press(author.page, t('quarterly.sendUp'))
    await signOff()
    await officer.goto(paths.bureauQuarterly(report))
    await press(officer.page, t('quarterly.step.receive'))
    await expectSaid(officer.page, t('quarterly.toast.received'))
    await look(officer, 'received')
    await officer.goto(paths.bureauQuarters(projectId))
    await look(officer, 'bureau-quarters')
    await author.goto(paths.ngoQuarterly(report))
    await expect(author.page.getByText(t('quarterly.state.RECEIVED')).first()).toBeVisible()
  })
})

test('a lead reports each quarter: one writes, another signs, the office receives; a task may be dropped', async ({
  stage,
}) => {
  const { t, tt, db, mark } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `lead-${name}`)
  const office = await makeBureau(scenes)
  const lead = await makeBureau(scenes)
  const now = new Date().toISOString()
  const title = `社区助餐点建设${mark}`
  const { assignmentId } = must(
    await proposeAssignment(scenes.contextAt(now, office.officer), {
      bodyId: office.body.id,
      leadId: lead.body.id,
      coIds: [],
      title,
      content: '年底前建成五个助餐点。',
      documentNo: `府办发${mark}`,
      dueOn: addDays(dayOf(new Date()), 60),
    }),
  )
  must(await issueAssignment(scenes.contextAt(now, office.approver), { assignmentId, version: 1 }))
  // It was issued in the quarter before this one.
  await db.$transaction([
    db.$executeRaw`ALTER TABLE assignment DISABLE TRIGGER USER`,
    db.$executeRaw`UPDATE assignment SET proposed_at = date_trunc('quarter', now()) - interval '41 days',
      issued_at = date_trunc('quarter', now()) - interval '40 days' WHERE id = ${assignmentId}::uuid`,
    db.$executeRaw`ALTER TABLE assignment ENABLE TRIGGER USER`,
  ])
  const author = await stage.enterAs(accountIdOf(lead.officer))
  const signer = await stage.enterAs(accountIdOf(lead.approver))
  const receiver = await stage.enterAs(accountIdOf(office.officer))
  const closer = await stage.enterAs(accountIdOf(office.approver))
  const visitor = await stage.anonymous()

  await test.step('the lead’s officer finds the quarter owed and writes; too short is not enough', async () => {
    await author.goto(paths.desk())
    await follow(author.page, tt('desk.kind.assignmentReportToWrite', { count: 0 }))
    await look(author, 'task')
    const owed = author.page.getByRole('listitem').filter({ hasText: t('assignment.overdue') })
    await press(author.page, t('quarterly.start'), owed)
    await expectSaid(author.page, t('quarterly.toast.started'))
    await fill(author.page, { done: '短' })
    await pressInVain(author.page, t('assignment.report.sendUp'), tt('assignment.refusal.report-short', { min: 20 }))
    await expect(author.page.locator('[name="done"]')).toHaveValue('短')
    await fill(author.page, { done, problems: '两处房屋未移交。' })
    await press(author.page, t('quarterly.save'))
    await expectSaid(author.page, t('quarterly.toast.saved'))
    await look(author, 'writing')
    await press(author.page, t('assignment.report.sendUp'))
    await expectSaid(author.page, t('assignment.toast.sentUp'))
    await expect(author.page.getByText(t('assignment.report.waitsLead'))).toBeVisible()
    await look(author, 'waits')
  })
  const { id } = await db.assignmentReport.findFirstOrThrow({ where: { assignmentId } })

  await test.step('the reviewer gives it back with a reason, then signs', async () => {
    await signer.goto(paths.desk())
    await follow(signer.page, tt('desk.kind.assignmentReportToSign', { count: 0 }))
    await signer.page.locator('summary', { hasText: t('quarterly.giveBack') }).click()
    await pressInVain(signer.page, t('quarterly.giveBack'), t('form.required'))
    await look(signer, 'give-back')
    await fill(signer.page, { reason: '请写明哪两处。' })
    await press(signer.page, t('quarterly.giveBack'))
    await expectSaid(signer.page, t('quarterly.toast.givenBack'))
    await author.page.goto(await linkIn(stage, author.email, 'assignmentReportReturned'))
    await expect(author.page.getByText('请写明哪两处。')).toBeVisible()
    await author.goto(paths.bureauResponsibilityReport(id))
    await fill(author.page, { problems: '东门、西门两处房屋未移交。' })
    await press(author.page, t('assignment.report.sendUp'))
    await signer.goto(paths.bureauResponsibilityReport(id))
    await press(signer.page, t('quarterly.step.signOff'))
    await expectSaid(signer.page, t('quarterly.toast.signed'))
    await look(signer, 'signed')
  })

  await test.step('the office receives it', async () => {
    await receiver.goto(paths.desk())
    await follow(receiver.page, tt('desk.kind.assignmentReportToReceive', { count: 0 }))
    await look(receiver, 'to-receive')
    await press(receiver.page, t('quarterly.step.receive'))
    await expectSaid(receiver.page, t('quarterly.toast.received'))
  })

  await test.step('the task is dropped with a reason that everybody reads', async () => {
    await closer.goto(paths.bureauResponsibility(assignmentId))
    await closer.page.locator('summary', { hasText: t('assignment.end.drop') }).click()
    await pressInVain(closer.page, t('assignment.end.drop'), t('form.required'))
    await fill(closer.page, { result: '并入全市助餐计划，不再单列。' })
    await press(closer.page, t('assignment.end.drop'))
    await expectSaid(closer.page, t('assignment.toast.dropped'))
    await look(closer, 'dropped')
    await visitor.goto(paths.responsibility(assignmentId))
    await expectTitle(visitor.page, title)
    await expect(visitor.page.getByText('并入全市助餐计划，不再单列。')).toBeVisible()
    await expect(visitor.page.getByText('东门、西门两处房屋未移交。')).toHaveCount(0)
    await look(visitor, 'public')
  })
})
