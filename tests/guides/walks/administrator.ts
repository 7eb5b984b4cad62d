import { paths } from '#app/http/paths.ts'
import { addressOf } from '#prisma/seed/accounts.ts'
import type { Walk } from '../hand.ts'
import { signInWithCodeAs } from './sign-in.ts'

export const administrator: Walk = {
  'sign-in': signInWithCodeAs(addressOf('admin')),
  invite: [
    async ({ goto, follow, unfold }) => {
      await goto(paths.desk())
      await follow('desk.area.invitations')
      await unfold('admin.invitations.official')
    },
    async ({ page, fill, show, t }) => {
      const form = page.locator('form').filter({ has: page.locator('[name="bodyId"]') })
      await fill({ name: '周敏', email: 'zhou@example.cn', role: 'APPROVER' }, form)
      await form.locator('[name="bodyId"]').selectOption({ index: 1 })
      const send = form.getByRole('button', { name: t('account.team.send'), exact: true })
      await show(send)
      await Promise.all([page.waitForEvent('framenavigated'), send.click()])
    },
  ],
  account: [
    async ({ page, goto, follow, followNamed, show }) => {
      await goto(paths.desk())
      await follow('desk.area.accounts')
      await show(page.locator('main [name="q"]'))
      await goto(`${paths.adminAccounts()}?q=expert2`)
      await followNamed('评审专家乙')
    },
    async ({ page, show, t }) => {
      await page.locator('main details summary').first().click()
      await show(page.getByRole('heading', { name: t('admin.account.actions'), exact: true }))
    },
  ],
  calendar: [
    async ({ goto, follow }) => {
      await goto(paths.desk())
      await follow('desk.area.system')
      await follow('calendar.title')
    },
    async ({ fill, show, button, press }) => {
      const year = String(new Date().getFullYear() + 1)
      await fill({
        docNo: `国办发明电〔${String(Number(year) - 1)}〕7号`,
        text: `${year}-01-01,off,元旦\n${year}-10-01,off,国庆节`,
      })
      await show(button('calendar.preview'))
      await press('calendar.preview')
    },
  ],
  system: [
    async ({ goto, follow }) => {
      await goto(paths.desk())
      await follow('desk.area.system')
    },
    async ({ goto, follow }) => {
      await goto(paths.desk())
      await follow('desk.area.messages')
    },
  ],
  data: [
    async ({ goto, follow }) => {
      await goto(paths.desk())
      await follow('desk.kind.dataRequestToAnswer')
    },
    async ({ page, fill, show, button, press }) => {
      await page.locator('[name="outcome"]').selectOption({ index: 1 })
      await fill({ answer: '已按您的要求核对并更正了联系电话，旧的号码已删除。' })
      await show(button('privacy.request.admin.send'))
      await press('privacy.request.admin.send')
    },
  ],
}
