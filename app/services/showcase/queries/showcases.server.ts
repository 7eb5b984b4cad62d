import { showcasePolicy } from '#app/domain/showcase/policy.ts'
import { type Entry, type Phase, showcaseKinds, type ShowcaseKind } from '#app/domain/showcase/schema.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { pageOf, readCursor } from '#app/domain/shared/cursor.ts'
import { type Day, dayOf, parseDay } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type ShowcaseRow = {
  id: string
  kind: ShowcaseKind
  projectNo: string | null
  /** A project's title, typed; a community's name in the reader's language. */
  title: string
  regionName: string
  bodyName: string
  reason: string
  documentNo: string
  fromOn: string
  untilOn: string
  isRunning: boolean
}
const everywhere = Prisma.sql`TRUE`
const inside = (
  alias: string,
  region: string,
): Prisma.Sql => Prisma.sql`EXISTS (SELECT 1 FROM region h WHERE h.code = ${region} AND
    (${Prisma.raw(alias)}.path = h.path OR ${Prisma.raw(alias)}.path LIKE h.path || '/%'))`

/** What is narrowed by, of `s` (showcase) and the region `r` it is shown in. */
export const showcasesWanted = ({ kind, region }: { kind: ShowcaseKind | undefined; region: string | undefined }) =>
  Prisma.sql`s.confirmed_at IS NOT NULL AND ${kind === undefined ? everywhere : Prisma.sql`s.kind = ${kind}`} AND ${region === undefined ? everywhere : inside('r', region)}`

/** How far each place `r` is on a day: the latest `f` (region_phase) of it. */
export const phasesWanted = (region: string | undefined, today: Day): Prisma.Sql =>
  Prisma.sql`f.confirmed_at IS NOT NULL AND f.from_on <= ${today}::date AND ${region === undefined ? everywhere : inside('r', region)}
    AND NOT EXISTS (SELECT 1 FROM region_phase later WHERE later.region_id = f.region_id AND later.confirmed_at IS NOT NULL
      AND later.from_on <= ${today}::date AND (later.from_on, later.id) > (f.from_on, f.id))`

export type PhaseRow = { code: string; name: string; phase: Phase; fromOn: string; documentNo: string }
export type Showcases = {
  rows: ShowcaseRow[]
  next: string | undefined
  phases: PhaseRow[]
  regions: { value: string; label: string }[]
  kind: string
  region: string
}

const named = (ctx: Context, alias: string) => Prisma.raw(`${alias}.${ctx.locale === 'en' ? 'name_en' : 'name_zh'}`)
const columns = (ctx: Context) => Prisma.sql`
  s.id::text, s.kind, p.project_no AS "projectNo", coalesce(p.title, ${named(ctx, 'c')}) AS title, ${named(ctx, 'r')} AS "regionName", ${named(ctx, 'b')} AS "bodyName",
  s.reason, s.document_no AS "documentNo", s.from_on::text AS "fromOn", s.until_on::text AS "untilOn", ${dayOf(ctx.now)}::date BETWEEN s.from_on AND s.until_on AS "isRunning"`
/** Showcases `s` with their body `b`, the project `p` or the community `c`, and the region `r` they are shown in. */
export const showcasesFrom = Prisma.sql`showcase s JOIN body b ON b.id = s.body_id LEFT JOIN project p ON p.id = s.project_id LEFT JOIN region c ON c.id = s.community_id
  JOIN region r ON r.id = coalesce(p.region_id, c.parent_id, c.id)`

/** Everything named and confirmed, the newest first, by kind and place; and how far each place is. For anybody. Three statements. */
export async function readShowcases(ctx: Context, search: URLSearchParams): Promise<Showcases> {
  const kind = showcaseKinds.find((each) => each === search.get('kind')) ?? ''
  const region = /^\d{2,12}$/.test(search.get('region') ?? '') ? (search.get('region') ?? '') : ''
  const cursor = readCursor(search.get('after'))
  const after = cursor === undefined || parseDay(cursor.key) === undefined ? undefined : cursor
  const wanted = [
    showcasesWanted({ kind: kind === '' ? undefined : kind, region: region === '' ? undefined : region }),
    after === undefined ? Prisma.sql`TRUE` : Prisma.sql`(s.from_on, s.id) < (${after.key}::date, ${after.id}::uuid)`,
  ]
  const [rows, phases, regions] = await Promise.all([
    ctx.db.$queryRaw<ShowcaseRow[]>`
      SELECT ${columns(ctx)} FROM ${showcasesFrom} WHERE ${Prisma.join(wanted, ' AND ')} ORDER BY s.from_on DESC, s.id DESC LIMIT 21`,
    ctx.db.$queryRaw<PhaseRow[]>`
      SELECT r.code, ${named(ctx, 'r')} AS name, f.phase, f.from_on::text AS "fromOn", f.document_no AS "documentNo"
      FROM region_phase f JOIN region r ON r.id = f.region_id
      WHERE ${phasesWanted(region === '' ? undefined : region, dayOf(ctx.now))} ORDER BY r.path LIMIT 200`,
    ctx.db.$queryRaw<{ value: string; label: string }[]>`
      SELECT r.code AS value, repeat(${'\u2003'}, CASE r.level WHEN 'CITY' THEN 0 WHEN 'DISTRICT' THEN 1 ELSE 2 END) || ${named(ctx, 'r')} AS label
      FROM region r WHERE r.level <> 'COMMUNITY' ORDER BY r.path`,
  ])
  return { ...pageOf(rows, ({ fromOn, id }) => ({ key: fromOn, id })), phases, regions, kind, region }
}

