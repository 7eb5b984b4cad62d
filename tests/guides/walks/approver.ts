import { paths } from '#app/http/paths.ts'
import { addressOf, demonstrationPassphrase } from '#prisma/seed/accounts.ts'
import type { Walk } from '../hand.ts'
import { signInWithCodeAs } from './sign-in.ts'

export const approver: Walk = {
  'sign-in': signInWithCodeAs(addressOf('approver')),
  publish: [
    async ({ goto, db }) => {
      await goto(paths.desk())
      const { id } = await db.call.findFirstOrThrow({
        where: { title: { startsWith: '村务监督小组' }, state: 'SUBMITTED' },
      })
      await goto(paths.bureauCall(id))
    },
    async ({ show, button, press }) => {
      await show(button('call.action.publish'))
      await press('call.action.publish')
    },
  ],
  open: [
    async ({ goto, follow }) => {
      await goto(paths.desk())
      await follow('desk.kind.callToConfirm')
    },
    async ({ fill, show, button, press }) => {
      await fill({ passphrase: demonstrationPassphrase })
      await show(button('bid.opening.confirm'))
      await press('bid.opening.confirm')
    },
  ],
  panel: [
    async ({ goto, db }) => {
      await goto(paths.desk())
      const { id } = await db.call.findFirstOrThrow({ where: { callNo: 'GYH-2026-0025' } })
      await goto(paths.bureauPanel(id))
    },
    async ({ show, button, press }) => {
      await show(button('panel.bureau.seatAsChair').first())
      await press('panel.bureau.seatAsChair')
    },
  ],
  result: [
    async ({ become, goto, follow }) => {
      await become(addressOf('approver.yantian'))
      await goto(paths.desk())
      await follow('desk.kind.resultToDecide')
    },
    async ({ fill, show, button, press }) => {
      await fill({ reasons: '综合得分第一，核查方案具体，人员资质齐全，报价低于最高限价。' })
      await show(button('award.decide.submit'))
      await press('award.decide.submit')
    },
    () => Promise.resolve(),
  ],
  contract: [
    async ({ become, goto, follow }) => {
      await become(addressOf('approver'))
      await goto(paths.desk())
      await follow('desk.kind.contractToOffer')
    },
    async ({ show, button, press }) => {
      await show(button('contract.offer'))
      await press('contract.offer')
    },
  ],
  team: [
    async ({ goto, follow }) => {
      await goto(paths.desk())
      await follow('desk.area.team')
    },
    async ({ fill, show, button, press }) => {
      await fill({ name: '周敏', email: 'zhou@example.cn', role: 'OFFICER' })
      await show(button('account.team.send'))
      await press('account.team.send')
    },
  ],
}
