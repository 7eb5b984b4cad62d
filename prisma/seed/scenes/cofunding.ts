import type { BidCofunding } from '#app/domain/bid/content.ts'
import { addDays } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { decideReceipt } from '#app/services/cofunding/decide-receipt.server.ts'
import { recordReceipt } from '#app/services/cofunding/record-receipt.server.ts'
import { onePagePdf } from '../evidence-files.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type Organization, type World } from '../world.ts'
import type { AwardStory } from './panel.ts'
import type { CallStory } from './prepare-call.ts'

const percentOf = (priceFen: bigint, percent: bigint): string => String(((priceFen * percent) / 10_000n) * 100n)

/** What an organization and its donors bring, beside a price, where the call asks for it. */
export const cofundingOf = (priceFen: bigint, place: string): BidCofunding[] => [
  { kind: 'OWN', giver: '', amountFen: percentOf(priceFen, 20n), isAgreed: true, valuation: '' },
  {
    kind: 'DONATION',
    giver: '同舟公益基金会（演示）',
    amountFen: percentOf(priceFen, 60n),
    isAgreed: true,
    valuation: '',
  },
  {
    kind: 'IN_KIND',
    giver: `${place}商圈联合会（演示）`,
    amountFen: percentOf(priceFen, 12n),
    isAgreed: true,
    valuation: '活动室每周三次，按同类场地租金估算',
  },
]

type Told = { world: World; timeline: Timeline; story: CallStory; award: AwardStory; supplier: Organization }

/** Half of the donation came in and was confirmed; the rest is recorded and waits for the office. */
export function tellCofunding({ world, timeline, story, award, supplier }: Told): void {
  const ago = (days: number, clock: string) => moment(addDays(world.today, -days), clock)
  const { officer } = story.body.staff
  const record = (days: number, percent: bigint) => {
    timeline.at(ago(days, '10:30'), async (when) => {
      const ctx = world.as(supplier.editor, when)
      const { projectId } = award
      const gift = await ctx.db.cofunding.findFirstOrThrow({ where: { projectId, kind: 'DONATION' } })
      const amount = toFen(((gift.amountFen * percent) / 10_000n) * 100n)
      const receivedOn = addDays(world.today, -days - 1)
      const pages = onePagePdf('捐赠到账回单', [
        gift.giver,
        `日期 ${receivedOn}`,
        '本页为演示数据，不涉及任何真实的人和机构。',
      ])
      const file = new File([new Uint8Array(pages)], '捐赠到账回单.pdf', { type: 'application/pdf' })
      await done(recordReceipt(ctx, { projectId, cofundingId: gift.id, receivedOn, amount, file }))
    })
  }
  record(90, 50n)
  timeline.at(ago(88, '15:10'), async (when) => {
    const ctx = world.as(officer, when)
    const receipt = await ctx.db.cofundingReceipt.findFirstOrThrow({
      where: { state: 'RECORDED', cofunding: { projectId: award.projectId } },
    })
    await done(decideReceipt(ctx, { projectId: award.projectId, receiptId: receipt.id }))
  })
  record(4, 30n)
}
