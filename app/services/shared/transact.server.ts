import { type Outcome, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from './context.server.ts'
import { type DatabaseError, readDatabaseError } from './database-error.server.ts'
import type { Tx } from './db.server.ts'

/** Leaves the transaction without a trace and hands the refusal out. */
class Refused extends Error {
  readonly outcome: Outcome
  constructor(outcome: Outcome) {
    super('refused')
    this.outcome = outcome
  }
}

/** Constraints a person can run into, by the refusal they mean. */
const refusalOfConstraint: Record<string, string> = {
  one_live_retender: 'call.already-retendered',
  one_live_bid: 'bid.already-live',
  one_place: 'bid.already-takes-part',
  call_four_eyes: 'call.four-eyes',
  tranche_three_people: 'tranche.three-people',
  no_overdraft: 'ledger.overdraft',
  ledger_book_name_zh: 'ledgerBook.name-taken',
  ledger_book_name_en: 'ledgerBook.name-taken',
  one_resolution: 'tranche.released',
  one_sole_award: 'award.already-made',
  one_open_objection: 'remedy.already-open',
  one_open_named_objection: 'remedy.already-open',
  one_complaint: 'remedy.already-open',
  account_email_key: 'account.email-taken',
  one_account_closing: 'account.closing-asked',
  organization_credit_code_key: 'organization.credit-code-taken',
  one_chair: 'panel.one-chair',
  one_open_report: 'report.already-open',
  award_amount: 'award.no-amount',
  contract_two_sides: 'contract.two-sides',
  amendment_two_sides: 'contract.two-sides',
  one_amendment_offered: 'amendment.one-at-a-time',
  one_amendment_draft: 'amendment.draft-open',
  expense_batch_four_eyes: 'claim.four-eyes',
  one_open_batch: 'claim.batch-open',
  clawback_four_eyes: 'clawback.four-eyes',
  clawback_bank_reference: 'clawback.same-reference',
  final_report_four_eyes: 'closing.four-eyes',
  halt_four_eyes: 'halt.four-eyes',
  appeal_four_eyes: 'appeal.four-eyes',
  appeal_standing: 'appeal.full',
  appeal_dates: 'appeal.dates',
  pledge_bank_reference: 'pledge.same-reference',
  pledge_refund_reference: 'pledge.same-reference',
  venue_booking_apart: 'venue.overlap',
  one_venue: 'venue.known',
  one_vote_on_a_motion: 'meeting.voted-already',
  one_meeting_announced: 'meeting.announced-already',
  one_need_petition: 'need.petition-already',
  one_supervision_record: 'inspection.recorded-already',
  one_task_open: 'task.applied-already',
  one_assignment_proposed: 'assignment.proposed-already',
  function_transfer_document: 'transfer.known',
  one_open_rating_complaint: 'rating.complaint-waits',
  one_recognition_end: 'recognition.end-waits',
  one_rating_revocation: 'rating.revocation-waits',
  one_rating_application: 'rating.under-way',
  one_rating_of_a_day: 'rating.entered-already',
  one_admission_proposed: 'admission.waits',
  one_supplier_exit: 'admission.exit-waits',
  one_end_of_a_case: 'inspection.no-case',
  one_incubation: 'incubation.one-at-a-time',
  one_group_incubation: 'incubation.one-at-a-time',
  one_incubation_offer: 'incubation.offer-open',
  incubation_agreement_two_sides: 'contract.two-sides',
  incubation_service_two_sides: 'account.interested',
  incubation_declaration_two_sides: 'account.interested',
  incubator_name: 'incubator.name-taken',
  incubator_class_incubator_id_name_zh_key: 'incubator.name-taken',
  incubation_service_once: 'incubation.recorded-already',
  one_training_signup: 'incubator.signed-up-already',
  one_group_training_signup: 'incubator.signed-up-already',
  staff_member_head: 'staff.head-already',
  staff_member_days: 'staff.days',
  staff_certificate_once: 'staff.certificate-known',
  saved_search_once: 'saved-search.saved-already',
  policy_document_number: 'policy-document.known',
  policy_document_title: 'policy-document.known',
  api_key_name: 'api-key.name-taken',
  volunteer_once: 'volunteer.known',
  volunteer_signup_once: 'volunteer.signed-up-already',
  volunteer_signup_two: 'volunteer.two-people',
  one_halt_proposed: 'halt.one-at-a-time',
}

const attemptsMax = 4

/**
 * One use case, one transaction, READ COMMITTED as PostgreSQL's own default: saying so would cost each a round trip. A refusal (returned, or raised by a rule in the database) rolls everything
 * back. `timeoutMs`: for a use case of thousands of rows. Serialization failures and deadlocks are tried again; anything else throws.
 */
export async function transact<T extends object>(
  ctx: Context,
  work: (tx: Tx) => Promise<Outcome<T>>,
  { timeoutMs = 20_000 }: { timeoutMs?: number } = {},
): Promise<Outcome<T>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ctx.db.$transaction(
        async (tx) => {
          if (ctx.tellsClock)
            await tx.$executeRaw`SELECT set_config('commonweal.clock', ${ctx.now.toISOString()}, true)`
          const outcome = await work(tx)
          if (!outcome.ok) throw new Refused(outcome)
          return outcome
        },
        { timeout: timeoutMs, maxWait: 10_000 },
      )
    } catch (error) {
      if (error instanceof Refused) return error.outcome
      if (isCrowded(error)) return refuse('busy')
      if (isDiskFull(error)) return refuse('storage-full')
      const known = readDatabaseError(error)
      if (known !== undefined) {
        if ((known.sqlState === '40001' || known.sqlState === '40P01') && attempt < attemptsMax) continue
        const refusal = refusalOf(known)
        if (refusal !== undefined) return refuse(refusal)
      }
      throw error
    }
  }
}

/** No connection came free in time (Prisma's P2028 before the work began): nothing was done, and it may be tried again. */
const isCrowded = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'P2028' && error.message.includes('Unable to start')

/** Under the files: no space, over a quota, larger than the account may write. Nothing was done. */
const diskFull = ['ENOSPC', 'EDQUOT', 'EFBIG']
const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && diskFull.includes(error.code)

function refusalOf({ sqlState, message, constraint }: DatabaseError): string | undefined {
  // disk_full: under the database.
  if (sqlState === '53100') return 'storage-full'
  const raised = /refused:([a-z0-9.-]+)/.exec(message)?.[1]
  if (raised !== undefined) return raised
  return constraint === undefined ? undefined : refusalOfConstraint[constraint]
}

/** The row was changed by somebody else since the page was drawn: 409, and the page keeps what was typed. */
export const stale = () => refuse('stale')
