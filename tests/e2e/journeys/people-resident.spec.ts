import { paths } from '#app/http/paths.ts'
import { expectSaid, expectTitle, fill, follow, press, pressInVain, see } from '../hands.ts'
import { type Actor, expect, type Stage, test } from '../stage.ts'

const password = '海棠花开在老屋的窗台上'
const nextPassword = '梧桐叶落满了门前石阶'

async function signIn({ t }: Stage, actor: Actor, email: string, withPassword: string): Promise<void> {
  await actor.goto(paths.signIn())
  await fill(actor.page, { email, password: withPassword })
  await press(actor.page, t('account.signIn.submit'))
}

const expectSignedOut = async ({ t }: Stage, actor: Actor): Promise<void> => {
  await actor.goto(paths.account())
  await expectTitle(actor.page, t('account.signIn.title'))
}

test('a resident signs up, confirms, signs in on two devices and leaves both', async ({ stage }) => {
  const { t, tt, mark, locale } = stage
  const email = `resident-${mark}@example.cn`
  const name = locale === 'en' ? 'Lin Qing' : '林晴'
  const person = await stage.anonymous()
  const { page } = person

  await test.step('signs up; a refused password loses nothing else', async () => {
    await person.goto(paths.signUp())
    await follow(page, t('account.signUp.residentAction'))
    await fill(page, { name, email, password: '太短' })
    await pressInVain(page, t('account.signUp.submit'), tt('account.refusal.password-short', { min: 10 }))
    await expect(page.locator('[name="name"]')).toHaveValue(name)
    await expect(page.locator('[name="email"]')).toHaveValue(email)
    await expect(page.locator('[name="password"]')).toHaveValue('')
    await see(stage, person, 'sign-up-refused')
    await fill(page, { password })
    await press(page, t('account.signUp.submit'))
    await expectTitle(page, t('account.checkMail.title'))
    await see(stage, person, 'check-mail')
  })

  await test.step('cannot sign in before confirming, and is told how to go on', async () => {
    await person.goto(paths.signIn())
    await fill(page, { email, password })
    await pressInVain(page, t('account.signIn.submit'), tt('account.refusal.unconfirmed'))
    await see(stage, person, 'sign-in-unconfirmed')
    await follow(page, t('account.signIn.resend'))
    await fill(page, { email })
    await press(page, t('account.checkMail.resend'))
    await expectSaid(page, t('account.toast.resent'))
  })

  const link = await test.step('the administrator finds the letter, link and all', async () => {
    const administrator = await stage.enter({ name: '平台管理员', isAdministrator: true })
    await administrator.goto(paths.adminMessages())
    // Two were sent; the newer one stands first.
    await administrator.page
      .getByRole('row', { name: email })
      .first()
      .getByRole('link', { name: tt('admin.template.confirmEmail') })
      .click()
    await expectTitle(administrator.page, t('mail.confirmEmail.subject'))
    await expect(administrator.page.locator('.letter')).toContainText(name)
    await see(stage, administrator, 'admin-letter')
    return administrator.page.locator('.letter a').getAttribute('href')
  })

  await test.step('confirms by the link, which works once', async () => {
    await page.goto(link ?? '')
    await expectTitle(page, t('account.confirm.title'))
    await see(stage, person, 'confirm')
    await press(page, t('account.confirm.submit'))
    await expectTitle(page, t('account.signIn.title'))
    await expectSaid(page, t('account.toast.confirmed'))
    await page.goto(link ?? '')
    await expectTitle(page, t('account.confirm.deadTitle'))
    await see(stage, person, 'confirm-dead')
  })

  await test.step('signs in and sees an own desk', async () => {
    await signIn(stage, person, email, password)
    await expect(page).toHaveURL(new RegExp(`${paths.desk()}$`))
    await see(stage, person, 'desk-resident')
  })

  const renamed = `${name}（改）`
  await test.step('changes the name', async () => {
    await person.goto(paths.account())
    await fill(page, { name: renamed })
    await press(page, t('common.action.save'))
    await expectSaid(page, t('account.toast.saved'))
    await expectTitle(page, renamed)
  })

  const other = await stage.anonymous()
  const sessions = page.locator('table').filter({ hasText: t('account.page.device') })
  await test.step('sees the other device and signs it out', async () => {
    await signIn(stage, other, email, password)
    await person.goto(paths.account())
    await expect(sessions.locator('tbody tr')).toHaveCount(2)
    await expect(sessions.getByText(t('account.page.here'))).toHaveCount(1)
    await see(stage, person, 'account-two-devices')
    await press(page, t('account.page.end'), sessions)
    await expectSaid(page, t('account.toast.sessionEnded'))
    await expect(sessions.locator('tbody tr')).toHaveCount(1)
    await expectSignedOut(stage, other)
  })

  await test.step('changes the password: the other device is out, and the old password with it', async () => {
    await signIn(stage, other, email, password)
    await fill(page, { currentPassword: '不是这个密码', password: nextPassword })
    await pressInVain(page, t('account.page.changePassword'), tt('account.refusal.password-wrong'))
    await see(stage, person, 'account-password-refused')
    await fill(page, { currentPassword: password, password: nextPassword })
    await press(page, t('account.page.changePassword'))
    await expectSaid(page, t('account.toast.passwordChanged'))
    await expectSignedOut(stage, other)
    await fill(other.page, { email, password })
    await pressInVain(other.page, t('account.signIn.submit'), tt('account.refusal.sign-in-failed'))
    await expect(other.page.locator('[name="email"]')).toHaveValue(email)
  })

  await test.step('signs out everywhere', async () => {
    await signIn(stage, other, email, nextPassword)
    await person.goto(paths.signOut())
    await see(stage, person, 'sign-out')
    await press(page, t('account.signOut.everywhere'))
    await expectSaid(page, t('account.toast.signedOutEverywhere'))
    await expectSignedOut(stage, person)
    await expectSignedOut(stage, other)
  })
})
