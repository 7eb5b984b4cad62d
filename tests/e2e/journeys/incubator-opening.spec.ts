import { toDateTimeInput } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { accountIdOf, makeBureau, makeOrganization } from '#tests/support/scenes.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { linkIn } from '../letters.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('an incubator is founded and opened, trains, and somebody thinks better of applying', async ({ stage }) => {
  const { t, tt, db, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `opening-${name}`)
  const bureau = await makeBureau(sceneDatabase(stage))
  const organization = await makeOrganization(sceneDatabase(stage), `灯塔助学社${mark}`)
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const owner = await stage.enterAs(accountIdOf(organization.owner))
  const founder = await stage.enter({ name: '发起人' })
  const visitor = await stage.anonymous()
  const names = { nameZh: `灯塔孵化园${mark}`, nameEn: `Lighthouse Incubator ${mark}` }
  const name = stage.locale === 'en' ? names.nameEn : names.nameZh

  const id = await test.step('the office founds it', async () => {
    await officer.goto(paths.bureauIncubators())
    await fill(officer.page, names)
    await pressInVain(officer.page, t('incubator.board.foundDo'), t('form.choice'))
    await expect(officer.page.locator('[name="nameZh"]')).toHaveValue(names.nameZh)
    await fill(officer.page, { regionId: bureau.body.regionId })
    await look(officer, 'found')
    await press(officer.page, t('incubator.board.foundDo'))
    await expectSaid(officer.page, t('incubator.toast.founded'))
    return (await db.incubator.findFirstOrThrow({ where: { nameZh: names.nameZh } })).id
  })

  await test.step('nobody can apply before it has classes; with one it opens', async () => {
    await fill(officer.page, { seats: '20', areaM2: '150', address: '海滨路一号', isOpen: true })
    const kinds = officer.page.locator('[name="kinds"]')
    await kinds.first().check()
    await pressInVain(officer.page, t('incubator.edit.save'), t('incubator.refusal.no-classes'))
    await expect(officer.page.locator('[name="address"]')).toHaveValue('海滨路一号')
    await press(officer.page, t('incubator.edit.addClass'))
    await fill(officer.page, {
      'classes[0].nameZh': '助学',
      'classes[0].nameEn': 'Education',
      'classes[0].quota': '2',
    })
    await look(officer, 'edit')
    await press(officer.page, t('incubator.edit.save'))
    await expectSaid(officer.page, t('incubator.toast.saved'))
    await look(officer, 'board')
    await visitor.goto(paths.incubator(id))
    await expectTitle(visitor.page, name)
    await expect(visitor.page.getByText(t('incubator.open')).first()).toBeVisible()
    await look(visitor, 'public')
  })

  const course = async (title: string) => {
    await officer.goto(paths.bureauIncubator(id))
    await officer.page.getByText(t('incubator.training.plan'), { exact: true }).first().click()
    await fill(officer.page, {
      title,
      startsAt: toDateTimeInput(new Date(Date.now() + 5 * 86_400_000)),
      hours: '3.5',
      place: '一楼教室',
      seats: '4',
    })
    await press(officer.page, t('incubator.training.plan'))
    await expectSaid(officer.page, t('incubator.toast.trainingPlanned'))
    return (await db.incubatorTraining.findFirstOrThrow({ where: { incubatorId: id, title } })).id
  }

  const [heldId, offId] = await test.step('two courses are planned; one without a day is not', async () => {
    await officer.goto(paths.bureauIncubator(id))
    await officer.page.getByText(t('incubator.training.plan'), { exact: true }).first().click()
    await fill(officer.page, { title: '没有日子的课' })
    await pressInVain(officer.page, t('incubator.training.plan'), t('form.required'))
    await expect(officer.page.locator('[name="title"]')).toHaveValue('没有日子的课')
    await look(officer, 'training-refused')
    return [await course('章程怎么写'), await course('怎样记账')] as const
  })

  await test.step('an organization signs up, off, and up again; more people than seats are refused', async () => {
    await owner.goto(paths.incubator(id))
    await follow(owner.page, '章程怎么写')
    await fill(owner.page, { people: '9' })
    await pressInVain(owner.page, t('incubator.training.signUp'), t('incubator.refusal.training-full'))
    await expect(owner.page.locator('[name="people"]')).toHaveValue('9')
    await fill(owner.page, { people: '3' })
    await press(owner.page, t('incubator.training.signUp'))
    await expectSaid(owner.page, t('incubator.toast.signedUp'))
    await look(owner, 'training-signed-up')
    await press(owner.page, t('incubator.training.signOff'))
    await expectSaid(owner.page, t('incubator.toast.signedOff'))
    for (const trainingId of [heldId, offId]) {
      await owner.goto(paths.training(trainingId))
      await fill(owner.page, { people: '2' })
      await press(owner.page, t('incubator.training.signUp'))
    }
    await visitor.goto(paths.training(heldId))
    await expect(visitor.page.getByText(organization.name)).toHaveCount(0)
    await look(visitor, 'training-public')
  })

  await test.step('one is cancelled with a reason, and whoever signed up is told', async () => {
    await officer.goto(paths.training(offId))
    await officer.page.locator('summary', { hasText: t('incubator.training.cancel') }).click()
    await pressInVain(officer.page, t('incubator.training.cancel'), t('form.required'))
    await fill(officer.page, { reason: '讲师生病，改期另行通知。' })
    await press(officer.page, t('incubator.training.cancel'))
    await expectSaid(officer.page, t('incubator.toast.trainingCancelled'))
    await owner.page.goto(await linkIn(stage, owner.email, 'trainingNotice'))
    await expect(owner.page.getByText('讲师生病，改期另行通知。')).toBeVisible()
    await look(owner, 'training-cancelled')
  })

  await test.step('the other is held; who came is written down from the desk', async () => {
    await db.$transaction([
      db.$executeRaw`ALTER TABLE incubator_training DISABLE TRIGGER USER`,
      db.$executeRaw`UPDATE incubator_training SET starts_at = starts_at - interval '6 days' WHERE id = ${heldId}::uuid`,
      db.$executeRaw`ALTER TABLE incubator_training ENABLE TRIGGER USER`,
    ])
    await officer.goto(paths.desk())
    await follow(officer.page, tt('desk.kind.trainingToRecord', { count: 1 }))
    const field = officer.page.locator('[name^="attended."]')
    await field.fill('')
    await pressInVain(officer.page, t('incubator.training.record'), t('incubator.refusal.attendance'))
    await field.fill('1')
    await look(officer, 'attendance')
    await press(officer.page, t('incubator.training.record'))
    await expectSaid(officer.page, t('incubator.toast.attendance'))
    await owner.goto(paths.training(heldId))
    await expect(owner.page.getByText(tt('incubator.training.came', { count: 1 }))).toBeVisible()
    await look(owner, 'training-held')
  })

  await test.step('a founder adds a file and takes it out, and gives the draft up', async () => {
    await founder.goto(paths.incubatorApply(id))
    await fill(founder.page, { applicant: 'group' })
    await press(founder.page, t('incubation.start.go'))
    await pressInVain(founder.page, t('incubation.form.addFile'), t('form.required'))
    await fill(founder.page, { title: '活动照片' })
    const file = { name: '照片.csv', mimeType: 'text/csv', buffer: Buffer.from('一,二\n') }
    await founder.page.locator('input[type="file"]').setInputFiles(file)
    await press(founder.page, t('incubation.form.addFile'))
    await expectSaid(founder.page, t('incubation.toast.fileAdded'))
    await look(founder, 'files')
    await press(founder.page, t('common.action.remove'))
    await expectSaid(founder.page, t('incubation.toast.fileRemoved'))
    await expect(founder.page.getByText('活动照片')).toHaveCount(0)
    await press(founder.page, t('incubation.withdraw.draft'))
    await expectSaid(founder.page, t('incubation.toast.withdrawn'))
    await look(founder, 'own')
  })

  await test.step('another time it is sent, and taken back while the office looks', async () => {
    await founder.goto(paths.incubatorApply(id))
    await fill(founder.page, { applicant: 'group' })
    await press(founder.page, t('incubation.start.go'))
    await fill(founder.page, { groupName: `灯塔小组${mark}`, initiators: '甲：联络', people: '2' })
    await fill(founder.page, { need: '一间教室', plan: '周末助学' })
    await press(founder.page, t('incubation.form.send'))
    await founder.page.locator('summary', { hasText: t('incubation.withdraw.title') }).click()
    await press(founder.page, t('incubation.withdraw.do'))
    await expectSaid(founder.page, t('incubation.toast.withdrawn'))
    await look(founder, 'withdrawn')
    await officer.goto(paths.bureauIncubator(id))
    await expect(officer.page.getByText(t('incubation.state.WITHDRAWN')).first()).toBeVisible()
    await look(officer, 'board-after')
    // What was written down may be put right.
    await follow(officer.page, '章程怎么写')
    await expect(officer.page.locator('[name^="attended."]')).toHaveValue('1')
  })
})
