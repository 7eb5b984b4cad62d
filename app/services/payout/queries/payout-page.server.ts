import { payoutPolicy } from '#app/domain/payout/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { numberOf } from '../store.server.ts'

type Row = {
  id: string
  holder: string
  bank: string
  numberSealed: Uint8Array
  tail: string
  declaredById: string
  declaredByName: string
  declaredAt: Date
  confirmedByName: string | null
  confirmedAt: Date | null
  withdrawnAt: Date | null
  organizationName: string
}

export type PayoutView = {
  id: string
  holder: string
  bank: string
  /** Whole for the one in force and the one that waits; else its last four digits. */
  number: string
  declaredByName: string
  declaredAt: string
  confirmedByName: string | null
  confirmedAt: string | null
  withdrawnAt: string | null
}
export type PayoutPage = {
  organizationName: string
  inForce: PayoutView | null
  waiting: (PayoutView & { mayConfirm: boolean; mayWithdraw: boolean }) | null
  /** The newest first; the last twenty. */
  former: PayoutView[]
  mayDeclare: boolean
}

/** Where an organization's money goes, for its own people; two statements. Null for everybody else. */
export async function readPayoutPage(ctx: Context, organizationId: string): Promise<PayoutPage | null> {
  const { actor, db, keys } = ctx
  if (!may(payoutPolicy, 'read', actor, { organizationId })) return null
  const [organization, rows] = await Promise.all([
    db.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } }),
    db.$queryRaw<Row[]>`
      SELECT a.id, a.holder, a.bank, a.number_sealed AS "numberSealed", a.number_tail AS tail, a.declared_by_id AS "declaredById",
        d.name AS "declaredByName", a.declared_at AS "declaredAt", c.name AS "confirmedByName", a.confirmed_at AS "confirmedAt", a.withdrawn_at AS "withdrawnAt"
      FROM payout_account a JOIN account d ON d.id = a.declared_by_id LEFT JOIN account c ON c.id = a.confirmed_by_id
      WHERE a.organization_id = ${organizationId}::uuid ORDER BY a.declared_at DESC, a.id DESC LIMIT 22`,
  ])
  const confirmed = rows
    .filter(({ confirmedAt }) => confirmedAt !== null)
    .toSorted((a, b) => (b.confirmedAt?.getTime() ?? 0) - (a.confirmedAt?.getTime() ?? 0))
  const [current] = confirmed
  const waits = rows.find(({ confirmedAt, withdrawnAt }) => confirmedAt === null && withdrawnAt === null)
  const view = (row: Row): PayoutView => ({
    id: row.id,
    holder: row.holder,
    bank: row.bank,
    number: row === current || row === waits ? numberOf(keys, { ...row, organizationId }) : `**** ${row.tail}`,
    declaredByName: row.declaredByName,
    declaredAt: row.declaredAt.toISOString(),
    confirmedByName: row.confirmedByName,
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
  })
  const facts = { organizationId, declaredById: waits?.declaredById }
  return {
    organizationName: organization.name,
    inForce: current === undefined ? null : view(current),
    waiting:
      waits === undefined
        ? null
        : {
            ...view(waits),
            mayConfirm: may(payoutPolicy, 'confirm', actor, facts),
            mayWithdraw: may(payoutPolicy, 'withdraw', actor, facts),
          },
    former: rows.filter((row) => row !== current && row !== waits).map(view),
    mayDeclare: waits === undefined && may(payoutPolicy, 'declare', actor, facts),
  }
}
