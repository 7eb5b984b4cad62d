import { bandOf } from '#app/domain/search/band.ts'
import { stageOfCall } from '#app/domain/search/stage.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { wordsOfField, wordsOfInstrument, wordsOfMethod, wordsOfStage } from '../words.ts'
import { chineseHelps, codesOfPath, excerpt, join, regionNames, seconds } from './document-text.ts'
import { type ProjectDocument, yearIn } from './project.ts'

export const callDocumentId = (id: string) => `call_${id}`

const select = {
  id: true,
  callNo: true,
  title: true,
  summary: true,
  requirement: true,
  beneficiaries: true,
  field: true,
  regime: true,
  method: true,
  instrument: true,
  state: true,
  budgetFen: true,
  bidDeadlineAt: true,
  publishedAt: true,
  bodyId: true,
  body: { select: { nameZh: true, nameEn: true } },
  region: { select: { path: true } },
} as const

const load = (db: Db | Tx, ids: string[]) =>
  // What was never published, or only rehearsed, has no document, whatever became of it.
  db.call.findMany({ where: { id: { in: ids }, publishedAt: { not: null }, isRehearsal: false }, select })
type CallRow = Awaited<ReturnType<typeof load>>[number]
type PlaceOf = (path: string) => string

/** An allow-list: nothing of a bid, of a person or of a draft is named here. */
function toDocument(call: CallRow, placeOf: PlaceOf): ProjectDocument | undefined {
  const stage = stageOfCall[call.state]
  if (stage === undefined || call.publishedAt === null) return undefined
  return {
    id: callDocumentId(call.id),
    kind: 'call',
    entityId: call.id,
    no: call.callNo ?? '',
    title: excerpt(call.title),
    summary: excerpt(call.summary),
    detail: excerpt(join(call.requirement, call.beneficiaries)),
    names: join(call.body.nameZh, call.body.nameEn),
    words: join(
      wordsOfField[call.field],
      wordsOfStage[stage],
      wordsOfMethod[call.method],
      wordsOfInstrument[call.instrument],
      placeOf(call.region.path),
    ),
    ...chineseHelps(
      join(call.title, call.body.nameZh),
      wordsOfField[call.field],
      join(call.summary, call.requirement, call.beneficiaries),
    ),
    field: call.field,
    stage,
    band: bandOf(call.budgetFen),
    regions: codesOfPath(call.region.path),
    regime: call.regime,
    instrument: call.instrument,
    year: yearIn(call.publishedAt),
    buyer: call.bodyId,
    budgetFen: Number(call.budgetFen),
    publishedAt: seconds(call.publishedAt),
    deadlineAt: seconds(call.bidDeadlineAt),
  }
}

export async function callDocuments(db: Db | Tx, ids: string[]): Promise<ProjectDocument[]> {
  const rows = await load(db, ids)
  const placeOf = await regionNames(
    db,
    rows.map(({ region }) => region.path),
  )
  return rows.map((row) => toDocument(row, placeOf)).filter((document) => document !== undefined)
}
