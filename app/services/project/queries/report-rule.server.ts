import type { Day } from '#app/domain/shared/day.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import type { ReportRule } from '#prisma/generated/client.ts'

/** The rule of a day. @throws when there is none: migrations wrote one for all days. */
export const readReportRule = (db: Db | Tx, on: Day): Promise<ReportRule> =>
  db.reportRule.findFirstOrThrow({ where: { validFrom: { lte: dateOfDay(on) } }, orderBy: { validFrom: 'desc' } })
