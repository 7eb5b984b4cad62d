import { addDays } from '#app/domain/shared/day.ts'
import { follow } from '#app/services/follow/follow.server.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'

/** A resident follows a project of their district and a call. All invented. */
export function tellFollows(world: World, timeline: Timeline): void {
  timeline.at(moment(addDays(world.today, -9), '20:05'), async (when) => {
    const resident = world.as(world.resident, when)
    const project = await resident.db.project.findFirst({
      where: { state: 'ACTIVE' },
      orderBy: { projectNo: 'asc' },
      select: { projectNo: true },
    })
    if (project !== null) await done(follow(resident, { projectNo: project.projectNo }))
    const call = await resident.db.call.findFirst({
      where: { callNo: { not: null }, state: 'PUBLISHED', isRehearsal: false },
      orderBy: { callNo: 'asc' },
      select: { callNo: true },
    })
    if (call !== null && call.callNo !== null) await done(follow(resident, { callNo: call.callNo }))
  })
}
