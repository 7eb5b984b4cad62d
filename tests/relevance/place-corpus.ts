import { createHash, randomUUID } from 'node:crypto'
import type { Db } from '#app/services/shared/db.server.ts'
import { bodies } from './corpus/bodies.ts'
import { calls } from './corpus/calls.ts'
import { organizations } from './corpus/organizations.ts'
import { projects } from './corpus/projects.ts'
import type { CallRow, ProjectRow } from './corpus/shape.ts'

/** The corpus's key of a row's id: of calls, projects and organizations. */
export type KeyOf = ReadonlyMap<string, string>

const guarded = ['call', 'bid', 'result', 'result_notice', 'noticed_award', 'award', 'contract', 'project']

const at = (day: string) => new Date(`${day}T09:00:00+08:00`)
const daysAfter = (day: string, days: number) => new Date(at(day).getTime() + days * 86_400_000)
const fen = (wan: number) => BigInt(wan) * 1_000_000n

type Ids = Map<string, string>

/** Ids as the database makes them, in order of time, but the same in every run: what is equal otherwise is put in order by them. */
function idOf(key: string, day = '2024-01-01'): string {
  const time = at(day).getTime().toString(16).padStart(12, '0')
  const rest = createHash('sha256').update(key).digest('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`
}
const idsFor = (rows: readonly { key: string; on?: string }[]): Ids =>
  new Map(rows.map(({ key, on }) => [key, idOf(key, on)]))

function need(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`nothing in the corpus is called ${key}`)
  return id
}

/**
 * Writes the corpus into a database that has its regions, straight into the states that search has to read. The way there is
 * other tests' matter: the triggers that guard it go off in this database, keys and checks stay on.
 */
export async function placeCorpus(db: Db): Promise<KeyOf> {
  for (const table of guarded) await db.$executeRawUnsafe(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
  const regionIds = new Map((await db.region.findMany({ select: { id: true, code: true } })).map((r) => [r.code, r.id]))
  const people: [string, string] = [randomUUID(), randomUUID()]
  await db.account.createMany({ data: people.map((id) => ({ id, email: `${id}@example.cn`, name: 'A' })) })

  const bodyIds = idsFor(bodies)
  const fundIds = idsFor(bodies)
  await db.body.createMany({
    data: bodies.map(({ key, zh, en, region }) => ({
      id: need(bodyIds, key),
      nameZh: zh,
      nameEn: en,
      regionId: need(regionIds, region),
    })),
  })
  for (const { key } of bodies) {
    const shares = { create: { source: 'FISCAL', weight: 10_000, part: '' } } as const
    await db.fund.create({ data: { id: need(fundIds, key), bodyId: need(bodyIds, key), name: key, shares } })
  }

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
  const callIds = idsFor(calls)
  const regionOfCall = (call: CallRow) => need(regionIds, call.region ?? need(regionOfBody, call.body))
  const [drafter, publisher] = people
  await db.call.createMany({
    data: calls.map((row) => ({
      id: need(callIds, row.key),
      bodyId: need(bodyIds, row.body),
      fundId: need(fundIds, row.body),
      callNo: row.no,
      regime: row.method === 'VENTURE_CALL' ? 'VENTURE' : 'PROCUREMENT',
      method: row.method,
      ...granted(row),
      title: row.title,
      summary: row.summary,
      requirement: row.requirement,
      beneficiaries: row.beneficiaries,
      field: row.field,
      regionId: regionOfCall(row),
      budgetFen: fen(row.budgetWan),
      ceilingFen: fen(row.budgetWan),
      bidDeadlineAt: daysAfter(row.on, 21),
      startsOn: daysAfter(row.on, 60),
      endsOn: daysAfter(row.on, 420),
      state: row.state,
      ...ended[row.state],
      draftedById: drafter,
      submittedById: drafter,
      submittedAt: at(row.on),
      publishedById: publisher,
      publishedAt: at(row.on),
    })),
  })

  const projectIds = idsFor(projects)
  for (const call of calls) {
    const awarded = projects.filter((project) => project.call === call.key)
    if (awarded.length > 0) await award(call, awarded)
  }

  /** One result and one notice for the call, then an award, a contract and a project for each. */
  async function award(call: CallRow, awarded: readonly ProjectRow[]): Promise<void> {
    const callId = need(callIds, call.key)
    const decidedAt = daysAfter(call.on, 30)
    const rows = awarded.map((row) => ({ row, bid: randomUUID(), award: randomUUID(), contract: randomUUID() }))
    const isSole = rows.length === 1
    await db.bid.createMany({
      data: rows.map(({ row, bid }) => ({
        id: bid,
        callId,
        organizationId: need(organizationIds, row.organization),
        state: 'AWARDED',
        createdById: drafter,
      })),
    })
    const noticeId = randomUUID()
    await db.resultNotice.create({
      data: {
        id: noticeId,
        kind: 'RESULT',
        number: 1,
        reasons: '',
        decidedById: publisher,
        decidedAt,
        call: { connect: { id: callId } },
        result: { create: { callId, record: {}, recordSha256: '', closedAt: decidedAt, closedById: drafter } },
        awards: { create: rows.map(({ row, bid }) => ({ bidId: bid, amountFen: fen(row.amountWan) })) },
      },
    })
    await db.award.createMany({
      data: rows.map(({ row, bid, award: id }) => ({
        id,
        callId,
        noticeId,
        bidId: bid,
        amountFen: fen(row.amountWan),
        decidedById: publisher,
        decidedAt,
        isSole,
      })),
    })
    await db.contract.createMany({
      data: rows.map(({ row, award: awardId, contract: id }) => ({
        id,
        awardId,
        contractNo: `HT-${row.no}`,
        amountFen: fen(row.amountWan),
        draftedById: drafter,
      })),
    })
    await db.project.createMany({
      data: rows.map(({ row, award: awardId, contract: contractId }) => ({
        id: need(projectIds, row.key),
        projectNo: row.no,
        callId,
        awardId,
        contractId,
        bodyId: need(bodyIds, call.body),
        organizationId: need(organizationIds, row.organization),
        title: row.title,
        summary: row.summary,
        field: row.field ?? call.field,
        ...granted(call),
        regionId: row.region === undefined ? regionOfCall(call) : need(regionIds, row.region),
        amountFen: fen(row.amountWan),
        startsOn: at(row.on),
        endsOn: daysAfter(row.on, 365),
        state: row.state,
        createdAt: at(row.on),
      })),
    })
  }

  const keyOf = new Map<string, string>()
  for (const ids of [callIds, projectIds, organizationIds]) for (const [key, id] of ids) keyOf.set(id, key)
  return keyOf
}

const granted = ({ method, key }: CallRow) =>
  method === 'VENTURE_CALL'
    ? ({ instrument: 'VENTURE_GRANT', fundingKind: 'SUBSIDY' } as const)
    : ({ instrument: key === 'elder-adviser' ? 'POST_PURCHASE' : 'PROJECT_GRANT', fundingKind: 'COMMISSION' } as const)

const ended: Partial<Record<CallRow['state'], { stateReason: string; endCode: 'TOO_FEW' | 'TASK_CANCELLED' }>> = {
  FAILED: { stateReason: '有效投标不足三家', endCode: 'TOO_FEW' },
  CANCELLED: { stateReason: '采购任务取消', endCode: 'TASK_CANCELLED' },
}
