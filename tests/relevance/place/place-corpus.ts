import type { Db } from '#app/services/shared/db.server.ts'
import { bodies } from '../corpus/bodies.ts'
import { calls } from '../corpus/calls.ts'
import { organizations } from '../corpus/organizations.ts'
import { projects } from '../corpus/projects.ts'
import type { CallRow } from '../corpus/shape.ts'
import { at, daysAfter, fen, idOf, idsFor, need } from './ids.ts'
import { granted, placeProjects } from './place-projects.ts'

/** The corpus's key of a row's id: of calls, projects and organizations. */
export type KeyOf = ReadonlyMap<string, string>

const guarded = ['call', 'bid', 'result', 'result_notice', 'noticed_award', 'award', 'contract', 'project']

/**
 * Writes the corpus into a database that has its regions, straight into the states that search has to read. The way there is
 * other tests' matter: the triggers that guard it go off in this database, keys and checks stay on.
 */
export async function placeCorpus(db: Db): Promise<KeyOf> {
  for (const table of guarded) await db.$executeRawUnsafe(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
  const regionIds = new Map((await db.region.findMany({ select: { id: true, code: true } })).map((r) => [r.code, r.id]))
  const [officer, approver] = [idOf('officer'), idOf('approver')]
  await db.account.createMany({
    data: [officer, approver].map((id) => ({ id, email: `${id}@example.cn`, name: 'A' })),
  })

  const bodyIds = idsFor(bodies)
  await db.body.createMany({
    data: bodies.map(({ key, zh, en, region }) => ({
      id: need(bodyIds, key),
      nameZh: zh,
      nameEn: en,
      regionId: need(regionIds, region),
    })),
  })

  const fundOf = (body: string) => idOf(`fund ${body}`)
  const bodyKeys = bodies.map(({ key }) => key)
  await db.$transaction([
    db.fund.createMany({ data: bodyKeys.map((key) => ({ id: fundOf(key), bodyId: need(bodyIds, key), name: key })) }),
    db.fundShare.createMany({
      data: bodyKeys.map((key) => ({ fundId: fundOf(key), source: 'FISCAL', weight: 10_000, part: '' })),
    }),
  ])

  const organizationIds = idsFor(organizations)
  await db.organization.createMany({
    data: organizations.map((row) => ({
      id: need(organizationIds, row.key),
      name: row.name,
      nameEn: row.nameEn ?? null,
      creditCode: row.creditCode ?? null,
      kind: row.kind,
      fields: [...row.fields],
      regionId: need(regionIds, row.region),
      introduction: row.introduction,
    })),
  })

  const regionOfBody = new Map(bodies.map(({ key, region }) => [key, region]))
  const regionOf = (call: CallRow) => need(regionIds, call.region ?? need(regionOfBody, call.body))
  const callIds = idsFor(calls)
  await db.call.createMany({
    data: calls.map((row) => ({
      id: need(callIds, row.key),
      bodyId: need(bodyIds, row.body),
      fundId: fundOf(row.body),
      callNo: row.no,
      regime: row.method === 'VENTURE_CALL' ? 'VENTURE' : 'PROCUREMENT',
      method: row.method,
      ...granted(row),
      title: row.title,
      summary: row.summary,
      requirement: row.requirement,
      beneficiaries: row.beneficiaries,
      field: row.field,
      regionId: regionOf(row),
      budgetFen: fen(row.budgetWan),
      ceilingFen: fen(row.budgetWan),
      bidDeadlineAt: daysAfter(row.on, 21),
      startsOn: daysAfter(row.on, 60),
      endsOn: daysAfter(row.on, 420),
      state: row.state,
      ...ended[row.state],
      draftedById: officer,
      submittedById: officer,
      submittedAt: at(row.on),
      publishedById: approver,
      publishedAt: at(row.on),
    })),
  })

  const callOf = new Map(calls.map((row) => [row.key, row]))
  const placed = projects.map((row) => {
    const call = need(callOf, row.call)
    return {
      row,
      call,
      callId: need(callIds, call.key),
      bodyId: need(bodyIds, call.body),
      organizationId: need(organizationIds, row.organization),
      regionId: row.region === undefined ? regionOf(call) : need(regionIds, row.region),
    }
  })
  const projectIds = await placeProjects(db, { officer, approver }, placed)

  const keyOf = new Map<string, string>()
  for (const ids of [callIds, projectIds, organizationIds]) for (const [key, id] of ids) keyOf.set(id, key)
  return keyOf
}

const ended: Partial<Record<CallRow['state'], { stateReason: string; endCode: 'TOO_FEW' | 'TASK_CANCELLED' }>> = {
  FAILED: { stateReason: '有效投标不足三家', endCode: 'TOO_FEW' },
  CANCELLED: { stateReason: '采购任务取消', endCode: 'TASK_CANCELLED' },
}
