import { paths } from '#app/http/paths.ts'
import { demonstrationPassword, demonstrationTotpSecret } from '#prisma/seed/accounts.ts'
import type { Act } from '../hand.ts'

const open: Act = async ({ page, goto, follow }) => {
  await page.context().clearCookies()
  await goto(paths.home())
  await follow('common.nav.signIn')
}

const enterPassword =
  (email: string): Act =>
  async ({ page, fill, show, press, t }) => {
    await fill({ email, password: demonstrationPassword })
    await show(page.getByRole('button', { name: t('account.signIn.submit'), exact: true }))
    await press('account.signIn.submit')
  }

const lookAtDesk: Act = async ({ page, show }) => {
  await show(page.locator('#you'))
}

export const signInAs = (email: string): Act[] => [open, enterPassword(email), lookAtDesk]

export const signInWithCodeAs = (email: string): Act[] => [
  open,
  async (hand) => {
    const { fill, press } = hand
    await fill({ email, password: demonstrationPassword })
    await press('account.signIn.submit')
  },
  async ({ page, fill, code, show, press }) => {
    await fill({ code: await code(email, demonstrationTotpSecret) })
    await show(page.locator('[name="code"]'))
    await press('account.code.submit')
  },
  lookAtDesk,
]
