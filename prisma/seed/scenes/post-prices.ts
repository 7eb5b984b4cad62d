import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { readStandard } from '#app/services/post-price/store.server.ts'
import { approveStandard, draftStandard, saveStandard } from '#app/services/post-price/standard.server.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'

/** Bases a month, in fen, by the levels of the example. */
const bases = ['950000', '1300000', '1550000']

/** One body has a standard of its own: what the example adds, on bases of its own. */
export function tellPostPrices(world: World, timeline: Timeline): void {
  const body = world.body('minhang')
  const told = { ruleId: '' }
  timeline.at(moment(addDays(world.today, -320), '10:20'), async (when) => {
    const ctx = world.as(body.staff.officer, when)
    const { ruleId } = await done(draftStandard(ctx, { bodyId: body.id }))
    told.ruleId = ruleId
    const { items } = await readStandard(ctx.db, null)
    await done(
      saveStandard(ctx, {
        ruleId,
        version: 1,
        validFrom: dayOf(when),
        sourceZh: '闵行区社会工作岗位定价标准（演示，非真实文件）',
        sourceEn: 'Minhang standard for social work posts (demonstration, no real document)',
        items: items.map((item) =>
          item.factor === 'LEVEL' ? { ...item, fen: bases[item.position - 1] ?? item.fen } : item,
        ),
      }),
    )
  })
  timeline.at(moment(addDays(world.today, -320), '16:40'), async (when) => {
    await done(approveStandard(world.as(body.staff.approver, when), { ruleId: told.ruleId, version: 2 }))
  })
}
