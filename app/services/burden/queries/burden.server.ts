import { quarterAsked, quartersToChoose } from '#app/domain/burden/quarter-asked.ts'
import { burdenPolicy } from '#app/domain/burden/policy.ts'
import { nextQuarter } from '#app/domain/quarterly/quarters.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { pageOf, readCursor } from '#app/domain/shared/cursor.ts'
import { dayOf, type Day } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type BurdenKind = { code: string; name: string; definition: string; fields: string }
/** Fields count where they are known; `prefilled` of them were filled in from what was known. */
export type BurdenSum = { papers: number; owed: number; fields: number; prefilled: number }
export type BurdenPaper = {
  kind: string
  kindName: string
  bodyName: string
  projectId: string | null
  projectTitle: string | null
  subjectId: string | null
  /** A milestone's title, a year, the first day of a quarter, a number: by its kind. */
  detail: string
  onDay: string
  isOwed: boolean
  fields: number | null
  prefilled: number | null
}
export type OwnBurden = {
  id: string
  name: string
  quarterOn: Day
  quarters: Day[]
  sum: BurdenSum
  byKind: (BurdenSum & { name: string })[]
  byBody: (BurdenSum & { name: string })[]
  papers: BurdenPaper[]
  kinds: BurdenKind[]
}

const shown = 300
const sums = Prisma.sql`count(*)::int AS papers, count(*) FILTER (WHERE b.is_owed)::int AS owed, coalesce(sum(b.fields), 0)::int AS fields, coalesce(sum(b.prefilled), 0)::int AS prefilled`
const within = (quarterOn: Day) =>
  Prisma.sql`b.on_day >= ${quarterOn}::date AND b.on_day < ${nextQuarter(quarterOn)}::date`
const nameColumn = ({ locale }: Pick<Context, 'locale'>) => Prisma.raw(locale === 'en' ? 'name_en' : 'name_zh')

/** What is counted and how: the definitions in the database. One statement. */
export const readBurdenKinds = (ctx: Context): Promise<BurdenKind[]> => {
  const of = (column: string) => Prisma.raw(`${column}_${ctx.locale === 'en' ? 'en' : 'zh'}`)
  return ctx.db
    .$queryRaw`SELECT code, ${of('name')} AS name, ${of('definition')} AS definition, ${of('fields')} AS fields FROM burden_kind ORDER BY position`
}

/** What an organization was asked for in a quarter, what is owed first. Null where it is not the reader's. Four statements. */
export async function readOwnBurden(
  ctx: Context,
  organizationId: string,
  asked: string | null,
): Promise<OwnBurden | null> {
  if (!may(burdenPolicy, 'readOwn', ctx.actor, { organizationId })) return null
  const today = dayOf(ctx.now)
  const quarterOn = quarterAsked(asked, today)
  const name = nameColumn(ctx)
  const [[organization], kinds, rows, papers] = await Promise.all([
    ctx.db.$queryRaw<
      { id: string; name: string }[]
    >`SELECT id, name FROM organization WHERE id = ${organizationId}::uuid`,
    readBurdenKinds(ctx),
    ctx.db.$queryRaw<(BurdenSum & { part: 'KIND' | 'BODY' | 'ALL'; name: string })[]>`
      SELECT CASE WHEN GROUPING(k.position) = 0 THEN 'KIND' WHEN GROUPING(o.id) = 0 THEN 'BODY' ELSE 'ALL' END AS part, coalesce(k.${name}, o.${name}, '') AS name, ${sums}
      FROM burden_paper b JOIN burden_kind k ON k.code = b.kind JOIN body o ON o.id = b.body_id
      WHERE b.organization_id = ${organizationId}::uuid AND ${within(quarterOn)}
      GROUP BY GROUPING SETS ((k.position, k.${name}), (o.id, o.${name}), ()) ORDER BY papers DESC, k.position, name`,
    ctx.db.$queryRaw<BurdenPaper[]>`
      SELECT b.kind, k.${name} AS "kindName", o.${name} AS "bodyName", b.project_id AS "projectId", p.title AS "projectTitle", b.subject_id AS "subjectId",
        b.detail, b.on_day::text AS "onDay", b.is_owed AS "isOwed", b.fields, b.prefilled
      FROM burden_paper b JOIN burden_kind k ON k.code = b.kind JOIN body o ON o.id = b.body_id LEFT JOIN project p ON p.id = b.project_id
      WHERE b.organization_id = ${organizationId}::uuid AND ${within(quarterOn)}
      ORDER BY NOT b.is_owed, CASE WHEN b.is_owed THEN b.on_day END, b.on_day DESC, k.position, b.subject_id LIMIT ${atMost(shown)}`,
  ])
  if (organization === undefined) return null
  const part = (wanted: string) => rows.filter((row) => row.part === wanted).map(({ part: _part, ...row }) => row)
  return {
    ...organization,
    quarterOn,
    quarters: quartersToChoose(today),
    sum: part('ALL')[0] ?? { papers: 0, owed: 0, fields: 0, prefilled: 0 },
    byKind: part('KIND'),
    byBody: part('BODY'),
    papers,
    kinds,
  }
}

