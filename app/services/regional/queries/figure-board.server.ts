import { regionalPolicy } from '#app/domain/regional/policy.ts'
import type { FigureKind, IndicatorUnit } from '#app/domain/regional/schema.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readRegistries } from '#app/services/rating/queries/rating-board.server.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

type Option = { value: string; label: string }
export type FigureRow = {
  id: string
  regionCode: string
  regionName: string
  indicatorName: string
  unit: IndicatorUnit
  what: FigureKind
  year: number
  value: string
  documentTitle: string
  documentNo: string
  fileId: string | null
  enteredByName: string
  isConfirmed: boolean
  mayConfirm: boolean
  mayWithdraw: boolean
}
export type FigureBoard = {
  isRegistry: boolean
  /** Bodies for which the reader may enter. */
  bodies: Option[]
  regions: Option[]
  indicators: (Option & { isComputed: boolean })[]
  rows: FigureRow[]
}

type Raw = Omit<FigureRow, 'mayConfirm' | 'mayWithdraw'> & { bodyId: string; enteredById: string }

/** What was entered by the reader's registries, what waits first, and what may be entered. Four statements. */
export async function readFigureBoard(ctx: Context): Promise<FigureBoard> {
  const { db, actor, locale } = ctx
  const registries = await readRegistries(ctx)
  const ids = registries.map(({ id }) => id)
  const writing = registries.filter(({ id }) => may(regionalPolicy, 'enter', actor, { bodyId: id }))
  const isEn = locale === 'en'
  const name = Prisma.raw(isEn ? 'name_en' : 'name_zh')
  const [regions, indicators, rows] = await Promise.all([
    db.$queryRaw<Option[]>`
      SELECT DISTINCT r.id::text AS value, CASE WHEN p.id IS NULL THEN r.${name} ELSE p.${name} || ${isEn ? ' › ' : ''} || r.${name} END AS label, r.path
      FROM body b JOIN region h ON h.id = b.region_id JOIN region r ON r.path = h.path OR r.path LIKE h.path || '/%' LEFT JOIN region p ON p.id = r.parent_id
      WHERE b.id = ${among(writing.map(({ id }) => id))} AND r.level <> 'COMMUNITY' ORDER BY r.path`,
    db.$queryRaw<(Option & { isComputed: boolean })[]>`
      SELECT code AS value, ${name} AS label, how = 'COMPUTED' AS "isComputed" FROM regional_indicator ORDER BY position`,
    db.$queryRaw<Raw[]>`
      SELECT f.id, r.code AS "regionCode", r.${name} AS "regionName", i.${name} AS "indicatorName", i.unit, f.what, f.year::int AS year, f.value::text AS value,
        f.document_title AS "documentTitle", f.document_no AS "documentNo", f.file_id AS "fileId", a.name AS "enteredByName", f.confirmed_at IS NOT NULL AS "isConfirmed",
        f.body_id AS "bodyId", f.entered_by_id AS "enteredById"
      FROM regional_figure f JOIN region r ON r.id = f.region_id JOIN regional_indicator i ON i.code = f.indicator_code JOIN account a ON a.id = f.entered_by_id
      WHERE f.body_id = ${among(ids)} AND f.withdrawn_at IS NULL ORDER BY f.confirmed_at IS NOT NULL, f.entered_at DESC, f.id DESC LIMIT 100`,
  ])
  return {
    isRegistry: registries.length > 0,
    bodies: writing.map(({ id, name: label }) => ({ value: id, label })),
    regions: regions.map(({ value, label }) => ({ value, label })),
    indicators,
    rows: rows.map(({ bodyId, enteredById, ...row }) => ({
      ...row,
      mayConfirm: !row.isConfirmed && may(regionalPolicy, 'confirm', actor, { bodyId, enteredById }),
      mayWithdraw: !row.isConfirmed && may(regionalPolicy, 'withdraw', actor, { bodyId, enteredById }),
    })),
  }
}
