import { type PaymentClock, paymentClock } from '#app/domain/ledger/payment-clock.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { ledgerPolicy } from '#app/domain/ledger/policy.ts'
import { milestonePolicy } from '#app/domain/milestone/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import { type BlockedBy, blockedBy } from '#app/domain/milestone/blocked.ts'
import { termDays } from './payments.server.ts'
import { readOrders } from '../read-orders.server.ts'
import { readSheet } from './sheet.server.ts'

export type ReleaseRow = {
  trancheId: string
  projectTitle: string
  projectNo: string
  milestonePosition: number
  milestoneTitle: string
  organizationName: string
  amountFen: string
  acceptedAt: string
  daysWaiting: number
  clock: PaymentClock
  blocked: BlockedBy[]
}
type Raw = Omit<ReleaseRow, 'daysWaiting' | 'blocked' | 'clock'> & {
  termDays: number | null
  isSuspended: boolean
  openObjections: number
  evaluationBlock: EvaluationBlock
  organizationState: 'ACTIVE' | 'SUSPENDED'
  requestedById: string
  verifiedById: string
}

/** Why an evaluation stops a payment: the newest mid-term failed, or one it waits for is not confirmed. */
export type EvaluationBlock = 'failed' | 'open' | null

const DAY_MS = 86_400_000

/** Accepted and not yet paid, the longest waiting first: two statements. A body has at most a few dozen at a time. */
export async function readReleases(ctx: Context): Promise<ReleaseRow[]> {
  const bodyIds = bodiesWhere(ctx.actor, 'FINANCE')
  const [raw, calendar] = await Promise.all([
    ctx.db.$queryRaw<Raw[]>`
    SELECT t.id AS "trancheId", p.title AS "projectTitle", p.project_no AS "projectNo", m.position AS "milestonePosition",
      m.title AS "milestoneTitle", o.name AS "organizationName", o.state::text AS "organizationState", t.amount_fen::text AS "amountFen",
      to_json(a.accepted_at)#>>'{}' AS "acceptedAt", ${termDays} AS "termDays", t.requested_by_id AS "requestedById", t.verified_by_id AS "verifiedById",
      p.state = 'SUSPENDED' AS "isSuspended", (SELECT count(*)::int FROM objection j WHERE j.project_id = p.id AND j.state <> 'CLOSED') AS "openObjections", evaluation_block(t.id) AS "evaluationBlock"
    FROM tranche t JOIN milestone m ON m.id = t.milestone_id JOIN project p ON p.id = t.project_id
      JOIN call c ON c.id = p.call_id JOIN organization o ON o.id = p.organization_id JOIN acceptance a ON a.id = t.acceptance_id
    WHERE t.state = 'CLAIMABLE' AND p.body_id = ANY(${bodyIds}::uuid[]) ORDER BY a.accepted_at, t.id LIMIT 200`,
    readCalendar(ctx.db),
  ])
  return raw.map(
    ({
      isSuspended,
      openObjections,
      evaluationBlock,
      organizationState,
      requestedById,
      verifiedById,
      termDays: days,
      ...row
    }) => ({
      ...row,
      clock: paymentClock({
        acceptedOn: dayOf(new Date(row.acceptedAt)),
        termDays: days,
        today: dayOf(ctx.now),
        calendar,
      }),
      daysWaiting: Math.max(0, Math.floor((ctx.now.getTime() - new Date(row.acceptedAt).getTime()) / DAY_MS)),
      blocked: blockedBy({
        isSuspended,
        hasOpenObjection: openObjections > 0,
        isStoppedByEvaluation: evaluationBlock !== null,
        isOrganizationActive: organizationState === 'ACTIVE',
        isThirdPerson: ctx.actor.accountId !== requestedById && ctx.actor.accountId !== verifiedById,
      }),
    }),
  )
}