/** What a project is named as today, for its public page. */
export const projectShowcases = (ctx: Context, projectNo: string): Reading<ShowcaseRow[]> =>
  reading<ShowcaseRow>(
    Prisma.sql`
  SELECT ${columns(ctx)} FROM ${showcasesFrom} WHERE p.project_no = ${projectNo} AND s.confirmed_at IS NOT NULL
    AND ${dayOf(ctx.now)}::date BETWEEN s.from_on AND s.until_on ORDER BY s.from_on DESC`,
  )

export const readProjectShowcases = (ctx: Context, projectNo: string) =>
  readOne(ctx.db, projectShowcases(ctx, projectNo))

type Option = { value: string; label: string }
type Waiting = { mayConfirm: boolean; mayWithdraw: boolean; isConfirmed: boolean; enteredByName: string }
export type BoardEntry =
  | ({ entry: 'showcase' } & ShowcaseRow & Waiting)
  | ({
      entry: 'quota'
      id: string
      kind: ShowcaseKind
      regionName: string
      year: number
      quota: number
      used: number
      documentNo: string
    } & Waiting)
  | ({ entry: 'phase'; id: string; phase: Phase; regionName: string; fromOn: string; documentNo: string } & Waiting)
export type ShowcaseBoard = { entries: BoardEntry[]; bodies: Option[]; regions: Option[]; communities: Option[] }

type Raw = { entry: Entry; bodyId: string; enteredById: string }

/** What the reader's bodies entered, what waits first, and what may be entered. Six statements. */
export async function readShowcaseBoard(ctx: Context): Promise<ShowcaseBoard> {
  const { db, actor } = ctx
  const ids = bodiesWhere(actor, 'OFFICER', 'APPROVER', 'SUPERVISOR')
  const writing = bodiesWhere(actor, 'OFFICER')
  const decided =
    Prisma.raw(`x.confirmed_at IS NOT NULL AS "isConfirmed", x.body_id::text AS "bodyId", x.entered_by_id::text AS "enteredById",
    (SELECT name FROM account WHERE id = x.entered_by_id) AS "enteredByName"`)
  const open = Prisma.sql`x.body_id = ${among(ids)} AND x.withdrawn_at IS NULL`
  const order = Prisma.sql`ORDER BY x.confirmed_at IS NOT NULL, x.entered_at DESC, x.id DESC LIMIT 100`
  const regionOptions = (which: Prisma.Sql) => db.$queryRaw<Option[]>`
    SELECT DISTINCT r.id::text AS value, CASE WHEN u.id IS NULL THEN ${named(ctx, 'r')} ELSE ${named(ctx, 'u')} || ' › ' || ${named(ctx, 'r')} END AS label, r.path
    FROM body b JOIN region h ON h.id = b.region_id JOIN region r ON r.path = h.path OR r.path LIKE h.path || '/%' LEFT JOIN region u ON u.id = r.parent_id
    WHERE b.id = ${among(writing)} AND ${which} ORDER BY r.path LIMIT 1000`
  const [showcases, quotas, phaseRows, bodies, regions, communities] = await Promise.all([
    db.$queryRaw<Raw[]>`
      SELECT 'showcase' AS entry, ${columns(ctx)}, ${decided} FROM ${showcasesFrom} JOIN showcase x ON x.id = s.id WHERE ${open} ${order}`,
    db.$queryRaw<Raw[]>`
      SELECT 'quota' AS entry, x.id::text, x.kind, ${named(ctx, 'r')} AS "regionName", x.year::int AS year, x.quota, x.used, x.document_no AS "documentNo", ${decided}
      FROM showcase_quota x JOIN region r ON r.id = x.region_id WHERE ${open} ${order}`,
    db.$queryRaw<Raw[]>`
      SELECT 'phase' AS entry, x.id::text, x.phase, ${named(ctx, 'r')} AS "regionName", x.from_on::text AS "fromOn", x.document_no AS "documentNo", ${decided}
      FROM region_phase x JOIN region r ON r.id = x.region_id WHERE ${open} ${order}`,
    db.$queryRaw<
      Option[]
    >`SELECT b.id::text AS value, ${named(ctx, 'b')} AS label FROM body b WHERE b.id = ${among(writing)} ORDER BY b.name_zh`,
    regionOptions(Prisma.sql`r.level <> 'COMMUNITY'`),
    regionOptions(Prisma.sql`r.level = 'COMMUNITY'`),
  ])
  const rows = [...showcases, ...quotas, ...phaseRows] as (Raw & BoardEntry)[]
  return {
    entries: rows
      .map(({ bodyId, enteredById, ...row }) => ({
        ...row,
        mayConfirm: !row.isConfirmed && may(showcasePolicy, 'confirm', actor, { bodyId, enteredById }),
        mayWithdraw: !row.isConfirmed && may(showcasePolicy, 'withdraw', actor, { bodyId, enteredById }),
      }))
      .toSorted((one, other) => Number(one.isConfirmed) - Number(other.isConfirmed)),
    bodies,
    regions: regions.map(({ value, label }) => ({ value, label })),
    communities: communities.map(({ value, label }) => ({ value, label })),
  }
}
