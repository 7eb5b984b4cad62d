import { type Band, bandOf } from '#app/domain/search/band.ts'
import type { Instrument, Regime, ServiceField } from '#app/domain/search/ask.ts'
import { type Stage, stageOfProject } from '#app/domain/search/stage.ts'
import { dayOf, yearOf } from '#app/domain/shared/day.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { wordsOfField, wordsOfInstrument, wordsOfStage } from '../words.ts'
import { type ChineseHelps, chineseHelps, codesOfPath, excerpt, join, regionNames, seconds } from './document-text.ts'

/** Everything the index holds of a call or a project: what anyone may read on its page. */
export type ProjectDocument = ChineseHelps & {
  id: string
  kind: 'call' | 'project'
  entityId: string
  no: string
  title: string
  summary: string
  detail: string
  names: string
  words: string
  field: ServiceField
  stage: Stage
  band: Band
  regions: string[]
  regime: Regime
  instrument: Instrument
  /** Of publication. */
  year: string
  /** The body that pays. */
  buyer: string
  budgetFen: number
  publishedAt: number
  /** Absent for projects: they come last when calls are put in order of their deadlines. */
  deadlineAt?: number
}

export const yearIn = (instant: Date): string => String(yearOf(dayOf(instant)))

export const projectDocumentId = (id: string) => `project_${id}`

const select = {
  id: true,
  projectNo: true,
  title: true,
  summary: true,
  field: true,
  instrument: true,
  state: true,
  amountFen: true,
  createdAt: true,
  bodyId: true,
  call: { select: { regime: true } },
  body: { select: { nameZh: true, nameEn: true } },
  organization: { select: { name: true, nameEn: true } },
  region: { select: { path: true } },
  /** That it ended early, which its state no longer says once its account is closed. */
  halts: { where: { kind: 'TERMINATION', state: 'STANDING' }, select: { id: true } },
} as const

/** Where the award was taken back before anybody signed there is no project to find. */
const load = (db: Db | Tx, ids: string[]) =>
  db.project.findMany({ where: { id: { in: ids }, award: { revokedAt: null } }, select })
type ProjectRow = Awaited<ReturnType<typeof load>>[number]
type PlaceOf = (path: string) => string

function toDocument(project: ProjectRow, placeOf: PlaceOf): ProjectDocument {
  const stage = project.halts.length > 0 ? 'ENDED' : stageOfProject[project.state]
  return {
    id: projectDocumentId(project.id),
    kind: 'project',
    entityId: project.id,
    no: project.projectNo,
    title: excerpt(project.title),
    summary: excerpt(project.summary),
    detail: '',
    names: join(project.organization.name, project.organization.nameEn, project.body.nameZh, project.body.nameEn),
    words: join(
      wordsOfField[project.field],
      wordsOfStage[stage],
      wordsOfInstrument[project.instrument],
      placeOf(project.region.path),
    ),
    ...chineseHelps(
      join(project.title, project.organization.name, project.body.nameZh),
      wordsOfField[project.field],
      project.summary,
    ),
    field: project.field,
    stage,
    band: bandOf(project.amountFen),
    regions: codesOfPath(project.region.path),
    regime: project.call.regime,
    instrument: project.instrument,
    year: yearIn(project.createdAt),
    buyer: project.bodyId,
    budgetFen: Number(project.amountFen),
    publishedAt: seconds(project.createdAt),
  }
}

export async function projectDocuments(db: Db | Tx, ids: string[]): Promise<ProjectDocument[]> {
  const rows = await load(db, ids)
  const placeOf = await regionNames(
    db,
    rows.map(({ region }) => region.path),
  )
  return rows.map((row) => toDocument(row, placeOf))
}
