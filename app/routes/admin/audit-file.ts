import { z } from 'zod'
import { readAuditFilter } from '#app/domain/audit-trail/filter.ts'
import { dayOf, toDateTimeInput } from '#app/domain/shared/day.ts'
import { orRefuse, pageLoader } from '#app/http/page.server.ts'
import { fileFormat, type Table, tableResponse } from '#app/http/table-file.server.ts'
import { translateDynamic, translator } from '#app/i18n/translate.ts'
import { deedKeys } from '#app/ui/audit-trail/deed.ts'
import { exportTrail } from '#app/services/audit-trail/use-trail.server.ts'

/** The audit as it is narrowed, whole, as a file. */
export const loader = pageLoader(
  { may: 'auditTrail', params: z.object({ format: fileFormat }) },
  async ({ ctx, params: { format }, url }) => {
    const { rows } = orRefuse(await exportTrail(ctx, readAuditFilter(url.searchParams)))
    const t = translator(ctx.locale)
    const wordOf = (type: string) =>
      deedKeys(type)
        .map((key) => translateDynamic(ctx.locale, key))
        .find((word) => word !== undefined) ?? type
    const headings = [
      t('audit-trail.position'),
      t('audit-trail.at'),
      t('audit-trail.who'),
      t('audit-trail.what'),
      t('audit-trail.type'),
      t('audit-trail.entity'),
      t('audit-trail.entityId'),
      t('audit-trail.reason'),
      t('audit-trail.ip'),
    ]
    const table: Table = {
      sheet: t('audit-trail.admin.title'),
      widths: [10, 20, 16, 24, 24, 18, 38, 30, 18],
      headRows: 1,
      rows: [
        { cells: headings, isStrong: true },
        ...rows.map((row) => ({
          cells: [
            row.position ?? '',
            toDateTimeInput(new Date(row.at)).replace('T', ' '),
            row.actorName,
            wordOf(row.type),
            row.type,
            row.entity,
            row.entityId,
            row.reason,
            row.ip,
          ],
        })),
      ],
    }
    return tableResponse(table, format, `${t('audit-trail.admin.title')}-${dayOf(ctx.now)}`)
  },
)