export type BoardOrganization = BurdenSum & { id: string; name: string; bodies: { name: string; papers: number }[] }
export type BoardBody = BurdenSum & { id: string; name: string; organizations: number }
export type BurdenBoard = {
  quarterOn: Day
  quarters: Day[]
  /** Null: everybody who asked. */
  askedById: string | null
  organizations: BoardOrganization[]
  next: string | undefined
  bodies: BoardBody[]
  /** Tasks and requests for data admitted to communities in force in the quarter, and how many forms a month they ask for. */
  tasks: { count: number; formsPerMonth: number }
  kinds: BurdenKind[]
}

type Asked = { quarter: string | null; by: string | null; after: string | null }
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What the reader may know of: everything asked of organizations in the place of their registries, and what their own bodies ask anywhere. */
const seen = (ctx: Context, quarterOn: Day) => {
  const bodies = bodiesWhere(ctx.actor, 'OFFICER', 'APPROVER', 'SUPERVISOR')
  return Prisma.sql`
    here AS MATERIALIZED (SELECT DISTINCT i.id FROM body m JOIN region h ON h.id = m.region_id JOIN region i ON i.path = h.path OR i.path LIKE h.path || '/%'
      WHERE m.id = ${among(bodies)} AND 'REGISTRY' = ANY (m.duties)),
    known AS MATERIALIZED (SELECT o.id, o.name, o.region_id IN (SELECT id FROM here) AS is_ours FROM organization o
      WHERE o.region_id IN (SELECT id FROM here) OR EXISTS (SELECT 1 FROM project p WHERE p.organization_id = o.id AND p.body_id = ${among(bodies)})
        OR EXISTS (SELECT 1 FROM annual_report r WHERE r.organization_id = o.id AND r.body_id = ${among(bodies)})
        OR EXISTS (SELECT 1 FROM supervision_record s WHERE s.organization_id = o.id AND s.body_id = ${among(bodies)})
        OR EXISTS (SELECT 1 FROM rating_application a WHERE a.organization_id = o.id AND a.body_id = ${among(bodies)})
        OR EXISTS (SELECT 1 FROM incubation n JOIN incubator c ON c.id = n.incubator_id WHERE n.organization_id = o.id AND c.body_id = ${among(bodies)})),
    b AS MATERIALIZED (SELECT b.*, k.name AS organization_name FROM known k JOIN burden_paper b ON b.organization_id = k.id
      WHERE ${within(quarterOn)} AND (k.is_ours OR b.body_id = ${among(bodies)}))`
}

