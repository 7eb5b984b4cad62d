import { paths } from '#app/http/paths.ts'
import { hashPassword } from '#app/services/shared/hash-password.server.ts'
import { expectSaid, expectTitle, fill, press, pressInVain, see } from '../hands.ts'
import { linkIn } from '../letters.ts'
import { expect, test } from '../stage.ts'

const password = '海棠花开在老屋的窗台上'

test('an administrator adds a body, and looks after accounts', async ({ stage }) => {
  const { t, tt, db, mark } = stage
  const region = await db.region.findFirstOrThrow({ where: { level: 'DISTRICT' } })
  const administrator = await stage.enter({ name: `管理员${mark}`, isAdministrator: true })
  const { page } = administrator
  const nameZh = `区残疾人联合会${mark}`
  const nameEn = `Disabled Persons’ Federation ${mark}`

  await test.step('a body is added once, and is waiting for its first approver', async () => {
    const add = async () => {
      await administrator.goto(paths.adminBodies())
      await fill(page, { nameZh, nameEn, regionId: region.id })
    }
    await add()
    await press(page, t('admin.bodies.add'))
    await expectSaid(page, t('admin.toast.bodyAdded'))
    await add()
    await pressInVain(page, t('admin.bodies.add'), tt('admin.refusal.body-there'))
    await expect(page.locator('[name="nameEn"]')).toHaveValue(nameEn)
    await expect(page.getByRole('row', { name: mark })).toContainText(t('admin.bodies.noApprover'))
    await see(stage, administrator, 'admin-body-refused')
  })

  const person = await stage.enter({ name: `赵停用${mark}` })
  await db.account.update({
    where: { id: person.accountId },
    data: { passwordHash: await hashPassword(password) },
  })
  const act = async (action: 'disable' | 'enable' | 'endSessions' | 'resetSecondFactor') => {
    const form = page.locator('details').filter({ hasText: tt(`admin.account.note.${action}`) })
    const name = tt(`admin.account.reasonFor.${action}`)
    if (!(await form.locator('form').isVisible())) await form.locator('summary').click()
    return { form, name }
  }
  const because = async (action: Parameters<typeof act>[0], reason: string) => {
    const { form, name } = await act(action)
    await fill(form, { reason })
    await press(page, name, form)
    await expectSaid(page, tt(`admin.toast.${action}`))
  }

  await test.step('an account is found, and closed only with a reason: its person is out at once', async () => {
    await administrator.goto(paths.adminAccounts())
    await fill(page, { q: person.email })
    await press(page, t('common.action.search'))
    await see(stage, administrator, 'admin-accounts-found')
    await page.getByRole('link', { name: `赵停用${mark}` }).click()
    await expectTitle(page, `赵停用${mark}`)
    const { form, name } = await act('disable')
    await pressInVain(page, name, t('form.required'), form)
    await see(stage, administrator, 'admin-account-refused')
    await because('disable', '本人来电要求停用')
    await see(stage, administrator, 'admin-account-disabled')
    await person.goto(paths.account())
    await expectTitle(person.page, t('account.signIn.title'))
    await fill(person.page, { email: person.email, password })
    await pressInVain(person.page, t('account.signIn.submit'), tt('account.refusal.disabled'))
    await see(stage, person, 'sign-in-disabled')
  })

  await test.step('it is opened again; a lost phone is put right, and the person is told by letter', async () => {
    await because('enable', '已到场核实身份')
    await because('resetSecondFactor', '手机遗失，已到场核实身份')
    expect(await db.message.count({ where: { toAddress: person.email, template: 'secondFactorChanged' } })).toBe(1)
    await fill(person.page, { email: person.email, password })
    await press(person.page, t('account.signIn.submit'))
    await expectTitle(person.page, `赵停用${mark}`)
    // Now there is a session to end.
    await administrator.goto(paths.adminAccount(person.accountId))
    await because('endSessions', '离职')
    await person.goto(paths.desk())
    await expectTitle(person.page, t('account.signIn.title'))
    await see(stage, administrator, 'admin-account-history')
  })

  await test.step('the audit tells of it: narrowed to a person, followed to one thing, checked', async () => {
    await administrator.goto(paths.adminAudit())
    await fill(page, { who: `管理员${mark}` })
    await press(page, t('common.action.filter'))
    const row = page.getByRole('row').filter({ hasText: '离职' })
    await expect(row).toHaveCount(1)
    await see(stage, administrator, 'admin-audit-narrowed')
    await row.getByRole('link').click()
    await expect(page.getByRole('heading', { level: 2, name: t('audit-trail.admin.history') })).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: '手机遗失' })).toHaveCount(1)
    await press(page, t('audit-trail.admin.inspect'))
    await expectSaid(page, t('audit-trail.toast.inspected'))
    await expect(page.getByText(t('audit-trail.good'), { exact: true })).toBeVisible()
    await administrator.goto(paths.adminRetention())
    await expectTitle(page, t('privacy.admin.title'))
    await see(stage, administrator, 'admin-retention')
  })

  await test.step('anyone reads whether the records are whole, and what is kept of people', async () => {
    const reader = await stage.anonymous()
    await reader.goto(paths.integrity())
    await expectTitle(reader.page, t('audit-trail.title'))
    await see(stage, reader, 'integrity')
    await reader.page
      .getByRole('contentinfo')
      .getByRole('link', { name: t('privacy.title') })
      .click()
    await expectTitle(reader.page, t('privacy.title'))
    await see(stage, reader, 'privacy')
  })

  await test.step('administrators do not close their own account', async () => {
    await administrator.goto(paths.adminAccount(administrator.accountId))
    await expect(page.getByText(tt('admin.account.note.disable'))).toHaveCount(0)
    await see(stage, administrator, 'admin-account-own')
  })

  await test.step('the body’s approver looks after its people; the last approver stays', async () => {
    const body = await db.body.findFirstOrThrow({ where: { nameZh } })
    const approver = await stage.enter({ name: `孙审批${mark}`, bodies: [{ bodyId: body.id, role: 'APPROVER' }] })
    const finance = await stage.enter({ name: `吴财务${mark}` })
    const team = approver.page
    await approver.goto(paths.bureauTeam())
    await fill(team, { name: '吴财务', email: finance.email, role: 'FINANCE' })
    await press(team, t('account.team.send'))
    await expectSaid(team, t('account.toast.invited'))
    await see(stage, approver, 'team-invited')
    await finance.page.goto(await linkIn(stage, finance.email, 'invitation'))
    await press(finance.page, t('account.invitation.accept'))
    await approver.goto(paths.bureauTeam())
    const remove = (name: string, role: string) =>
      `${t('account.team.removeRole')} ${name}${mark} · ${tt(`account.bodyRole.${role}`)}`
    await press(team, remove('吴财务', 'FINANCE'))
    await expectSaid(team, t('account.toast.roleRemoved'))
    await finance.goto(paths.funds())
    await expectTitle(finance.page, tt('refusal.forbidden'))
    await pressInVain(team, remove('孙审批', 'APPROVER'), tt('account.refusal.last-approver'))
    await see(stage, approver, 'team-last-approver')
  })
})
