import { createHash } from 'node:crypto'
import type { ImportRow } from '#app/domain/import/arrange.ts'
import type { Judged } from '#app/domain/import/judge.ts'
import type { ImportOwner } from '#app/domain/import/may-import.ts'
import type { Outcome } from '#app/domain/shared/outcome.ts'
import { planOrganizationImport } from '#app/services/organization/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Indexed } from '#app/services/shared/record.server.ts'
import { planStaffImport } from '#app/services/staff/store.server.ts'
import { planVolunteerImport } from '#app/services/volunteer/store.server.ts'

/** What each row would do now, and the writing of those that are right. */
export type ImportPlan = {
  judged: Judged[]
  write: (tx: Tx, accountId: string) => Promise<Outcome<{ index?: Indexed[] }>>
}

export function planImport(
  db: Tx,
  ctx: Context,
  { kind, organizationId = '', bodyId = '' }: ImportOwner,
  rows: readonly ImportRow[],
): Promise<ImportPlan> {
  if (kind === 'STAFF') return planStaffImport(db, ctx, organizationId, rows)
  if (kind === 'VOLUNTEERS') return planVolunteerImport(db, ctx, organizationId, rows)
  return planOrganizationImport(db, ctx, bodyId, rows)
}

/** Of what a preview showed: when it is another at the confirmation, the world or the rows have changed meanwhile. */
export const digestOf = (judged: readonly Judged[]): string =>
  createHash('sha256')
    .update(JSON.stringify(judged.map(({ number, verdict, cells, changes }) => [number, verdict, cells, changes])))
    .digest('hex')
