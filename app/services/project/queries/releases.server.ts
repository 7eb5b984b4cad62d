import { type PaymentClock, paymentClock } from '#app/domain/ledger/payment-clock.ts'
import type { CapEffect, CapScope } from '#app/domain/cap/schema.ts'
import type { PaymentCheck } from '#app/domain/payout/payment-check.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { among } from '#app/services/shared/among.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { ledgerPolicy } from '#app/domain/ledger/policy.ts'
import { milestonePolicy } from '#app/domain/milestone/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import { type BlockedBy, blockedBy } from '#app/domain/milestone/blocked.ts'
import { type AccountInForce, numberOf, readPayees } from '#app/services/payout/store.server.ts'
import { termDays } from './payments.server.ts'
import { readOrders } from '../read-orders.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { readSheet } from './sheet.server.ts'

export type ReleaseRow = {
  trancheId: string
  projectTitle: string
  projectNo: string
  milestonePosition: number
  milestoneTitle: string
  organizationId: string
  organizationName: string
  amountFen: string
  acceptedAt: string
  daysWaiting: number
  clock: PaymentClock
  blocked: BlockedBy[]
  /** The heaviest of what is found about the payee. */
  worst: PaymentCheck['level']
  /** May be ticked and paid with others. */
  isForBatch: boolean
}
type Raw = Omit<ReleaseRow, 'daysWaiting' | 'blocked' | 'clock' | 'worst' | 'isForBatch'> & {
  isOverCap: boolean
  needsApproval: boolean
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

const capped = (effect: CapEffect, now: Date) =>
  Prisma.sql`EXISTS (SELECT 1 FROM caps_exceeded(t.id, ${now}::timestamptz) c WHERE c.effect = ${effect})`
const isApproved = Prisma.sql`EXISTS (SELECT 1 FROM payment_approval g WHERE g.tranche_id = t.id)`

/** Accepted and not yet paid, the longest waiting first: three statements. A body has at most a few dozen at a time. */
export async function readReleases(ctx: Context): Promise<ReleaseRow[]> {
  const bodyIds = bodiesWhere(ctx.actor, 'FINANCE')
  const [raw, calendar] = await Promise.all([
    ctx.db.$queryRaw<Raw[]>`
    SELECT t.id AS "trancheId", p.title AS "projectTitle", p.project_no AS "projectNo", m.position AS "milestonePosition",
      m.title AS "milestoneTitle", o.id AS "organizationId", o.name AS "organizationName", o.state::text AS "organizationState", t.amount_fen::text AS "amountFen",
      to_json(a.accepted_at)#>>'{}' AS "acceptedAt", ${termDays} AS "termDays", t.requested_by_id AS "requestedById", t.verified_by_id AS "verifiedById",
      ${capped('BLOCK', ctx.now)} AS "isOverCap", ${capped('APPROVAL', ctx.now)} AND NOT ${isApproved} AS "needsApproval",
      p.state = 'SUSPENDED' AS "isSuspended", (SELECT count(*)::int FROM objection j WHERE j.project_id = p.id AND j.state <> 'CLOSED') AS "openObjections", evaluation_block(t.id) AS "evaluationBlock"
    FROM tranche t JOIN milestone m ON m.id = t.milestone_id JOIN project p ON p.id = t.project_id
      JOIN call c ON c.id = p.call_id JOIN organization o ON o.id = p.organization_id JOIN acceptance a ON a.id = t.acceptance_id
    WHERE t.state = 'CLAIMABLE' AND p.body_id = ${among(bodyIds)} ORDER BY a.accepted_at, t.id LIMIT 200`,
    readCalendar(ctx.db),
  ])
  const payees = await readPayees(
    ctx.db,
    ctx.now,
    raw.map(({ organizationId }) => organizationId),
  )
  return raw.map(
    ({
      isSuspended,
      openObjections,
      evaluationBlock,
      organizationState,
      requestedById,
      verifiedById,
      termDays: days,
      isOverCap,
      needsApproval,
      ...row
    }) => {
      const payee = payees.get(row.organizationId)
      const worst = payee?.worst ?? 'HIGH'
      const blocked = blockedBy({
        isSuspended,
        hasOpenObjection: openObjections > 0,
        isStoppedByEvaluation: evaluationBlock !== null,
        isOrganizationActive: organizationState === 'ACTIVE',
        hasAccount: payee?.account != null,
        isOverCap,
        needsApproval,
        isThirdPerson: ctx.actor.accountId !== requestedById && ctx.actor.accountId !== verifiedById,
      })
      return {
        ...row,
        clock: paymentClock({
          acceptedOn: dayOf(new Date(row.acceptedAt)),
          termDays: days,
          today: dayOf(ctx.now),
          calendar,
        }),
        daysWaiting: Math.max(0, Math.floor((ctx.now.getTime() - new Date(row.acceptedAt).getTime()) / DAY_MS)),
        blocked,
        worst,
        isForBatch: blocked.length === 0 && worst !== 'HIGH',
      }
    },
  )
}

/** A limit that this payment would go beyond; fen as text. */
export type ExceededCap = { scope: CapScope; effect: CapEffect; amountFen: string; spentFen: string; reason: string }
export type Payee = {
  account: (AccountInForce & { number: string }) | null
  checks: PaymentCheck[]
  worst: PaymentCheck['level']
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
  /** Found owed by an approver after the project's early end: no evaluation stops it. */
  isFoundOwed: boolean
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
  payee: Payee
  caps: ExceededCap[]
  /** Who agreed to a payment above a limit. */
  approval: { name: string; at: string; note: string } | null
  /** As it was found when it was paid. */
  checked: { checks: PaymentCheck[]; reason: string; tail: string } | null
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
  const [payeeOf, { caps, approval, checked }] = await Promise.all([
    readPayeesWithNumbers(ctx, [sheet.organizationId]),
    readLimits(ctx, trancheId),
  ])
  const payee = payeeOf(sheet.organizationId)
  const facts = {
    hasAccount: payee.account !== null,
    isOverCap: caps.some(({ effect }) => effect === 'BLOCK'),
    needsApproval: caps.some(({ effect }) => effect === 'APPROVAL') && approval === null,
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
    orders: (await readOrders(ctx.db, trancheId)).map(({ source, amountFen, paymentRef }) => ({
      source,
      amountFen: amountFen.toString(),
      paymentRef,
    })),
    receipt: await readReceipt(ctx, trancheId),
    readerName: ctx.actor.name,
    payee,
    caps,
    approval,
    checked,
    evaluationBlock,
    isFoundOwed: tranche.verdict?.isOwed === true,
    blocked: blockedBy({ ...facts, isStoppedByEvaluation: evaluationBlock !== null }),
  }
}

const unknown: Payee = { account: null, checks: [], worst: 'HIGH' }

/** What is known of these payees, with the whole numbers of their accounts; two statements. */
export async function readPayeesWithNumbers(
  ctx: Context,
  organizationIds: readonly string[],
): Promise<(organizationId: string) => Payee> {
  const payees = await readPayees(ctx.db, ctx.now, organizationIds)
  const ids = [...payees.values()].flatMap(({ account }) => (account === null ? [] : [account.id]))
  const rows = await ctx.db.payoutAccount.findMany({
    where: { id: { in: ids } },
    select: { id: true, organizationId: true, numberSealed: true },
  })
  return (organizationId) => {
    const { account, ...payee } = payees.get(organizationId) ?? unknown
    const row = rows.find(({ id }) => id === account?.id)
    if (account === null || row === undefined) return { ...payee, account: null, worst: 'HIGH' }
    return { ...payee, account: { ...account, number: numberOf(ctx.keys, row) } }
  }
}

type Limits = Pick<ReleasePage, 'caps' | 'approval' | 'checked'>

async function readLimits({ db, now }: Context, trancheId: string): Promise<Limits> {
  const [row] = await db.$queryRaw<Limits[]>`
    SELECT CASE WHEN t.state = 'CLAIMABLE' THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('scope', c.scope, 'effect', c.effect, 'amountFen', c.amount_fen::text,
        'spentFen', spent_under(c, ${now}::timestamptz)::text, 'reason', c.reason)), '[]') FROM caps_exceeded(t.id, ${now}::timestamptz) c) ELSE '[]' END AS caps,
      (SELECT jsonb_build_object('name', a.name, 'at', g.approved_at, 'note', g.note) FROM payment_approval g JOIN account a ON a.id = g.approved_by_id
        WHERE g.tranche_id = t.id) AS approval,
      (SELECT jsonb_build_object('checks', k.checks, 'reason', k.reason, 'tail', (SELECT y.number_tail FROM payment_order q
          JOIN payout_account y ON y.id = q.payout_account_id WHERE q.tranche_id = t.id LIMIT 1))
        FROM payment_check k WHERE k.tranche_id = t.id) AS checked
    FROM tranche t WHERE t.id = ${trancheId}::uuid`
  return row ?? { caps: [], approval: null, checked: null }
}

async function readEvaluationBlock({ db }: Context, trancheId: string): Promise<EvaluationBlock> {
  const [row] = await db.$queryRaw<{ why: EvaluationBlock }[]>`SELECT evaluation_block(${trancheId}::uuid) AS why`
  return row?.why ?? null
}

async function readReceipt({ db }: Context, trancheId: string): Promise<ReleasePage['receipt']> {
  const said = await db.receipt.findFirst({ where: { trancheId }, orderBy: [{ saidAt: 'desc' }, { id: 'desc' }] })
  return said === null ? null : { state: said.state, note: said.note, saidAt: said.saidAt.toISOString() }
}
