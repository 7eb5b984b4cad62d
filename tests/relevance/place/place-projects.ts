import type { Db } from '#app/services/shared/db.server.ts'
import type { CallRow, ProjectRow } from '../corpus/shape.ts'
import { at, daysAfter, fen, idOf, idsFor, need } from './ids.ts'

type Placed = {
  row: ProjectRow
  call: CallRow
  callId: string
  bodyId: string
  organizationId: string
  regionId: string
}

/** What goes with the way a call is held. */
export const granted = ({ method }: CallRow) =>
  method === 'VENTURE_CALL'
    ? ({ instrument: 'VENTURE_GRANT', fundingKind: 'SUBSIDY' } as const)
    : ({ instrument: 'PROJECT_GRANT', fundingKind: 'COMMISSION' } as const)

/** For each call one result and one notice, for each project a bid, an award and a contract: a statement for each table. */
export async function placeProjects(
  db: Db,
  { officer, approver }: { officer: string; approver: string },
  placed: readonly Placed[],
): Promise<ReadonlyMap<string, string>> {
  const awarded = [...new Map(placed.map(({ call, callId }) => [callId, call]))]
  const isSole = (callId: string) => placed.filter((each) => each.callId === callId).length === 1
  const decidedAt = (call: CallRow) => daysAfter(call.on, 30)
  const idOfCall = (what: string, call: CallRow) => idOf(`${what} ${call.key}`)
  const idOfProject = (what: string, row: ProjectRow) => idOf(`${what} ${row.key}`)

  await db.bid.createMany({
    data: placed.map(({ row, callId, organizationId }) => ({
      id: idOfProject('bid', row),
      callId,
      organizationId,
      state: 'AWARDED',
      createdById: officer,
    })),
  })
  await db.result.createMany({
    data: awarded.map(([callId, call]) => ({
      id: idOfCall('result', call),
      callId,
      record: {},
      recordSha256: '',
      closedAt: decidedAt(call),
      closedById: officer,
    })),
  })
  await db.resultNotice.createMany({
    data: awarded.map(([callId, call]) => ({
      id: idOfCall('notice', call),
      callId,
      resultId: idOfCall('result', call),
      kind: 'RESULT',
      number: 1,
      reasons: '',
      decidedById: approver,
      decidedAt: decidedAt(call),
    })),
  })
  await db.noticedAward.createMany({
    data: placed.map(({ row, call, callId }) => ({
      noticeId: idOfCall('notice', call),
      callId,
      bidId: idOfProject('bid', row),
      amountFen: fen(row.amountWan),
    })),
  })
  await db.award.createMany({
    data: placed.map(({ row, call, callId }) => ({
      id: idOfProject('award', row),
      callId,
      noticeId: idOfCall('notice', call),
      bidId: idOfProject('bid', row),
      amountFen: fen(row.amountWan),
      decidedById: approver,
      decidedAt: decidedAt(call),
      isSole: isSole(callId),
    })),
  })
  await db.contract.createMany({
    data: placed.map(({ row }) => ({
      id: idOfProject('contract', row),
      awardId: idOfProject('award', row),
      contractNo: `HT-${row.no}`,
      amountFen: fen(row.amountWan),
      draftedById: officer,
    })),
  })
  const ids = idsFor(placed.map(({ row }) => row))
  await db.project.createMany({
    data: placed.map(({ row, call, callId, bodyId, organizationId, regionId }) => ({
      id: need(ids, row.key),
      projectNo: row.no,
      callId,
      awardId: idOfProject('award', row),
      contractId: idOfProject('contract', row),
      bodyId,
      organizationId,
      title: row.title,
      summary: row.summary,
      field: row.field ?? call.field,
      ...granted(call),
      regionId,
      amountFen: fen(row.amountWan),
      startsOn: at(row.on),
      endsOn: daysAfter(row.on, 365),
      state: row.state,
      createdAt: at(row.on),
    })),
  })
  return ids
}
