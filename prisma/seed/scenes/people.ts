import { anonymous } from '#app/domain/shared/actor.ts'
import { addDays, type Day } from '#app/domain/shared/day.ts'
import type { CertificateKind, Post } from '#app/domain/staff/terms.ts'
import { addCertificate, addStaff, addStaffTraining } from '#app/services/staff/keep-list.server.ts'
import { confirmHours, publishCallout, recordHours } from '#app/services/volunteer/callouts.server.ts'
import { signUp } from '#app/services/volunteer/sign-up.server.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'

type Person = { name: string; post: Post; postTitle: string; certificate?: [CertificateKind, number | undefined] }

const staff: readonly Person[] = [
  { name: '秦有光（演示）', post: 'HEAD', postTitle: '总干事', certificate: ['TRAINING', undefined] },
  { name: '梁小雨（演示）', post: 'SOCIAL_WORKER', postTitle: '', certificate: ['SOCIAL_WORKER', 25] },
  { name: '许安（演示）', post: 'SOCIAL_WORKER', postTitle: '', certificate: ['ASSISTANT_SOCIAL_WORKER', 400] },
  { name: '邵宁（演示）', post: 'SOCIAL_WORKER', postTitle: '实习社工' },
  { name: '顾明（演示）', post: 'FINANCE', postTitle: '会计', certificate: ['ACCOUNTING', undefined] },
]

/** One organization's people, a call-out that was held and confirmed, and one that is open. */
export function tellPeople(world: World, timeline: Timeline): void {
  const own = world.organization('qingchuan')
  const on = (days: number): Day => addDays(world.today, -days)
  const instant = (day: Day, hour: string) => new Date(`${day}T${hour}:00+08:00`)

  timeline.at(moment(on(120), '09:10'), async (when) => {
    const ctx = world.as(own.owner, when)
    for (const [index, { name, post, postTitle, certificate }] of staff.entries()) {
      const { staffId } = await done(
        addStaff(ctx, own.id, {
          name,
          post,
          postTitle,
          fromOn: on(700 - index * 90),
          consentHow: 'WRITTEN',
          consentOn: on(121),
        }),
      )
      if (certificate === undefined) continue
      const [kind, daysLeft] = certificate
      await done(
        addCertificate(ctx, {
          staffId,
          kind,
          number: `YS-2024-00${String(index + 1)}`,
          issuedOn: on(600),
          validUntil: daysLeft === undefined ? undefined : addDays(world.today, daysLeft),
        }),
      )
      await done(addStaffTraining(ctx, { staffId, heldOn: on(125), hours: '6', title: '社区为老服务实务（演示）' }))
    }
  })

  let heldId = ''
  timeline.at(moment(on(40), '09:30'), async (when) => {
    const { calloutId } = await done(
      publishCallout(world.as(own.owner, when), own.id, {
        title: '周末陪伴独居老人（演示）',
        about: '两人一组上门，陪老人聊天、读报，提醒用药；出发前有半小时说明。',
        place: '古美路街道社区活动室集合',
        startsAt: instant(on(30), '14:00'),
        endsAt: instant(on(30), '17:00'),
        seats: 6,
      }),
    )
    heldId = calloutId
  })
  timeline.at(moment(on(36), '20:00'), async (when) => {
    for (const name of ['陈一（演示）', '罗平（演示）'])
      await done(
        signUp(world.as(anonymous, when), { calloutId: heldId, key: crypto.randomUUID(), name, phone: '000-0000' }),
      )
  })
  timeline.at(moment(on(29), '10:00'), async (when) => {
    const ctx = world.as(own.owner, when)
    const signups = await ctx.db.volunteerSignup.findMany({ where: { calloutId: heldId } })
    const hours = Object.fromEntries(signups.map(({ id }) => [id, '3']))
    await done(recordHours(ctx, { calloutId: heldId, hours, rating: {} }))
    await done(confirmHours(world.as(own.editor, when), { calloutId: heldId }))
  })
  timeline.at(moment(on(6), '09:30'), async (when) => {
    await done(
      publishCallout(world.as(own.owner, when), own.id, {
        title: '助老餐厅帮厨和送餐（演示）',
        about: '择菜、分装、给行动不便的老人送餐上门；有健康证优先，没有也可以送餐。',
        place: '古美路街道助老餐厅',
        startsAt: instant(addDays(world.today, 12), '09:00'),
        endsAt: instant(addDays(world.today, 12), '12:00'),
        seats: 8,
      }),
    )
  })
}
