import type { PledgeState } from '#app/domain/appeal/lifecycle.ts'
import type { StopCode } from '#app/domain/appeal/schema.ts'
import { type Outcome, ok } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readGiver } from '#app/services/shared/giver.server.ts'
import { findPledge } from '../make-pledge.server.ts'

/** A promise as its giver sees it. No address or telephone: whoever finds the code learns neither. */
export type Receipt = {
  appealId: string
  giverName: string
  appealTitle: string
  raiserName: string
  partnerName: string
  approvalNo: string
  bankText: string
  state: PledgeState
  stopCode: StopCode | null
  version: number
  offeredFen: string
  amountFen: string
  pledgedAt: string
  dueOn: string
  receivedFen: string | null
  receivedOn: string | null
  refundedOn: string | null
  naming: string
  isNamingAgreed: boolean
  isNamed: boolean
  /** The number of the donation's entry in the ledger. */
  entryNo: string | null
}

/** The promise that a code opens; two statements. */
export async function readReceipt(ctx: Context, code: string): Promise<Outcome<{ receipt: Receipt }>> {
  const found = await findPledge(ctx, code)
  if (!found.ok) return found
  const rows = await ctx.db.$queryRaw<
    { receipt: Omit<Receipt, 'giverName'>; appealId: string; formKey: string; giverSealed: Uint8Array }[]
  >`
    SELECT p.appeal_id::text AS "appealId", p.form_key::text AS "formKey", p.giver_sealed AS "giverSealed", jsonb_build_object('appealId', a.id, 'appealTitle', a.title, 'raiserName', a.raiser_name, 'partnerName', a.partner_name, 'approvalNo', a.approval_no, 'bankText', a.bank_text,
      'state', p.state, 'stopCode', a.stop_code, 'version', p.version, 'offeredFen', p.offered_fen::text, 'amountFen', p.amount_fen::text, 'pledgedAt', p.pledged_at, 'dueOn', p.due_on,
      'receivedFen', p.received_fen::text, 'receivedOn', p.received_on, 'refundedOn', p.refunded_on, 'naming', p.naming, 'isNamingAgreed', p.naming_agreed_at IS NOT NULL,
      'isNamed', p.public_name <> '', 'entryNo', (SELECT seq::text FROM ledger_entry WHERE id = p.receive_entry_id)) AS receipt
    FROM pledge p JOIN appeal a ON a.id = p.appeal_id WHERE p.id = ${found.pledgeId}::uuid`
  const [row] = rows
  if (row === undefined) throw new Error('a pledge has an appeal')
  return ok({ receipt: { ...row.receipt, giverName: readGiver(ctx.keys, row).name } })
}
