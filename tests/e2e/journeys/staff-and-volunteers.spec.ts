import { addDays, dayOf, toDateTimeInput } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { makeOrganization } from '#tests/support/scenes.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('an organization keeps its people, and a neighbour helps out and is thanked on paper', async ({ stage }) => {
  const { t, tt, db, mark } = stage
  const look = (actor: Actor, name: string) => see(stage, actor, `people-${name}`)
  const organization = await makeOrganization(sceneDatabase(stage), `暖阳服务社${mark}`)
  const { id: organizationId } = organization
  const keeper = await stage.enter({ name: '主管', organizations: [{ organizationId, role: 'EDITOR' }] })
  const colleague = await stage.enter({ name: '同事', organizations: [{ organizationId, role: 'CERTIFIER' }] })
  const neighbour = await stage.anonymous()
  const today = dayOf(new Date())

  await test.step('a social worker is put on the list, with consent', async () => {
    await keeper.goto(paths.ngoOrganization(organizationId))
    await follow(keeper.page, t('staff.title'))
    await look(keeper, 'staff-empty')
    await fill(keeper.page, { name: '林晓', post: 'SOCIAL_WORKER', fromOn: addDays(today, -200) })
    await fill(keeper.page, { consentHow: 'WRITTEN', consentOn: today })
    await pressInVain(keeper.page, t('staff.add.submit'), t('staff.error.consent'))
    await fill(keeper.page, { consent: true })
    await press(keeper.page, t('staff.add.submit'))
    await expectSaid(keeper.page, t('staff.toast.added'))
    await expect(keeper.page.locator('p.notice')).toContainText(t('staff.certificate.SENIOR_SOCIAL_WORKER'))
    await look(keeper, 'staff-uncertified')
  })

  await test.step('a certificate and a training are added; the flag is gone', async () => {
    await keeper.page.getByText(t('staff.person.addCertificate'), { exact: true }).click()
    await fill(keeper.page, { kind: 'SOCIAL_WORKER', number: `SW-${mark}`, issuedOn: addDays(today, -100) })
    await press(keeper.page, t('staff.person.submitCertificate'))
    await expectSaid(keeper.page, t('staff.toast.certified'))
    await expect(keeper.page.locator('p.notice')).toHaveCount(0)
    await keeper.page.getByText(t('staff.person.addTraining'), { exact: true }).click()
    await fill(keeper.page, { title: '小组工作', heldOn: today, hours: '6.5' })
    await press(keeper.page, t('staff.person.submitTraining'))
    await expectSaid(keeper.page, t('staff.toast.trained'))
    await look(keeper, 'staff-person')
  })

  await test.step('volunteers are called for', async () => {
    await keeper.goto(paths.ngoVolunteers(organizationId))
    const begins = new Date(Date.now() + 3 * 86_400_000)
    await fill(keeper.page, {
      title: `周末陪聊${mark}`,
      about: '陪独居老人聊天。',
      place: '街道活动室',
      startsAt: toDateTimeInput(begins),
      endsAt: toDateTimeInput(new Date(begins.getTime() + 3 * 3_600_000)),
      seats: '5',
    })
    await press(keeper.page, t('volunteer.ngo.submitCallout'))
    await expectSaid(keeper.page, t('volunteer.toast.published'))
    await look(keeper, 'callout')
  })

  await test.step('a neighbour signs up without an account', async () => {
    await neighbour.goto(paths.volunteering())
    await look(neighbour, 'open')
    await follow(neighbour.page, `周末陪聊${mark}`)
    await fill(neighbour.page, { name: '王邻居', consent: true })
    await pressInVain(neighbour.page, t('volunteer.signUp.submit'), t('volunteer.error.contact'))
    await fill(neighbour.page, { phone: '13900000000' })
    await press(neighbour.page, t('volunteer.signUp.submit'))
    await expectSaid(neighbour.page, t('volunteer.toast.signedUp'))
    await look(neighbour, 'signed-up')
  })

  const { id: calloutId } = await db.callout.findFirstOrThrow({ where: { organizationId } })
  await test.step('it is held; hours are written by one and confirmed by another', async () => {
    await db.$transaction([
      db.$executeRaw`ALTER TABLE callout DISABLE TRIGGER USER`,
      db.$executeRaw`UPDATE callout SET starts_at = starts_at - interval '5 days', ends_at = ends_at - interval '5 days' WHERE id = ${calloutId}::uuid`,
      db.$executeRaw`ALTER TABLE callout ENABLE TRIGGER USER`,
    ])
    const { id } = await db.volunteerSignup.findFirstOrThrow({ where: { calloutId } })
    await keeper.goto(paths.desk())
    await follow(keeper.page, tt('desk.kind.volunteersToRecord', { count: 1 }))
    await fill(keeper.page, { [`hours.${id}`]: '2.5', [`rating.${id}`]: '5' })
    await press(keeper.page, t('volunteer.sheet.submitRecord'))
    await expectSaid(keeper.page, t('volunteer.toast.recorded'))
    await look(keeper, 'recorded')
    await colleague.goto(paths.desk())
    await follow(colleague.page, tt('desk.kind.volunteersToConfirm', { count: 1 }))
    await press(colleague.page, t('volunteer.sheet.submitConfirm'))
    await expectSaid(colleague.page, t('volunteer.toast.confirmed'))
  })

  await test.step('the neighbour takes a certificate, and anybody checks it by its number', async () => {
    await neighbour.page.reload()
    await press(neighbour.page, t('volunteer.own.certificate'))
    await expectTitle(neighbour.page, t('volunteer.certificate.title'))
    await expect(neighbour.page.getByText('王邻居')).toBeVisible()
    await look(neighbour, 'certificate')
    const { number } = await db.volunteerCertificate.findFirstOrThrow({ where: { volunteer: { organizationId } } })
    await neighbour.goto(paths.certificateCheck())
    await fill(neighbour.page, { mark: '1' })
    await pressInVain(neighbour.page, t('volunteer.check.submit'), t('volunteer.refusal.unknown-certificate'))
    await fill(neighbour.page, { mark: String(number) })
    await press(neighbour.page, t('volunteer.check.submit'))
    await expectTitle(neighbour.page, t('volunteer.certificate.title'))
    await expect(neighbour.page.getByText('王邻居')).toHaveCount(0)
  })

  await test.step('the public page shows counts and no name', async () => {
    await neighbour.goto(paths.organization(organizationId))
    await expect(neighbour.page.getByRole('heading', { level: 2, name: t('staff.figures.title') })).toBeVisible()
    await expect(neighbour.page.getByText('林晓')).toHaveCount(0)
    await look(neighbour, 'public')
  })
})
