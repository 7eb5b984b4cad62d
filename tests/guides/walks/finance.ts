import { paths } from '#app/http/paths.ts'
import { addressOf } from '#prisma/seed/accounts.ts'
import type { Hand, Walk } from '../hand.ts'
import { judgeCriteria } from './officer.ts'
import { signInWithCodeAs } from './sign-in.ts'

const own = addressOf('finance')

/** An officer accepts the milestone that waits: then there is something to pay. */
async function acceptMilestone(hand: Hand): Promise<void> {
  const { db, become, goto, press } = hand
  const { id } = await db.milestone.findFirstOrThrow({
    where: { project: { projectNo: 'XM-2026-0002' }, state: 'REPORTED' },
    select: { id: true },
  })
  await become(addressOf('officer'))
  await goto(paths.bureauMilestone(id))
  await judgeCriteria(hand)
  await press('report.accept')
  await become(own)
}

export const finance: Walk = {
  'sign-in': signInWithCodeAs(own),
  fund: [
    async ({ goto, follow, followNamed }) => {
      await goto(paths.desk())
      await follow('desk.area.funds')
      await followNamed('区社会组织发展专项资金')
    },
    async ({ page, show, button, press }) => {
      await page.locator('[name="year"]').fill(String(new Date().getFullYear()))
      await page.locator('[name="amountFen"]').fill('300000')
      await page.locator('[name="documentNo"]').fill('闵财预〔2026〕118号')
      await show(button('fund.appropriate'))
      await press('fund.appropriate')
    },
  ],
  pay: [
    async (hand) => {
      await acceptMilestone(hand)
      await hand.goto(paths.desk())
      await hand.follow('desk.kind.trancheToRelease')
    },
    async ({ page, show, t }) => {
      await show(page.getByRole('heading', { name: t('release.payeeChecks') }))
    },
    async ({ page, fill, show, pressOne }) => {
      const numbers = page.locator('[name^="paymentRefs"]')
      for (let at = 0; at < (await numbers.count()); at += 1) await numbers.nth(at).fill(`ZF20261124178${String(at)}`)
      const reason = page.locator('textarea[name="reason"]')
      if ((await reason.count()) > 0) await fill({ reason: '已电话核对，账户无误。' })
      await show(numbers.first())
      await pressOne(page.locator('main form').filter({ has: numbers.first() }).getByRole('button', { name: /¥/ }))
    },
  ],
  books: [
    async ({ goto, follow, page, show, t }) => {
      await goto(paths.desk())
      await follow('desk.area.books')
      await show(page.getByRole('heading', { name: t('books.check'), exact: true }))
    },
    ({ follow }) => follow('statement.trial'),
  ],
}
