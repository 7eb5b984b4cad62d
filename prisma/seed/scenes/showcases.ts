import { addDays, yearOf } from '#app/domain/shared/day.ts'
import type { Entry } from '#app/domain/showcase/schema.ts'
import { confirmEntry, enterPhase, enterQuota, proposeShowcase } from '#app/services/showcase/showcase.server.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'

/** A district's quota, one project and one community named, one proposed; and the phases of a reform. All invented. */
export function tellShowcases(world: World, timeline: Timeline): void {
  const { id: bodyId, row, staff } = world.body('minhang')
  const regionId = world.region(row.region)
  const fromOn = addDays(world.today, -18)
  // A quota is of the year in which what it counts begins; on a day in January that is the year before.
  const year = yearOf(fromOn)
  const confirm = async (entry: Entry, { id }: { id: string }, when: Date) => {
    await done(confirmEntry(world.as(staff.approver, when), { entry, id }))
  }
  timeline.at(moment(addDays(world.today, -20), '14:40'), async (when) => {
    const officer = world.as(staff.officer, when)
    const documentNo = '闵演〔演示〕30 号'
    for (const [kind, quota] of [
      ['MODEL_PROJECT', 3],
      ['MODEL_COMMUNITY', 2],
      ['AUTONOMY_BRAND', 3],
    ] as const)
      await confirm('quota', await done(enterQuota(officer, { bodyId, regionId, kind, year, quota, documentNo })), when)
    await confirm(
      'phase',
      await done(
        enterPhase(officer, { bodyId, regionId, phase: 'PILOT', fromOn: addDays(world.today, -400), documentNo }),
      ),
      when,
    )
    await confirm(
      'phase',
      await done(
        enterPhase(officer, { bodyId, regionId, phase: 'ROLL_OUT', fromOn: addDays(world.today, -60), documentNo }),
      ),
      when,
    )
    const project = await officer.db.project.findFirst({
      where: { bodyId, startedAt: { not: null } },
      orderBy: { projectNo: 'asc' },
    })
    const community = await officer.db.region.findFirst({
      where: { level: 'COMMUNITY', path: { contains: `${row.region}/` } },
      orderBy: { code: 'asc' },
    })
    const common = {
      bodyId,
      documentNo,
      fromOn,
      untilOn: addDays(world.today, 700),
    }
    if (project !== null)
      await confirm(
        'showcase',
        await done(
          proposeShowcase(officer, {
            ...common,
            kind: 'MODEL_PROJECT',
            projectNo: project.projectNo,
            communityId: '',
            reason: '服务对象建档完整，满意度高，做法可在其他街镇推广（演示数据）。',
          }),
        ),
        when,
      )
    if (community !== null) {
      const model = { ...common, projectNo: '', communityId: community.id }
      await confirm(
        'showcase',
        await done(
          proposeShowcase(officer, {
            ...model,
            kind: 'MODEL_COMMUNITY',
            reason: '居务公开、评议会按季召开，居民参与面广（演示数据）。',
          }),
        ),
        when,
      )
      await done(
        proposeShowcase(officer, {
          ...model,
          kind: 'AUTONOMY_BRAND',
          reason: '楼组自治会运行两年，楼道堆物清零（演示数据）。',
        }),
      )
    }
  })
}