/** Per organization and per asking body, the most first; organizations by cursor. Four statements. `limit`: for a file, all at once. */
export async function readBurdenBoard(
  ctx: Context,
  { quarter, by, after }: Asked,
  limit?: number,
): Promise<BurdenBoard> {
  const today = dayOf(ctx.now)
  const quarterOn = quarterAsked(quarter, today)
  const name = nameColumn(ctx)
  const askedById = by !== null && uuid.test(by) ? by : null
  const ofBody = askedById === null ? Prisma.empty : Prisma.sql`WHERE b.body_id = ${askedById}::uuid`
  const cursor = readCursor(after)
  const from = cursor !== undefined && /^\d{1,9}$/.test(cursor.key) ? cursor : undefined
  const beyond =
    from === undefined
      ? Prisma.empty
      : Prisma.sql`HAVING (count(*), b.organization_id) < (${Number(from.key)}::bigint, ${from.id}::uuid)`
  const officials = bodiesWhere(ctx.actor, 'OFFICER', 'APPROVER', 'SUPERVISOR')
  const [organizations, bodies, [tasks], kinds] = await Promise.all([
    ctx.db.$queryRaw<BoardOrganization[]>`
      WITH ${seen(ctx, quarterOn)},
      top AS (SELECT b.organization_id AS id, b.organization_name AS name, ${sums} FROM b ${ofBody} GROUP BY b.organization_id, b.organization_name ${beyond}
        ORDER BY papers DESC, b.organization_id DESC LIMIT ${atMost(limit ?? 21)})
      SELECT t.*, (SELECT jsonb_agg(jsonb_build_object('name', x.name, 'papers', x.papers) ORDER BY x.papers DESC, x.name) FROM
        (SELECT o.${name} AS name, count(*)::int AS papers FROM b JOIN body o ON o.id = b.body_id WHERE b.organization_id = t.id GROUP BY o.id, o.${name}) x) AS bodies
      FROM top t ORDER BY t.papers DESC, t.id DESC`,
    ctx.db.$queryRaw<BoardBody[]>`
      WITH ${seen(ctx, quarterOn)}
      SELECT o.id, o.${name} AS name, ${sums}, count(DISTINCT b.organization_id)::int AS organizations FROM b JOIN body o ON o.id = b.body_id
      GROUP BY o.id, o.${name} ORDER BY papers DESC, o.id LIMIT 100`,
    ctx.db.$queryRaw<{ count: number; formsPerMonth: number }[]>`
      SELECT count(*)::int AS count, coalesce(sum(a.forms_per_month), 0)::int AS "formsPerMonth" FROM task_admission a
      WHERE a.admitted AND a.withdrawn_at IS NULL AND a.starts_on < ${nextQuarter(quarterOn)}::date AND a.ends_on >= ${quarterOn}::date
        AND EXISTS (SELECT 1 FROM body m WHERE m.id = ${among(officials)} AND (region_within(a.region_id, m.region_id) OR region_within(m.region_id, a.region_id)))`,
    readBurdenKinds(ctx),
  ])
  const page =
    limit === undefined
      ? pageOf(organizations, ({ papers, id }) => ({ key: String(papers), id }))
      : { rows: organizations, next: undefined }
  return {
    quarterOn,
    quarters: quartersToChoose(today),
    askedById,
    organizations: page.rows,
    next: page.next,
    bodies,
    tasks: tasks ?? { count: 0, formsPerMonth: 0 },
    kinds,
  }
}

/** One quarter of a place: null where fewer than five organizations were asked for anything. */
export type PlaceBurden = {
  quarterOn: string
  figures: { organizations: number; papers: number; median: number; highest: number } | null
}

/** A place and everything below it, quarter by quarter; for anybody. */
export const placeBurden = (code: string, quarters: readonly Day[]): Reading<PlaceBurden[]> =>
  reading<PlaceBurden>(Prisma.sql`
    SELECT q.on_day::text AS "quarterOn", CASE WHEN f.organizations IS NOT NULL THEN
      jsonb_build_object('organizations', f.organizations, 'papers', f.papers, 'median', f.median, 'highest', f.highest) END AS figures
    FROM region r CROSS JOIN unnest(${[...quarters]}::date[]) q(on_day) LEFT JOIN LATERAL burden_of_place(r.id, q.on_day) f ON TRUE
    WHERE r.code = ${code} ORDER BY q.on_day`)

export const readPlaceBurden = ({ db }: Context, code: string, quarters: readonly Day[]) =>
  readOne(db, placeBurden(code, quarters))
