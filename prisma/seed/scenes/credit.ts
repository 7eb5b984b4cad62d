import { addDays } from '#app/domain/shared/day.ts'
import { confirmEvent, enterEvent } from '#app/services/credit/enter-event.server.ts'
import { fileRequest } from '#app/services/credit/request.server.ts'
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
  enter(90, world.organization('qingchuan').id, {
    kind: 'COMMENDATION',
    documentNo: '闵民社表〔演示〕1 号',
    summary: '助老服务成效突出，予以表扬（演示数据）。',
  })
  tellListing(world, timeline)
}

/** One that could not be found is on the abnormal list; it has moved its address into the register and asks for repair. */
function tellListing(world: World, timeline: Timeline): void {
  const { id: bodyId, staff } = world.body(bodyKey)
  const organization = world.organization('pujinfund')
  const event = { id: '' }
  const happenedOn = addDays(world.today, -45)
  timeline.at(moment(happenedOn, '15:40'), async (when) => {
    const { eventId } = await done(
      enterEvent(world.as(staff.officer, when), {
        ...nothing,
        organizationId: organization.id,
        bodyId,
        kind: 'UNREACHABLE',
        happenedOn,
        legalBasis: '社会组织信用信息管理办法（民政部令第60号）第十一条',
        documentNo: '闵民社异〔演示〕1 号',
        summary: '通过登记的住所两次无法取得联系（演示数据）。',
        needsRectification: true,
      }),
    )
    await done(confirmEvent(world.as(staff.approver, when), { eventId }))
    event.id = eventId
  })
  timeline.at(moment(addDays(world.today, -2), '10:30'), (when) =>
    done(
      fileRequest(world.as(organization.certifier, when), {
        organizationId: organization.id,
        eventId: event.id,
        kind: 'REPAIR',
        statement: '已办理住所变更登记，新址有人值守，请核实后移出名录（演示数据）。',
      }),
    ),
  )
}
