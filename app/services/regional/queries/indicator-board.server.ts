import type { Direction } from '#app/domain/regional/reach.ts'
import type { IndicatorUnit } from '#app/domain/regional/schema.ts'
import { dayOf, yearOf } from '#app/domain/shared/day.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readAll, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type Place = { code: string; name: string }
export type EnteredFigure = {
  year: number
  value: string
  documentTitle: string
  documentNo: string
  fileId: string | null
}
/** One indicator of one place: values are decimal text; null where it is not known. */
export type IndicatorFigures = {
  actual: string | null
  /** Of an actual figure that was entered. */
  document: EnteredFigure | null
  base: EnteredFigure | null
  /** Of the year, or the next that has one, or else the last. */
  target: EnteredFigure | null
}
export type IndicatorDefinition = {
  code: string
  unit: IndicatorUnit
  isComputed: boolean
  direction: Direction
  name: string
  definition: string
  method: string
  source: string
}
export type BoardIndicator = IndicatorDefinition &
  IndicatorFigures & { parts: (Place & Omit<IndicatorFigures, 'document'>)[] }
export type IndicatorBoard = {
  here: Place
  /** The places it lies in, the greatest first. */
  within: Place[]
  parts: Place[]
  /** What can be chosen: the newest first. */
  years: number[]
  year: number
  indicators: BoardIndicator[]
}

type Row = IndicatorFigures & { regionId: string; code: string }
type PlaceRow = Place & { id: string; part: 'WITHIN' | 'HERE' | 'PART' }

/** Figures can be asked for from this many years back. */
const yearsBack = 5

/** The year asked for, where there are figures of it; else this one. */
function yearAsked(ctx: Context, asked: string | null): { years: number[]; year: number } {
  const thisYear = yearOf(dayOf(ctx.now))
  const years = Array.from({ length: yearsBack + 1 }, (_, index) => thisYear - index)
  return { years, year: years.find((each) => String(each) === asked) ?? thisYear }
}

/** Where a reader who names no place begins: the greatest place whose registry works here. */
async function readFirstPlace({ db }: Context): Promise<string | null> {
  const [first] = await db.$queryRaw<{ code: string }[]>`
    SELECT r.code FROM region r JOIN body b ON b.region_id = r.id WHERE 'REGISTRY' = ANY (b.duties)
    ORDER BY (SELECT count(*) FROM organization o JOIN region x ON x.id = o.region_id WHERE x.path = r.path OR x.path LIKE r.path || '/%') DESC, r.path LIMIT 1`
  return first?.code ?? null
}

/** Cities and districts to choose from, with the way to them. */
export function indicatorPlaces({ locale }: Pick<Context, 'locale'>): Reading<Place[]> {
  const name = Prisma.raw(locale === 'en' ? 'name_en' : 'name_zh')
  return reading<Place>(Prisma.sql`
    SELECT r.code, CASE WHEN p.id IS NULL THEN r.${name} ELSE p.${name} || ${locale === 'en' ? ' › ' : ''} || r.${name} END AS name
    FROM region r LEFT JOIN region p ON p.id = r.parent_id WHERE r.level IN ('CITY', 'DISTRICT') ORDER BY r.path`)
}

/**
 * A place by its indicators, with the same of every place in it: what is counted, what was entered, base and target. Two statements; null
 * for a place that is not. `code` null: where most organizations are.
 */
export async function readIndicatorBoard(
  ctx: Context,
  code: string | null,
  askedYear: string | null,
): Promise<IndicatorBoard | null> {
  const { db, locale } = ctx
  const isEn = locale === 'en'
  const { years, year } = yearAsked(ctx, askedYear)
  const placeCode = code ?? (await readFirstPlace(ctx))
  if (placeCode === null) return null
  const name = Prisma.raw(isEn ? 'name_en' : 'name_zh')
  const places = await db.$queryRaw<PlaceRow[]>`
    SELECT x.id, x.code, x.${name} AS name, CASE WHEN x.id = r.id THEN 'HERE' WHEN x.parent_id = r.id THEN 'PART' ELSE 'WITHIN' END AS part
    FROM region r JOIN region x ON x.parent_id = r.id OR x.id = r.id OR r.path LIKE x.path || '/%' WHERE r.code = ${placeCode} ORDER BY x.path`
  const here = places.find(({ part }) => part === 'HERE')
  if (here === undefined) return null
  const parts = places.filter(({ part }) => part === 'PART')
  const entered = (what: 'TARGET' | 'BASE' | 'ACTUAL', when: Prisma.Sql, order: Prisma.Sql) => Prisma.sql`
    (SELECT jsonb_build_object('year', f.year, 'value', f.value::text, 'documentTitle', f.document_title, 'documentNo', f.document_no, 'fileId', f.file_id)
      FROM regional_figure_in_force f WHERE f.region_id = x.id AND f.indicator_code = i.code AND f.what = ${what} AND ${when} ORDER BY ${order} LIMIT 1)`
  const { definitions, rows } = await readAll(db, {
    definitions: reading<IndicatorDefinition>(Prisma.sql`
      SELECT code, unit, how = 'COMPUTED' AS "isComputed", direction, ${name} AS name, CASE WHEN ${isEn} THEN definition_en ELSE definition_zh END AS definition,
        CASE WHEN ${isEn} THEN method_en ELSE method_zh END AS method, CASE WHEN ${isEn} THEN source_en ELSE source_zh END AS source
      FROM regional_indicator ORDER BY position`),
    rows: reading<Row>(Prisma.sql`
      WITH asked AS (SELECT id FROM unnest(${[here, ...parts].map(({ id }) => id)}::uuid[]) a(id)),
      actual AS (SELECT a.id, k.code, k.value FROM asked a CROSS JOIN LATERAL regional_actual(a.id, ${year}::int) k)
      SELECT x.id AS "regionId", i.code, v.value::text AS actual,
        CASE WHEN i.how = 'ENTERED' THEN ${entered('ACTUAL', Prisma.sql`f.year = ${year}::int`, Prisma.sql`f.year`)} END AS document,
        ${entered('BASE', Prisma.sql`f.year <= ${year}::int`, Prisma.sql`f.year DESC`)} AS base,
        ${entered('TARGET', Prisma.sql`TRUE`, Prisma.sql`f.year < ${year}::int, CASE WHEN f.year < ${year}::int THEN -f.year ELSE f.year END`)} AS target
      FROM asked x CROSS JOIN regional_indicator i LEFT JOIN actual v ON v.id = x.id AND v.code = i.code`),
  })
  const figures = new Map(rows.map((row) => [`${row.regionId} ${row.code}`, row]))
  const of = (regionId: string, indicator: string): IndicatorFigures => {
    const row = figures.get(`${regionId} ${indicator}`)
    return {
      actual: row?.actual ?? null,
      document: row?.document ?? null,
      base: row?.base ?? null,
      target: row?.target ?? null,
    }
  }
  const placeOf = ({ code: its, name: called }: PlaceRow): Place => ({ code: its, name: called })
  return {
    here: placeOf(here),
    within: places.filter(({ part }) => part === 'WITHIN').map(placeOf),
    parts: parts.map(placeOf),
    years,
    year,
    indicators: definitions.map((definition) => ({
      ...definition,
      ...of(here.id, definition.code),
      parts: parts.map((part) => {
        const { actual, base, target } = of(part.id, definition.code)
        return { ...placeOf(part), actual, base, target }
      }),
    })),
  }
}
