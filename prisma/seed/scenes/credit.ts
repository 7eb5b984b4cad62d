import { addDays } from '#app/domain/shared/day.ts'
import { confirmEvent, enterEvent } from '#app/services/credit/enter-event.server.ts'
import type { EventTyped } from '#app/domain/credit/schema.ts'
import { organizations } from '../data/organizations.ts'
import { moment, type Timeline } from '../timeline.ts'
import { done, type World } from '../world.ts'

const bodyKey = 'minhang'
const prefix = '310112'

const nothing = {
  fineFen: undefined,
  year: undefined,
  conclusion: undefined,
  needsRectification: false,
  file: undefined,
}

/** What the district's registry keeps of the organizations there: the inspection of the year before last. */
export function tellCredit(world: World, timeline: Timeline): void {
  const body = world.body(bodyKey)
  const { officer, approver } = body.staff
  const enter = (
    days: number,
    organizationId: string,
    event: Pick<EventTyped, 'kind' | 'documentNo' | 'summary'> & Partial<EventTyped>,
  ) => {
    const happenedOn = addDays(world.today, -days)
    timeline.at(moment(happenedOn, '16:20'), async (when) => {
      const typed: EventTyped = {
        ...nothing,
        organizationId,
        bodyId: body.id,
        happenedOn,
        legalBasis: '社会组织信用信息管理办法（民政部令第60号）第五条',
        ...event,
      }
      const { eventId } = await done(enterEvent(world.as(officer, when), typed))
      await done(confirmEvent(world.as(approver, when), { eventId }))
    })
  }
  const here = organizations.filter(({ region, kind }) => region.startsWith(prefix) && kind !== 'COMMUNITY_GROUP')
  for (const [index, row] of here.slice(0, 12).entries()) {
    const { id } = world.organization(row.key)
    const year = Number(world.today.slice(0, 4)) - 2
    enter(510 - index, id, {
      kind: 'ANNUAL_INSPECTION',
      documentNo: `闵民社检〔演示〕${String(index + 1)} 号`,
      summary: `${year} 年度检查（演示数据）。`,
      year,
      conclusion: index % 5 === 4 ? 'BASIC_PASS' : 'PASS',
    })
  }
}
