import type { ProjectAsk, ProjectFacet, Sort } from '#app/domain/search/ask.ts'
import { bands } from '#app/domain/search/band.ts'
import { stageOfCall, stageOfProject } from '#app/domain/search/stage.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { FoundProjects, ProjectHit } from '../port.ts'
import {
  answerFrom,
  byPairs,
  byWords,
  type Choosing,
  exactOrNear,
  type Places,
  regionCodes,
  type SqlPart,
} from './database-parts.server.ts'

const caseOf = (column: SqlPart, table: Readonly<Record<string, string | undefined>>) =>
  Prisma.sql`CASE ${column}::text ${Prisma.join(
    Object.entries(table).flatMap(([state, stage]) =>
      stage === undefined ? [] : [Prisma.sql`WHEN ${state}::text THEN ${stage}::text`],
    ),
    ' ',
  )} END`
/** A project that ended early stays one that did when its account is closed. */
const endState = Prisma.sql`CASE WHEN p.state = 'CLOSED' AND project_ended_early(p.id) THEN 'TERMINATED' ELSE p.state::text END`
const bandCase = (column: SqlPart) =>
  Prisma.sql`CASE ${Prisma.join(
    bands.flatMap(({ code, to }) =>
      to === undefined ? [] : [Prisma.sql`WHEN ${column} < ${to}::bigint THEN ${code}::text`],
    ),
    ' ',
  )} ELSE ${bands[bands.length - 1]?.code ?? ''}::text END`
const yearIn = (column: SqlPart) => Prisma.sql`to_char(${column} AT TIME ZONE 'Asia/Shanghai', 'YYYY')`

const around = ['b.name_zh', 'b.name_en', 'r.name_zh', 'r.name_en']
const ofCall: Places = {
  columns: ['c.title', 'c.call_no', 'c.summary', 'c.requirement', 'c.beneficiaries', ...around],
  title: 'c.title',
  meansField: (fields) => Prisma.sql`c.field::text = ANY (${fields})`,
}
const ofProject: Places = {
  columns: ['p.title', 'p.project_no', 'p.summary', 'o.name', 'o.name_en', ...around],
  title: 'p.title',
  meansField: (fields) => Prisma.sql`p.field::text = ANY (${fields})`,
}

/** Calls and projects so chosen, as `found`: what the filters, the order and the counts need of each. */
function foundProjects(call: Choosing, project: Choosing): SqlPart {
  const [c, p] = [Prisma.sql`c`, Prisma.sql`p`]
  return Prisma.sql`
    SELECT 'call' AS kind, c.id, c.field::text AS field, ${caseOf(Prisma.sql`${c}.state`, stageOfCall)} AS stage,
      ${bandCase(Prisma.sql`${c}.budget_fen`)} AS band, ${regionCodes} AS regions, c.regime::text AS regime,
      c.instrument::text AS instrument, ${yearIn(Prisma.sql`${c}.published_at`)} AS year, c.body_id::text AS buyer,
      c.budget_fen AS money, c.published_at, c.bid_deadline_at AS deadline_at, ${call.weight} AS weight
    FROM public_call c JOIN body b ON b.id = c.body_id JOIN region r ON r.id = c.region_id
    WHERE c.published_at IS NOT NULL AND c.state NOT IN ('DRAFT', 'SUBMITTED') AND ${call.condition}
    UNION ALL
    SELECT 'project', p.id, p.field::text, ${caseOf(endState, stageOfProject)}, ${bandCase(Prisma.sql`${p}.amount_fen`)},
      ${regionCodes}, k.regime::text, p.instrument::text, ${yearIn(Prisma.sql`${p}.created_at`)}, p.body_id::text,
      p.amount_fen, p.created_at, NULL, ${project.weight}
    FROM project p JOIN award w ON w.id = p.award_id AND w.revoked_at IS NULL JOIN public_call k ON k.id = p.call_id
      JOIN body b ON b.id = p.body_id JOIN organization o ON o.id = p.organization_id JOIN region r ON r.id = p.region_id
    WHERE ${project.condition}`
}

/** Those that hold every word, as `found`. */
export const projectsByWords = (q: string): SqlPart => foundProjects(byWords(q, ofCall), byWords(q, ofProject))

const order: Readonly<Record<Sort, SqlPart>> = {
  best: Prisma.sql`weight DESC, published_at DESC, id DESC`,
  new: Prisma.sql`published_at DESC, id DESC`,
  deadline: Prisma.sql`deadline_at ASC NULLS LAST, id`,
  much: Prisma.sql`money DESC, published_at DESC, id DESC`,
  little: Prisma.sql`money ASC, published_at DESC, id DESC`,
}

/** Every word as it is written, in the title first, then the newest; when nothing holds them all, what is near. */
export async function findProjectsInDatabase(db: Db, ask: ProjectAsk): Promise<FoundProjects> {
  const answer = (found: SqlPart) =>
    answerFrom<ProjectHit, ProjectFacet>(db, {
      found,
      facets: {
        stage: { column: 'stage', value: ask.stage },
        field: { column: 'field', value: ask.field },
        region: { column: 'regions', isList: true, value: ask.region },
        regime: { column: 'regime', value: ask.regime },
        instrument: { column: 'instrument', value: ask.instrument },
        band: { column: 'band', value: ask.band },
        year: { column: 'year', value: ask.year },
        buyer: { column: 'buyer', value: ask.buyer },
      },
      order: order[ask.sort],
      hit: Prisma.sql`json_build_object('kind', kind, 'id', id)`,
      page: ask.page,
    })
  const [call, project] = [byPairs(ask.q, ofCall), byPairs(ask.q, ofProject)]
  return exactOrNear(
    await answer(projectsByWords(ask.q)),
    call === undefined || project === undefined ? undefined : () => answer(foundProjects(call, project)),
  )
}
