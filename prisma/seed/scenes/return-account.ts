import { addDays } from '#app/domain/shared/day.ts'
import { confirmReturnAccount, declareReturnAccount } from '#app/services/clawback/return-account.server.ts'
import { bodies } from '../data/bodies.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'

/** To which account money comes back to each body. */
export function tellReturnAccounts(world: World, timeline: Timeline): void {
  for (const [index, { key, nameZh }] of bodies.entries()) {
    const { id: bodyId, staff } = world.body(key)
    timeline.at(moment(addDays(world.today, -310), '09:30'), async (when) => {
      const { returnAccountId } = await done(
        declareReturnAccount(world.as(staff.finance, when), {
          bodyId,
          holder: nameZh,
          bank: '示范银行城区支行',
          number: `310501783600000012${String(index + 10)}`,
        }),
      )
      await done(confirmReturnAccount(world.as(staff.approver, when), { returnAccountId }))
    })
  }
}
