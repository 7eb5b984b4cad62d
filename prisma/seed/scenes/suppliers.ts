import { addDays } from '#app/domain/shared/day.ts'
import { confirmAdmission, proposeAdmission } from '#app/services/admission/admit.server.ts'
import { proposeExit } from '#app/services/admission/exit.server.ts'
import { organizations } from '../data/organizations.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'

/** A list of suppliers: two are on it, one of them is told that its time is over and may reply, a third waits for another’s word. */
export function tellSuppliers(world: World, timeline: Timeline): void {
  const { id: bodyId, staff } = world.body('minhang')
  const propose = (key: string, number: number, when: Date) =>
    done(
      proposeAdmission(world.as(staff.officer, when), {
        bodyId,
        organization: organizations.find((row) => row.key === key)?.name ?? '',
        admittedOn: addDays(world.today, number === 3 ? 5 : -240),
        reason: '符合名录公开的条件，近三年履约良好（演示数据）。',
        documentNo: `闵公服名〔演示〕${String(number)} 号`,
      }),
    )
  const admitted = { id: '' }
  for (const [index, key] of ['qingchuan', 'mingri'].entries())
    timeline.at(moment(addDays(world.today, -241 + index), '10:50'), async (when) => {
      const { admissionId } = await propose(key, index + 1, when)
      await done(confirmAdmission(world.as(staff.approver, when), { admissionId }))
      admitted.id = admissionId
    })
  timeline.at(moment(addDays(world.today, -3), '14:30'), (when) =>
    done(
      proposeExit(world.as(staff.officer, when), {
        admissionId: admitted.id,
        cause: 'TERM_OVER',
        reason: '名录有效期届满，未提出续期（演示数据）。',
        documentNo: '闵公服名〔演示〕4 号',
        replyUntil: addDays(world.today, 12),
        exitOn: addDays(world.today, 20),
        reentryOn: undefined,
      }),
    ),
  )
  timeline.at(moment(addDays(world.today, -1), '16:10'), async (when) => {
    await propose('yanhuo', 3, when)
  })
}
