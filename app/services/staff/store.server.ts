import { staffPolicy } from '#app/domain/staff/policy.ts'
import type { CertificateTyped, StaffTyped } from '#app/domain/staff/schema.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { type By, certificateData, staffData } from './sealed-rows.server.ts'

export { planStaffImport } from './import-staff.server.ts'
export { readNumber } from './sealed-rows.server.ts'

/** The person's row, held until the end of the transaction, for those who keep the organization's list. */
export async function holdStaff(tx: Tx, ctx: Context, staffId: string) {
  await tx.$queryRaw`SELECT id FROM staff_member WHERE id = ${staffId}::uuid FOR UPDATE`
  const staff = await tx.staffMember.findUnique({ where: { id: staffId } })
  const { accountId } = ctx.actor
  if (staff === null || accountId === undefined || !may(staffPolicy, 'keep', ctx.actor, staff))
    return refuse('not-found')
  if (staff.anonymizedAt !== null) return refuse('staff.anonymized')
  return ok({ staff, accountId })
}

export const createStaff = (tx: Tx, ctx: Context, by: By, typed: StaffTyped) =>
  tx.staffMember.create({ data: staffData(ctx, by, typed), select: { id: true } })

export const createCertificate = (tx: Tx, ctx: Context, by: By, staffId: string, typed: CertificateTyped) =>
  tx.staffCertificate.create({ data: certificateData(ctx, by, staffId, typed), select: { id: true } })
