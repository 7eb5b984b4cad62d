import { paths } from '#app/http/paths.ts'
import { addressOf } from '#prisma/seed/accounts.ts'
import type { Walk } from '../hand.ts'
import { signInWithCodeAs } from './sign-in.ts'

export const supervisor: Walk = {
  'sign-in': signInWithCodeAs(addressOf('supervisor')),
  object: [
    async ({ db, goto, follow }) => {
      await goto(paths.desk())
      await follow('desk.area.oversight')
      const { id } = await db.project.findUniqueOrThrow({ where: { projectNo: 'XM-2026-0002' }, select: { id: true } })
      await goto(paths.oversightProject(id))
    },
    async ({ fill, show, button, press }) => {
      await fill({ reason: '抽查十月巡访记录，有四次没有居民或志愿者签名，与报告的人次不符。' })
      await show(button('objection.raise'))
      await press('objection.raise')
    },
  ],
  warnings: [
    async ({ page, goto, follow, show }) => {
      await goto(paths.desk())
      await follow('desk.area.warnings')
      await show(page.locator('main h3').first())
    },
    async ({ page }) => {
      await page.locator('main section li p a').first().waitFor()
    },
  ],
  records: [
    async ({ goto, follow, show, button, press }) => {
      await goto(paths.desk())
      await follow('desk.area.auditTrail')
      await show(button('audit-trail.admin.inspect'))
      await press('audit-trail.admin.inspect')
    },
    async ({ page, goto, follow, show, t }) => {
      await goto(paths.desk())
      await follow('desk.area.books')
      await show(page.getByRole('heading', { name: t('books.check'), exact: true }))
    },
  ],
}
