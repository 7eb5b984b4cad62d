import { addDays, dayOf, toDateTimeInput } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { addCertificate, addStaff } from '#app/services/staff/keep-list.server.ts'
import { publishCallout } from '#app/services/volunteer/callouts.server.ts'
import { makeOrganization, makeOrganizationMember, accountIdOf, must } from '#tests/support/scenes.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { linkIn } from '../letters.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('people are put right, leave, help out, are thanked, and are forgotten when they ask', async ({ stage }) => {
  test.setTimeout(180_000)
  const { t, tt, db, mark } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `forgetting-${name}`)
  const { id: organizationId } = await makeOrganization(scenes, `微光服务社${mark}`)
  const editor = await makeOrganizationMember(scenes, { id: organizationId }, 'EDITOR', '主管')
  const ctx = scenes.contextAt(new Date().toISOString(), editor)
  const keeper = await stage.enterAs(accountIdOf(editor))
  const colleague = await stage.enter({ name: '同事', organizations: [{ organizationId, role: 'CERTIFIER' }] })
  const neighbour = await stage.anonymous()
  const today = dayOf(new Date())
  const consent = { consentHow: 'WRITTEN', consentOn: today } as const
  const { staffId } = must(
    await addStaff(ctx, organizationId, {
      name: '何青',
      post: 'SOCIAL_WORKER',
      postTitle: '',
      fromOn: addDays(today, -300),
      ...consent,
    }),
  )
  must(
    await addCertificate(ctx, {
      staffId,
      kind: 'SOCIAL_WORKER',
      number: `SW-${mark}`,
      issuedOn: addDays(today, -200),
      validUntil: undefined,
    }),
  )
  const { page } = keeper
  const open = (summary: string) => page.locator('summary').getByText(summary, { exact: true }).first().click()

  await test.step('a name is put right, a certificate entered by mistake is withdrawn', async () => {
    await keeper.goto(paths.ngoStaffMember(staffId))
    await open(t('staff.person.edit'))
    await fill(page, { name: '' })
    await pressInVain(page, t('staff.person.save'), t('form.required'))
    await fill(page, { name: '何清', postTitle: '儿童项目社工' })
    await press(page, t('staff.person.save'))
    await expectSaid(page, t('staff.toast.edited'))
    await expectTitle(page, '何清')
    await press(page, t('staff.person.withdraw'))
    await expectSaid(page, t('staff.toast.withdrawn'))
    await expect(page.getByText(`SW-${mark}`)).toHaveCount(0)
    await look(keeper, 'put-right')
  })

  await test.step('somebody leaves, not before they came', async () => {
    await open(t('staff.person.leave'))
    await fill(page, { untilOn: addDays(today, -400) })
    await pressInVain(page, t('staff.person.submitLeave'), t('staff.refusal.days'))
    await look(keeper, 'left-before')
    await fill(page, { untilOn: addDays(today, -1) })
    await press(page, t('staff.person.submitLeave'))
    await expectSaid(page, t('staff.toast.left'))
  })

  await test.step('a name is deleted only when that is meant', async () => {
    await open(t('staff.person.forget'))
    await pressInVain(page, t('staff.person.submitForget'), t('staff.error.sure'))
    await fill(page, { sure: true })
    await press(page, t('staff.person.submitForget'))
    await expectSaid(page, t('staff.toast.forgotten'))
    await expect(page.getByText('何清')).toHaveCount(0)
    await look(keeper, 'list-after')
  })

  await test.step('volunteers come in one by one and by a list', async () => {
    await keeper.goto(paths.ngoVolunteers(organizationId))
    await fill(page, { name: '孙阿姨', consentHow: 'WRITTEN', consentOn: today })
    await pressInVain(page, t('volunteer.ngo.submitAdd'), t('volunteer.error.contact'))
    await expect(page.locator('[name="name"]')).toHaveValue('孙阿姨')
    await fill(page, { phone: '13900000001', consent: true })
    await look(keeper, 'volunteer-add')
    await press(page, t('volunteer.ngo.submitAdd'))
    await expectSaid(page, t('volunteer.toast.registered'))
    await follow(page, t('import.title.VOLUNTEERS'))
    await pressInVain(page, t('import.submit'), t('form.fileMissing'))
    const keys = ['name', 'phone', 'consentHow', 'consentOn', 'consent']
    const lines = [
      keys.map((key) => tt(`import.column.VOLUNTEERS.${key}`)),
      ['钱大叔', '13900000002', t('volunteer.consentHow.WRITTEN'), today, t('import.yes')],
    ]
    const buffer = Buffer.from(lines.map((cells) => cells.join('\t')).join('\r\n'))
    await page.locator('input[type="file"]').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer })
    await press(page, t('import.submit'))
    await look(keeper, 'volunteer-import')
    await press(page, t('import.confirm'))
    await expectSaid(page, t('import.toast.confirmed'))
    await follow(page, t('import.back'))
    for (const name of ['孙阿姨', '钱大叔']) await expect(page.getByRole('heading', { name })).toBeVisible()
  })

  const callout = async (title: string) => {
    const startsAt = new Date(toDateTimeInput(new Date(Date.now() + 3 * 86_400_000)) + ':00+08:00')
    const endsAt = new Date(startsAt.getTime() + 3 * 3_600_000)
    const typed = { title, about: '陪诊取药。', place: '街道医院', startsAt, endsAt, seats: 5 }
    return must(await publishCallout(ctx, organizationId, typed)).calloutId
  }
  const [held, off] = [await callout(`陪诊${mark}`), await callout(`义卖${mark}`)]
  const join = async (name: string) => {
    await open(t('volunteer.sheet.join'))
    await fill(page, { volunteerId: await page.locator('option', { hasText: name }).first().evaluate(valueOf) })
    await press(page, t('volunteer.sheet.submitJoin'))
    await expectSaid(page, t('volunteer.toast.joined'))
  }

  await test.step('somebody of the register joins', async () => {
    await keeper.goto(paths.ngoCallout(held))
    await open(t('volunteer.sheet.join'))
    await pressInVain(page, t('volunteer.sheet.submitJoin'), t('form.choice'))
    await look(keeper, 'join-refused')
    await keeper.goto(paths.ngoCallout(held))
    await join('孙阿姨')
    await join('钱大叔')
    await look(keeper, 'joined')
  })

  const signUp = async (calloutId: string, email: string) => {
    await neighbour.goto(paths.callout(calloutId))
    await fill(neighbour.page, { name: '赵邻居', email, consent: true })
    await press(neighbour.page, t('volunteer.signUp.submit'))
  }
  await test.step('a neighbour cannot come after all', async () => {
    await signUp(held, `zhao-${mark}@example.cn`)
    await press(neighbour.page, t('volunteer.own.signOff'))
    await expectSaid(neighbour.page, t('volunteer.toast.signedOff'))
    await look(neighbour, 'signed-off')
    await keeper.goto(paths.ngoCallout(held))
    await expect(page.getByRole('heading', { name: '赵邻居' })).toHaveCount(0)
  })

  await test.step('a call-out is cancelled with a reason, and whoever signed up is told', async () => {
    await signUp(off, `zhao-${mark}@example.cn`)
    await keeper.goto(paths.ngoCallout(off))
    await open(t('volunteer.sheet.cancel'))
    await pressInVain(page, t('volunteer.sheet.submitCancel'), t('form.required'))
    await fill(page, { reason: '场地停电，另择日期。' })
    await press(page, t('volunteer.sheet.submitCancel'))
    await expectSaid(page, t('volunteer.toast.cancelled'))
    await look(keeper, 'cancelled')
    await neighbour.page.reload()
    await look(neighbour, 'own-cancelled')
    await neighbour.page.goto(await linkIn(stage, `zhao-${mark}@example.cn`, 'calloutCancelled'))
    await expect(neighbour.page.getByText('场地停电，另择日期。')).toBeVisible()
    await look(neighbour, 'callout-cancelled')
  })

  await test.step('what was done is written on a certificate', async () => {
    await db.$transaction([
      db.$executeRaw`ALTER TABLE callout DISABLE TRIGGER USER`,
      db.$executeRaw`UPDATE callout SET starts_at = starts_at - interval '5 days', ends_at = ends_at - interval '5 days' WHERE id = ${held}::uuid`,
      db.$executeRaw`ALTER TABLE callout ENABLE TRIGGER USER`,
    ])
    await keeper.goto(paths.ngoCallout(held))
    for (const field of await page.locator('[name^="hours."]').all()) await field.fill('2')
    await press(page, t('volunteer.sheet.submitRecord'))
    await colleague.goto(paths.ngoCallout(held))
    await press(colleague.page, t('volunteer.sheet.submitConfirm'))
    await keeper.goto(paths.ngoVolunteers(organizationId))
    const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '孙阿姨' }) })
    await row.locator('summary').click()
    await press(page, t('volunteer.ngo.certificate'), row)
    await expectTitle(page, t('volunteer.certificate.title'))
    await expect(page.getByText('孙阿姨')).toBeVisible()
    await look(keeper, 'certificate')
  })

  await test.step('somebody asks to be forgotten; what they did still counts', async () => {
    await keeper.goto(paths.ngoVolunteers(organizationId))
    const row = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '孙阿姨' }) })
    await row.locator('summary').click()
    await pressInVain(page, t('volunteer.ngo.submitForget'), t('volunteer.error.sure'), row)
    await look(keeper, 'forget-refused')
    await fill(row, { sure: true })
    await press(page, t('volunteer.ngo.submitForget'), row)
    await expectSaid(page, t('volunteer.toast.forgotten'))
    await expect(page.getByText('孙阿姨')).toHaveCount(0)
    await look(keeper, 'register-after')
    await keeper.goto(paths.ngoCallout(held))
    await expect(page.getByRole('heading', { name: t('volunteer.nameless') })).toBeVisible()
    await look(keeper, 'sheet-after')
    await neighbour.goto(paths.organization(organizationId))
    await expect(neighbour.page.getByText('钱大叔')).toHaveCount(0)
  })
})

const valueOf = (option: Element) => option.getAttribute('value') ?? ''
