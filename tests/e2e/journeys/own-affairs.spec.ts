import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { paths } from '#app/http/paths.ts'
import { accountIdOf, makeBureau, makeCreditCode } from '#tests/support/scenes.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { linkIn } from '../letters.ts'
import { sceneDatabase } from '../scene-database.ts'
import { type Actor, expect, test } from '../stage.ts'

test('an organization is registered by somebody known, kept up, renamed, tied, untied and handed on', async ({
  stage,
}) => {
  const { t, db, mark } = stage
  const scenes = sceneDatabase(stage)
  const look = (actor: Actor, name: string) => see(stage, actor, `own-${name}`)
  const today = dayOf(new Date())
  const bureau = await makeBureau(scenes)
  await db.body.update({
    where: { id: bureau.body.id },
    data: { nameZh: `晴街道办事处${mark}`, nameEn: `Qing Subdistrict ${mark}` },
  })
  const owner = await stage.enter({ name: '何风' })
  const officer = await stage.enterAs(accountIdOf(bureau.officer))
  const visitor = await stage.anonymous()
  const { page } = owner
  const name = `和润社工${mark}`
  const creditCode = makeCreditCode()

  await test.step('somebody who has an account registers an organization', async () => {
    await owner.goto(paths.signUp())
    await follow(page, t('account.signUp.organizationAction'))
    await fill(page, { organizationName: name, kind: 'SERVICE_INSTITUTION', creditCode, contactPhone: '021-64980000' })
    await pressInVain(page, t('account.signUp.organizationAction'), t('organization.label.region'))
    await expect(page.locator('[name="organizationName"]')).toHaveValue(name)
    const town = await db.region.findFirstOrThrow({ where: { level: 'TOWN' } })
    await fill(page, { regionId: town.id, contactName: '何风' })
    await page.locator('[name="fields"][value="COMMUNITY"]').check()
    await look(owner, 'register')
    await press(page, t('account.signUp.organizationAction'))
    await expectSaid(page, t('organization.toast.registered'))
    await expectTitle(page, name)
    await look(owner, 'registered')
  })

  const { id } = await db.organization.findUniqueOrThrow({ where: { creditCode } })
  await test.step('its profile is completed', async () => {
    await follow(page, t('organization.page.profile'))
    await fill(page, { introduction: '和润社工服务社区里的老人。', website: 'not a page' })
    await pressInVain(page, t('common.action.save'), /https:/)
    await expect(page.locator('[name="introduction"]')).toHaveValue('和润社工服务社区里的老人。')
    await fill(page, { website: 'https://herun.example.cn', foundedOn: '2020-05-06' })
    await look(owner, 'profile')
    await press(page, t('common.action.save'))
    await expectSaid(page, t('organization.toast.saved'))
    await visitor.goto(paths.organization(id))
    await expect(visitor.page.getByText('和润社工服务社区里的老人。')).toBeVisible()
  })

  await test.step('a paper is kept, shown to everybody, hidden again and taken away', async () => {
    await page.getByText(t('application.documents.add'), { exact: true }).click()
    const buffer = Buffer.from('章程,第一条\n')
    await page.locator('input[type="file"]').setInputFiles({ name: '章程.csv', mimeType: 'text/csv', buffer })
    await pressInVain(page, t('application.documents.save'), t('application.documents.kind'))
    await fill(page, { kind: 'CHARTER', validUntil: addDays(today, 700) })
    await page.locator('input[type="file"]').setInputFiles({ name: '章程.csv', mimeType: 'text/csv', buffer })
    await press(page, t('application.documents.save'))
    await expectSaid(page, t('application.toast.documentAdded'))
    const isPublic = async () => {
      await visitor.goto(paths.organization(id))
      return (await visitor.page.getByRole('link', { name: '章程.csv' }).count()) > 0
    }
    expect(await isPublic()).toBe(false)
    await press(page, t('application.documents.show'))
    await expectSaid(page, t('application.toast.documentShown'))
    expect(await isPublic()).toBe(true)
    await look(visitor, 'public')
    await press(page, t('application.documents.hide'))
    await expectSaid(page, t('application.toast.documentHidden'))
    expect(await isPublic()).toBe(false)
    await look(owner, 'documents')
    await press(page, t('common.action.remove'))
    await expectSaid(page, t('application.toast.documentRemoved'))
    await expect(page.getByText('章程.csv')).toHaveCount(0)
  })

  const renamed = `和润社会工作服务中心${mark}`
  await test.step('its name changes by a document of the registry', async () => {
    await follow(page, t('organization.names.title'))
    await fill(page, { newName: renamed, since: addDays(today, 1), documentNo: `民社准〔2026〕${mark}` })
    await pressInVain(page, t('organization.names.submit'), t('organization.refusal.name-day'))
    await expect(page.locator('[name="newName"]')).toHaveValue(renamed)
    await fill(page, { since: today })
    await press(page, t('organization.names.submit'))
    await expectSaid(page, t('organization.toast.renamed'))
    await look(owner, 'names')
    await visitor.goto(paths.organization(id))
    await expectTitle(visitor.page, renamed)
    await expect(visitor.page.getByText(name, { exact: true })).toBeVisible()
  })

  await test.step('it states what ties it to a buyer, the buyer states what it knows, and each enters the end of its own', async () => {
    await owner.goto(paths.ngoTies(id))
    await fill(page, { bodyId: bureau.body.id, aspect: 'ASSETS', description: '无偿使用街道用房 80 平方米。' })
    await pressInVain(page, t('tie.submit'), t('tie.fromOn'))
    await fill(page, { fromOn: addDays(today, -300) })
    await look(owner, 'ties')
    await press(page, t('tie.submit'))
    await expectSaid(page, t('tie.toast.stated'))
    await officer.page.goto(await linkIn(stage, officer.email, 'tieStated'))
    await expect(officer.page.getByText('无偿使用街道用房 80 平方米。')).toBeVisible()
    await officer.page.getByText(t('tie.state'), { exact: true }).click()
    await fill(officer.page, { aspect: 'STAFF', description: '派驻一名会计。', fromOn: addDays(today, 1) })
    await pressInVain(officer.page, t('tie.submit'), t('tie.refusal.ahead'))
    await fill(officer.page, { fromOn: addDays(today, -100) })
    await look(officer, 'tie')
    await press(officer.page, t('tie.submit'))
    await expectSaid(officer.page, t('tie.toast.stated'))
    await page.goto(await linkIn(stage, owner.email, 'tieStated'))
    const end = async ({ page: its }: Actor) => {
      await its.getByText(t('tie.end'), { exact: true }).click()
      await fill(its, { untilOn: addDays(today, -400) })
      await pressInVain(its, t('tie.endSubmit'), t('tie.refusal.before'))
      await fill(its, { untilOn: today })
      await press(its, t('tie.endSubmit'))
      await expectSaid(its, t('tie.toast.ended'))
    }
    await end(owner)
    await end(officer)
    await visitor.goto(paths.organization(id))
    await expect(visitor.page.getByText(t('tie.ended'), { exact: true })).toHaveCount(2)
    await look(visitor, 'ties-public')
  })

  await test.step('it is offered to a colleague, who declines once and then takes it over', async () => {
    await owner.goto(paths.ngoOwner(id))
    await look(owner, 'owner-alone')
    const colleague = await stage.enter({ name: '李编', organizations: [{ organizationId: id, role: 'EDITOR' }] })
    const offer = async () => {
      await owner.goto(paths.ngoOwner(id))
      await fill(page, { toId: colleague.accountId })
      await press(page, t('organization.owner.submit'))
      await expectSaid(page, t('organization.toast.ownershipOffered'))
      await colleague.goto(paths.desk())
      await follow(colleague.page, t('desk.kind.ownershipToAnswer'))
    }
    await owner.goto(paths.ngoOwner(id))
    await pressInVain(page, t('organization.owner.submit'), t('organization.owner.to'))
    await offer()
    await look(colleague, 'offered')
    await press(colleague.page, t('organization.owner.decline'))
    await expectSaid(colleague.page, t('organization.toast.ownership.DECLINED'))
    await offer()
    await press(colleague.page, t('organization.owner.accept'))
    await expectSaid(colleague.page, t('organization.toast.ownership.ACCEPTED'))
    await page.goto(await linkIn(stage, owner.email, 'ownershipAnswered', 2))
    await expect(page.getByText('李编').first()).toBeVisible()
    await look(owner, 'handed-on')
  })
})
