import type { FormItem } from '#app/domain/call/form-item.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import type { FormItem as Row } from '#prisma/generated/client.ts'

export const formItemOf = ({
  shownIfCode,
  shownIfAnswer,
  ...row
}: Omit<Row, 'id' | 'callId' | 'position'>): FormItem => ({
  code: row.code,
  kind: row.kind,
  title: row.title,
  hint: row.hint,
  isRequired: row.isRequired,
  maxChars: row.maxChars,
  options: row.options,
  columns: row.columns,
  rowsMax: row.rowsMax,
  shownIf: shownIfCode === null || shownIfAnswer === null ? null : { code: shownIfCode, answer: shownIfAnswer },
})

/** What the call's application form asks, in its order. */
export const readFormItems = async (db: Db | Tx, callId: string): Promise<FormItem[]> =>
  (await db.formItem.findMany({ where: { callId }, orderBy: { position: 'asc' } })).map(formItemOf)
