import {
  hitsMax,
  type OrganizationAsk,
  pageSize,
  type ProjectAsk,
  serviceFields,
  wordsOf,
} from '#app/domain/search/ask.ts'
import { bands } from '#app/domain/search/band.ts'
import { stageOfCall, stageOfProject } from '#app/domain/search/stage.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { Counts, FoundOrganizations, FoundProjects, SearchEngine } from '../port.ts'
import { wordsOfField } from '../words.ts'

/**
 * The answer without the engine: the same filters, the same counts, the words found as they are written. No typos, no
 * synonyms, newest first; slower on a large register, but never silent.
 */
export const createDatabaseEngine = (db: Db): SearchEngine => ({
  projects: (ask) => findProjects(db, ask),
  organizations: (ask) => findOrganizations(db, ask),
})

type SqlPart = ReturnType<typeof Prisma.sql>

const likeText = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`

/** Fields whose vocabulary holds the word, so that `elderly` finds what was written in Chinese. */
const fieldsMeant = (word: string): string[] =>
  serviceFields.filter((field) => wordsOfField[field].toLowerCase().split(' ').includes(word.toLowerCase()))

const any = (parts: readonly SqlPart[]) => Prisma.sql`(${Prisma.join([...parts], ' OR ')})`
const all = (parts: readonly SqlPart[]) => (parts.length === 0 ? Prisma.sql`true` : Prisma.join([...parts], ' AND '))

/** Every word must stand somewhere among the columns, or mean the thing's field. */
const matches = (words: readonly string[], columns: readonly SqlPart[], meansField: (fields: string[]) => SqlPart) =>
  all(
    words.map((word) => {
      const fields = fieldsMeant(word)
      return any([
        ...columns.map((column) => Prisma.sql`${column} ILIKE ${likeText(word)}`),
        ...(fields.length === 0 ? [] : [meansField(fields)]),
      ])
    }),
  )

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

const codes = Prisma.sql`array_remove(regexp_split_to_array(r.path, '[^0-9A-Za-z]+'), '')`

const counted = (rows: { value: string; n: number }[] | null): Counts =>
  Object.fromEntries((rows ?? []).map(({ value, n }) => [value, n]))

type Counted = { value: string; n: number }[] | null
type ProjectAnswer = {
  hits: { kind: 'call' | 'project'; id: string }[] | null
  total: number
  field: Counted
  stage: Counted
  band: Counted
  region: Counted
}

async function findProjects(db: Db, ask: ProjectAsk): Promise<FoundProjects> {
  const words = wordsOf(ask.q)
  const filters = {
    field: ask.field === undefined ? [] : [Prisma.sql`field = ${ask.field}`],
    stage: ask.stage === undefined ? [] : [Prisma.sql`stage = ${ask.stage}`],
    band: ask.band === undefined ? [] : [Prisma.sql`band = ${ask.band}`],
    region: ask.region === undefined ? [] : [Prisma.sql`${ask.region} = ANY (regions)`],
  }
  type Name = keyof typeof filters
  const names = Object.keys(filters) as Name[]
  const where = (without?: Name) => all(names.filter((name) => name !== without).flatMap((name) => filters[name]))
  const count = (name: 'field' | 'stage' | 'band') => {
    const column = Prisma.raw(name)
    return Prisma.sql`(SELECT json_agg(json_build_object('value', value, 'n', n)) FROM
      (SELECT ${column} AS value, count(*)::int AS n FROM found WHERE ${where(name)} GROUP BY 1) q)`
  }
  const [call, project] = [Prisma.sql`c`, Prisma.sql`p`]
  const order =
    ask.sort === 'deadline'
      ? Prisma.sql`deadline_at ASC NULLS LAST, id`
      : ask.sort === 'new' || words.length === 0
        ? Prisma.sql`published_at DESC, id DESC`
        : Prisma.sql`in_title DESC, published_at DESC, id DESC`
  const meansField = (table: SqlPart) => (fields: string[]) => Prisma.sql`${table}.field::text = ANY (${fields})`
  const [answer] = await db.$queryRaw<ProjectAnswer[]>`
    WITH found AS (
      SELECT 'call' AS kind, c.id, c.field::text AS field, ${caseOf(Prisma.sql`c.state`, stageOfCall)} AS stage,
        ${bandCase(Prisma.sql`c.budget_fen`)} AS band, ${codes} AS regions, c.published_at, c.bid_deadline_at AS deadline_at,
        ${matches(words, [Prisma.sql`c.title`], () => Prisma.sql`false`)} AS in_title
      FROM public_call c JOIN body b ON b.id = c.body_id JOIN region r ON r.id = c.region_id
      WHERE c.published_at IS NOT NULL AND c.state NOT IN ('DRAFT', 'SUBMITTED') AND ${matches(
        words,
        [
          'c.title',
          'c.call_no',
          'c.summary',
          'c.requirement',
          'c.beneficiaries',
          'b.name_zh',
          'b.name_en',
          'r.name_zh',
          'r.name_en',
        ].map((column) => Prisma.raw(column)),
        meansField(call),
      )}
      UNION ALL
      SELECT 'project', p.id, p.field::text, ${caseOf(endState, stageOfProject)},
        ${bandCase(Prisma.sql`p.amount_fen`)}, ${codes}, p.created_at, NULL,
        ${matches(words, [Prisma.sql`p.title`], () => Prisma.sql`false`)}
      FROM project p JOIN award w ON w.id = p.award_id AND w.revoked_at IS NULL JOIN body b ON b.id = p.body_id
        JOIN organization o ON o.id = p.organization_id JOIN region r ON r.id = p.region_id
      WHERE ${matches(
        words,
        [
          'p.title',
          'p.project_no',
          'p.summary',
          'o.name',
          'o.name_en',
          'b.name_zh',
          'b.name_en',
          'r.name_zh',
          'r.name_en',
        ].map((column) => Prisma.raw(column)),
        meansField(project),
      )}
    ), ranked AS (SELECT kind, id, row_number() OVER (ORDER BY ${order}) AS place FROM found WHERE ${where()})
    SELECT
      (SELECT json_agg(json_build_object('kind', kind, 'id', id) ORDER BY place) FROM ranked
        WHERE place > ${(ask.page - 1) * pageSize} AND place <= ${ask.page * pageSize}) AS hits,
      (SELECT least(count(*), ${hitsMax})::int FROM ranked) AS total,
      ${count('field')} AS field, ${count('stage')} AS stage, ${count('band')} AS band,
      (SELECT json_agg(json_build_object('value', value, 'n', n)) FROM
        (SELECT code AS value, count(*)::int AS n FROM found, unnest(regions) AS code WHERE ${where('region')} GROUP BY 1) q) AS region`
  return {
    hits: answer?.hits ?? [],
    total: answer?.total ?? 0,
    facets: {
      field: counted(answer?.field ?? null),
      stage: counted(answer?.stage ?? null),
      band: counted(answer?.band ?? null),
      region: counted(answer?.region ?? null),
    },
    isNear: false,
  }
}

type OrganizationAnswer = { hits: { id: string }[] | null; total: number; field: Counted; region: Counted }

async function findOrganizations(db: Db, ask: OrganizationAsk): Promise<FoundOrganizations> {
  const words = wordsOf(ask.q)
  const byField = ask.field === undefined ? [] : [Prisma.sql`${ask.field} = ANY (fields)`]
  const byRegion = ask.region === undefined ? [] : [Prisma.sql`${ask.region} = ANY (regions)`]
  const [answer] = await db.$queryRaw<OrganizationAnswer[]>`
    WITH found AS (
      SELECT o.id, o.name, o.fields::text[] AS fields, ${codes} AS regions
      FROM organization o JOIN region r ON r.id = o.region_id LEFT JOIN incubator i ON i.id = o.incubator_id
      WHERE ${matches(
        words,
        ['o.name', 'o.name_en', 'o.credit_code', 'o.introduction', 'i.name_zh', 'r.name_zh', 'r.name_en'].map(
          (column) => Prisma.raw(column),
        ),
        (fields) => Prisma.sql`o.fields::text[] && ${fields}`,
      )}
    ), ranked AS (SELECT id, row_number() OVER (ORDER BY name, id) AS place FROM found WHERE ${all([...byField, ...byRegion])})
    SELECT
      (SELECT json_agg(json_build_object('id', id) ORDER BY place) FROM ranked
        WHERE place > ${(ask.page - 1) * pageSize} AND place <= ${ask.page * pageSize}) AS hits,
      (SELECT least(count(*), ${hitsMax})::int FROM ranked) AS total,
      (SELECT json_agg(json_build_object('value', value, 'n', n)) FROM
        (SELECT field AS value, count(*)::int AS n FROM found, unnest(fields) AS field WHERE ${all(byRegion)} GROUP BY 1) q) AS field,
      (SELECT json_agg(json_build_object('value', value, 'n', n)) FROM
        (SELECT code AS value, count(*)::int AS n FROM found, unnest(regions) AS code WHERE ${all(byField)} GROUP BY 1) q) AS region`
  return {
    hits: answer?.hits ?? [],
    total: answer?.total ?? 0,
    facets: { field: counted(answer?.field ?? null), region: counted(answer?.region ?? null) },
    isNear: false,
  }
}
