import { expect } from '@playwright/test'
import { paths } from '#app/http/paths.ts'
import { addressOf } from '#prisma/seed/accounts.ts'
import type { Walk } from '../hand.ts'
import { signInWithCodeAs } from './sign-in.ts'

const own = addressOf('expert2')
/** Has a seat on a panel and has not declared anything yet. */
const newlySeated = addressOf('expert.e13')

export const expert: Walk = {
  'sign-in': signInWithCodeAs(own),
  declare: [
    async ({ become, goto, follow, page, show, followNamed }) => {
      await become(newlySeated)
      await goto(paths.desk())
      await follow('desk.area.panels')
      await show(page.locator('main h3 a').first())
      await followNamed('港区劳务工心理支持与工友热线')
    },
    async ({ fill, show, button, press }) => {
      await fill({ agreed: true })
      await show(button('panel.pledge.submit'))
      await press('panel.pledge.submit')
    },
    async ({ page, fill, show, press }) => {
      const relations = page.locator('select[name^="declarations"]')
      for (let at = 0; at < (await relations.count()); at += 1) await relations.nth(at).selectOption('NONE')
      await fill({ truthful: true })
      await show(relations.first())
      await press('panel.page.declare')
    },
  ],
  score: [
    async ({ become, goto, followNamed, follow }) => {
      await become(own)
      await goto(paths.panels())
      await followNamed('外来青年社区融入支持')
      await follow('panel.page.next')
    },
    async ({ page, show }) => {
      for (const points of await page.locator('[name$=".points"]').all())
        if ((await points.inputValue()) === '') await points.fill('8')
      for (const reason of await page.locator('[name$=".reason"]').all())
        if ((await reason.inputValue()) === '') await reason.fill('有名册、有分工，督导安排具体；应急办法还可以细化。')
      await show(page.locator('[name$=".reason"]').nth(2))
    },
    ({ press }) => press('panel.desk.review'),
    async ({ show, button, press }) => {
      await show(button('panel.desk.submit'))
      await press('panel.desk.submit')
    },
  ],
  sign: [
    async ({ goto, followNamed, follow }) => {
      await goto(paths.panels())
      await followNamed('防灾减灾进社区、进学校演练')
      await follow('panel.page.signing')
    },
    async ({ page, show }) => show(page.locator('#judges')),
    async ({ page, fill, show, button, press }) => {
      await expect(page.locator('input[name="agrees"]')).toHaveCount(2)
      await fill({ agrees: 'yes' })
      await show(button('panel.signing.sign'))
      await press('panel.signing.sign')
    },
  ],
  withdraw: [
    async ({ goto, followNamed, unfold }) => {
      await goto(paths.panels())
      await followNamed('外来青年社区融入支持')
      await unfold('panel.page.recuseTitle')
    },
    async ({ fill, show, button, press }) => {
      await fill({ reason: '发现其中一家单位上月聘请我担任顾问。' })
      await show(button('panel.page.recuse'))
      await press('panel.page.recuse')
    },
  ],
}