export type ReleasePage = {
  trancheId: string
  state: 'CLAIMABLE' | 'RELEASED'
  projectTitle: string
  projectNo: string
  contractNo: string
  milestonePosition: number
  milestoneTitle: string
  organizationName: string
  isOrganizationActive: boolean
  amountFen: string
  isHeld: boolean
  isSuspended: boolean
  hasOpenObjection: boolean
  evaluationBlock: EvaluationBlock
  requestedByName: string
  verifiedByName: string
  releasedByName: string | null
  releasedAt: string | null
  acceptedAt: string
  /** What each source pays; the number once it is paid. */
  orders: { source: string; amountFen: string; paymentRef: string | null }[]
  /** The reader, who would be the third. */
  readerName: string
  isThirdPerson: boolean
  /** What the payee said last. */
  receipt: { state: 'ARRIVED' | 'MISSING'; note: string; saidAt: string } | null
  blocked: BlockedBy[]
}

/** Everything that is checked before a payment, said before the button is pressed. Null: not there, not the reader's, or not yet claimable. */
export async function readRelease(ctx: Context, trancheId: string): Promise<ReleasePage | null> {
  const sheet = await readSheet(ctx.db, { trancheId })
  if (sheet === null || !may(ledgerPolicy, 'readRelease', ctx.actor, { bodyId: sheet.bodyId })) return null
  const milestone = sheet.milestones.find(({ tranche }) => tranche.id === trancheId)
  if (
    milestone?.acceptance == null ||
    (milestone.tranche.state !== 'CLAIMABLE' && milestone.tranche.state !== 'RELEASED')
  )
    return null
  const { tranche, acceptance } = milestone
  const isThirdPerson = may(milestonePolicy, 'release', ctx.actor, {
    bodyId: sheet.bodyId,
    requestedById: tranche.requestedById ?? undefined,
    verifiedById: tranche.verifiedById ?? undefined,
  })
  const facts = {
    isSuspended: sheet.state === 'SUSPENDED',
    hasOpenObjection: sheet.objections.some(({ state }) => state !== 'CLOSED'),
    isOrganizationActive: sheet.organizationState === 'ACTIVE',
    isThirdPerson,
  }
  const evaluationBlock = await readEvaluationBlock(ctx, trancheId)
  return {
    ...facts,
    trancheId,
    state: milestone.tranche.state,
    projectTitle: sheet.title,
    projectNo: sheet.projectNo,
    contractNo: sheet.contract.contractNo,
    milestonePosition: milestone.position,
    milestoneTitle: milestone.title,
    organizationName: sheet.organizationName,
    amountFen: tranche.amountFen,
    isHeld: tranche.holdEntryId !== null,
    requestedByName: tranche.requestedByName ?? '',
    verifiedByName: tranche.verifiedByName ?? '',
    releasedByName: tranche.releasedByName,
    releasedAt: tranche.releasedAt,
    acceptedAt: acceptance.acceptedAt,
    orders: (await readOrders(ctx.db, trancheId)).map((order) => ({ ...order, amountFen: order.amountFen.toString() })),
    receipt: await readReceipt(ctx, trancheId),
    readerName: ctx.actor.name,
    evaluationBlock,
    blocked: blockedBy({ ...facts, isStoppedByEvaluation: evaluationBlock !== null }),
  }
}

async function readEvaluationBlock({ db }: Context, trancheId: string): Promise<EvaluationBlock> {
  const [row] = await db.$queryRaw<{ why: EvaluationBlock }[]>`SELECT evaluation_block(${trancheId}::uuid) AS why`
  return row?.why ?? null
}

async function readReceipt({ db }: Context, trancheId: string): Promise<ReleasePage['receipt']> {
  const said = await db.receipt.findFirst({ where: { trancheId }, orderBy: [{ saidAt: 'desc' }, { id: 'desc' }] })
  return said === null ? null : { state: said.state, note: said.note, saidAt: said.saidAt.toISOString() }
}
