import { anonymous } from '#app/domain/shared/actor.ts'
import { addDays, type Day, dayOf } from '#app/domain/shared/day.ts'
import { answerObservation, showObservation } from '#app/services/observation/answer-observation.server.ts'
import { observe } from '#app/services/observation/observe.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { addressOf } from '../accounts.ts'
import type { Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'
import type { AwardStory } from './panel.ts'
import type { CallStory } from './prepare-call.ts'

/** One observation answered and shown, one of a supervisor that waits. */
export function tellObservations(
  world: World,
  timeline: Timeline,
  story: CallStory,
  supplierKey: string,
  award: AwardStory,
): void {
  if (story.plan.key !== 'elders-rounds') return
  const { officer, supervisor } = story.body.staff
  const supplier = world.organization(supplierKey)
  const made = { id: '' }
  const day = (daysAgo: number): Day => addDays(world.today, -daysAgo)
  const inOfficeHours = timeline.inOfficeHours()
  const at = async ({ db }: Context) => {
    const { version } = await db.observation.findUniqueOrThrow({ where: { id: made.id }, select: { version: true } })
    return { observationId: made.id, version, projectId: award.projectId }
  }
  inOfficeHours(day(30), '19:40', async (when) => {
    const { db } = world.as(anonymous, when)
    const email = addressOf('resident')
    const { id, name } = await db.account.findUniqueOrThrow({ where: { email }, select: { id: true, name: true } })
    const ctx = world.as({ ...anonymous, accountId: id, name, email }, when)
    const { observationId } = await done(
      observe(ctx, {
        projectId: award.projectId,
        side: 'RESIDENT',
        observedOn: dayOf(when),
        text: '红旗一村宣传栏贴的求助电话有一位数字印错了，老人打不通。',
      }),
    )
    made.id = observationId
  })
  inOfficeHours(day(27), '10:05', async (when) => {
    const ctx = world.as(supplier.editor, when)
    const answer = '谢谢提醒。已于当天更换宣传栏张贴内容，并逐户电话告知正确号码；其余三处宣传栏核对无误。'
    await done(answerObservation(ctx, { ...(await at(ctx)), answer }))
  })
  inOfficeHours(day(26), '09:15', async (when) => {
    const ctx = world.as(officer, when)
    await done(showObservation(ctx, await at(ctx)))
  })
  inOfficeHours(day(5), '15:20', (when) =>
    done(
      observe(world.as(supervisor, when), {
        projectId: award.projectId,
        side: 'SUPERVISOR',
        observedOn: dayOf(when),
        text: '抽查第二季度巡访记录，有四次巡访没有居民或志愿者签名，请说明原因并补充佐证。',
      }),
    ),
  )
}
