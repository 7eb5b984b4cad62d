import type { ExportCell, ExportColumn, ExportKind, ExportTable, ExportValue } from '#app/domain/export/table.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Prisma } from '#prisma/generated/client.ts'

type Raw = Readonly<Record<string, unknown>>
export type Query = {
  columns: readonly ExportColumn[]
  sql: Prisma.Sql
  /** Opens what only the site's keys open. */
  finish?: (ctx: Context, row: Raw) => Raw
}

const cells: readonly string[] = ['text', 'day', 'instant', 'fen', 'number', 'yes', 'raw'] satisfies ExportCell[]

/** `{ name: 'text', post: 'staff.post' }`: a cell's kind, or below which key its words are. */
export const columns = (of: Readonly<Record<string, string>>): ExportColumn[] =>
  Object.entries(of).map(([key, type]) =>
    cells.includes(type) ? { key, type: type as ExportCell } : { key, type: 'word', wordsOf: type },
  )

/** Names of bodies come in both languages. */
const isName = (value: unknown): value is { zh: string; en: string } =>
  typeof value === 'object' && value !== null && 'zh' in value && 'en' in value

function plain(value: unknown, locale: Context['locale']): ExportValue {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'bigint') return value.toString()
  if (isName(value)) return locale === 'en' ? value.en : value.zh
  return value
}

/** Each of these tables whole, one after another. */
export async function readTables<Kind extends ExportKind>(
  tx: Tx,
  ctx: Context,
  queries: Readonly<Record<Kind, Query>>,
): Promise<ExportTable[]> {
  const tables: ExportTable[] = []
  for (const [kind, query] of Object.entries(queries) as [Kind, Query][]) {
    const found = await tx.$queryRaw<Raw[]>(query.sql)
    const rows = query.finish === undefined ? found : found.map((row) => query.finish?.(ctx, row) ?? row)
    tables.push({
      kind,
      columns: query.columns,
      rows: rows.map((row) => Object.fromEntries(query.columns.map(({ key }) => [key, plain(row[key], ctx.locale)]))),
    })
  }
  return tables
}
