import { ledgerPolicy } from '#app/domain/ledger/policy.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'

export type ProposalRow = {
  id: string
  fundId: string
  fundName: string
  source: string
  year: number
  amountFen: string
  documentNo: string
  proposedByName: string
  proposedAt: string
  mayConfirm: boolean
  mayWithdraw: boolean
}

const shown = 100

/** Appropriations that wait for another person: of one fund, or of every fund of the reader's bodies. One statement. */
export async function readProposals({ db, actor }: Context, fundId?: string): Promise<ProposalRow[]> {
  const mine = bodiesWhere(actor, 'FINANCE', 'APPROVER')
  const rows = await db.$queryRaw<
    (Omit<ProposalRow, 'mayConfirm' | 'mayWithdraw'> & { bodyId: string; proposedById: string })[]
  >`
    SELECT p.id, f.id AS "fundId", f.name AS "fundName", p.source::text, p.year::int, p.amount_fen::text AS "amountFen", p.document_no AS "documentNo",
      a.name AS "proposedByName", to_json(p.proposed_at)#>>'{}' AS "proposedAt", f.body_id AS "bodyId", p.proposed_by_id AS "proposedById"
    FROM appropriation_proposal p JOIN fund f ON f.id = p.fund_id JOIN account a ON a.id = p.proposed_by_id
    WHERE p.confirmed_at IS NULL AND p.withdrawn_at IS NULL AND f.body_id = ${among(mine)}
      AND ${fundId === undefined ? Prisma.sql`TRUE` : Prisma.sql`f.id = ${fundId}::uuid`}
    ORDER BY p.proposed_at, p.id LIMIT ${atMost(shown)}`
  return rows.map(({ bodyId, proposedById, ...row }) => ({
    ...row,
    mayConfirm: may(ledgerPolicy, 'confirmAppropriation', actor, { bodyId }) && proposedById !== actor.accountId,
    mayWithdraw: may(ledgerPolicy, 'withdrawAppropriation', actor, { bodyId }),
  }))
}
