import { paths } from '#app/http/paths.ts'
import { makeCreditCode } from '#tests/support/scenes.ts'
import { expectSaid, expectTitle, fill, press, pressInVain, see } from '../hands.ts'
import { linkIn } from '../letters.ts'
import { expect, test } from '../stage.ts'

const password = '海棠花开在老屋的窗台上'

test('an organization is founded, its people come and go', async ({ stage }) => {
  const { t, tt, db, mark } = stage
  const region = await db.region.findFirstOrThrow({ where: { level: 'TOWN' } })
  const role = (name: string) => tt(`account.organizationRole.${name}`)
  const owner = await stage.anonymous()
  const { page } = owner
  const email = `owner-${mark}@example.cn`
  const name = `和风社区服务中心${mark}`
  const creditCode = makeCreditCode()
  const misprinted = creditCode.slice(0, 17) + (creditCode.endsWith('0') ? '1' : '0')

  await test.step('signs up; a misprinted credit code is refused and nothing typed is lost', async () => {
    await owner.goto(paths.signUpOrganization())
    const typed = {
      organizationName: name,
      creditCode: misprinted,
      regionId: region.id,
      contactName: '何风',
      contactPhone: '021-64980000',
      name: '何风',
      email,
    }
    await fill(page, { ...typed, kind: 'SERVICE_INSTITUTION', password })
    await page.locator('[name="fields"][value="COMMUNITY"]').check()
    await pressInVain(page, t('account.signUp.submit'), tt('organization.refusal.credit-code-check-digit'))
    for (const [field, value] of Object.entries(typed))
      await expect(page.locator(`[name="${field}"]`)).toHaveValue(value)
    await expect(page.locator('[name="kind"][value="SERVICE_INSTITUTION"]')).toBeChecked()
    await expect(page.locator('[name="fields"][value="COMMUNITY"]')).toBeChecked()
    await see(stage, owner, 'sign-up-organization-refused')
    await fill(page, { creditCode: creditCode.toLowerCase(), password })
    await press(page, t('account.signUp.submit'))
    await expectTitle(page, t('account.checkMail.title'))
  })

  const organization = await db.organization.findUniqueOrThrow({ where: { creditCode } })
  await test.step('confirms, signs in, and holds all three roles', async () => {
    await page.goto(await linkIn(stage, email, 'confirmEmail'))
    await press(page, t('account.confirm.submit'))
    await fill(page, { email, password })
    await press(page, t('account.signIn.submit'))
    await see(stage, owner, 'desk-owner')
    await owner.goto(paths.ngoOrganization(organization.id))
    await expectTitle(page, name)
    await expect(page.locator('.roles .tag')).toHaveText(['OWNER', 'EDITOR', 'CERTIFIER'].map(role))
  })

  const editorEmail = `editor-${mark}@example.cn`
  const wrongEmail = `wrong-${mark}@example.cn`
  const certifier = await stage.enter({ name: '钱章' })
  const invite = async (person: string, address: string, as: string) => {
    await fill(page, { name: person, email: address, role: as })
    await press(page, t('account.team.send'))
    await expectSaid(page, t('account.toast.invited'))
  }
  await test.step('invites an editor, a certifier, and one by mistake', async () => {
    await fill(page, { name: '自己', email, role: 'EDITOR' })
    await pressInVain(page, t('account.team.send'), tt('account.refusal.already-member'))
    await expect(page.locator('[name="role"][value="EDITOR"]')).toBeChecked()
    await invite('李编', editorEmail, 'EDITOR')
    await invite('钱章', certifier.email, 'CERTIFIER')
    await invite('认错的人', wrongEmail, 'OWNER')
    await see(stage, owner, 'organization-invitations')
  })

  const reader = await stage.anonymous()
  await test.step('takes the mistaken one back: its link leads to a page that says so', async () => {
    await press(page, `${t('account.team.revoke')} ${wrongEmail}`)
    await expectSaid(page, t('account.toast.invitationRevoked'))
    await expect(page.getByText(wrongEmail)).toHaveCount(0)
    await reader.page.goto(await linkIn(stage, wrongEmail, 'invitation'))
    await expectTitle(reader.page, t('account.invitation.deadTitle'))
    await see(stage, reader, 'invitation-dead')
  })

  const editor = await stage.anonymous()
  await test.step('the editor is new: sets a password, and signs in with it again later', async () => {
    await editor.page.goto(await linkIn(stage, editorEmail, 'invitation'))
    await expect(editor.page.locator('[name="name"]')).toHaveValue('李编')
    await see(stage, editor, 'invitation-new')
    await fill(editor.page, { password })
    await press(editor.page, t('account.invitation.newSubmit'))
    await expect(editor.page.getByRole('listitem').filter({ hasText: name })).toContainText(role('EDITOR'))
    await see(stage, editor, 'account-editor')
    await editor.goto(paths.signOut())
    await press(editor.page, t('account.signOut.submit'))
    await editor.goto(paths.signIn())
    await fill(editor.page, { email: editorEmail, password })
    await press(editor.page, t('account.signIn.submit'))
    await editor.goto(paths.ngoOrganization(organization.id))
    await expect(editor.page.getByText(t('organization.page.ownersManage'))).toBeVisible()
    await expect(editor.page.getByRole('button', { name: t('account.team.send') })).toHaveCount(0)
    await see(stage, editor, 'organization-editor')
  })

  await test.step('the certifier has an account: nobody else can accept in their place', async () => {
    const link = await linkIn(stage, certifier.email, 'invitation')
    await reader.page.goto(link)
    await expect(reader.page.getByRole('heading', { name: t('account.invitation.haveTitle') })).toBeVisible()
    await see(stage, reader, 'invitation-known')
    await editor.page.goto(link)
    await expect(editor.page.getByRole('heading', { name: t('account.invitation.otherTitle') })).toBeVisible()
    await see(stage, editor, 'invitation-other')
    await certifier.page.goto(link)
    await see(stage, certifier, 'invitation-known-signed-in')
    await press(certifier.page, t('account.invitation.accept'))
    await expectSaid(certifier.page, t('account.toast.accepted'))
    await expect(certifier.page.getByRole('listitem').filter({ hasText: name })).toContainText(role('CERTIFIER'))
  })

  const person = (address: string) => page.locator('.rows > li').filter({ hasText: address })
  await test.step('the owner sees both, removes the editor, and cannot leave the organization without an owner', async () => {
    await owner.goto(paths.ngoOrganization(organization.id))
    await expect(person(certifier.email).locator('.tag')).toHaveText([role('CERTIFIER')])
    await press(page, `${t('account.team.removeRole')} 李编 · ${role('EDITOR')}`)
    await expectSaid(page, t('account.toast.roleRemoved'))
    await expect(person(editorEmail)).toHaveCount(0)
    await editor.goto(paths.ngoOrganization(organization.id))
    await expectTitle(editor.page, tt('refusal.forbidden'))
    await see(stage, editor, 'organization-no-longer')
    await pressInVain(
      page,
      `${t('account.team.removeRole')} 何风 · ${role('OWNER')}`,
      tt('organization.refusal.last-owner'),
    )
    await see(stage, owner, 'organization-last-owner')
  })
})
