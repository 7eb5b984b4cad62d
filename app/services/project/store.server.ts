import {
  type MilestoneEvent,
  milestoneLifecycle,
  type ReportEvent,
  reportLifecycle,
  type TrancheEvent,
  trancheLifecycle,
} from '#app/domain/milestone/lifecycle.ts'
import type { MilestoneTerms } from '#app/domain/milestone/schema.ts'
import type { Counting, EvidenceKind } from '#app/domain/milestone/terms.ts'
import {
  type ContractEvent,
  contractLifecycle,
  type ObjectionEvent,
  objectionLifecycle,
  type ProjectEvent,
  projectLifecycle,
} from '#app/domain/project/lifecycle.ts'
import type { PaymentCheck } from '#app/domain/payout/payment-check.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Contract, Milestone, Objection, Prisma, Project, Report, Tranche } from '#prisma/generated/client.ts'

// Locks are taken from the project downwards, always in this order: project, contract, milestone, report, tranche.

/** The project, locked until the transaction ends; null when it is not there. */
export async function lockProject(tx: Tx, id: string): Promise<Project | null> {
  await tx.$queryRaw`SELECT id FROM project WHERE id = ${id}::uuid FOR UPDATE`
  return tx.project.findUnique({ where: { id } })
}

export async function lockContract(tx: Tx, id: string): Promise<Contract | null> {
  await tx.$queryRaw`SELECT id FROM contract WHERE id = ${id}::uuid FOR UPDATE`
  return tx.contract.findUnique({ where: { id } })
}

/** A milestone with its project, both locked. */
export async function lockMilestone(tx: Tx, id: string): Promise<{ milestone: Milestone; project: Project } | null> {
  const found = await tx.milestone.findUnique({ where: { id }, select: { projectId: true } })
  if (found === null) return null
  const project = await lockProject(tx, found.projectId)
  await tx.$queryRaw`SELECT id FROM milestone WHERE id = ${id}::uuid FOR UPDATE`
  const milestone = await tx.milestone.findUnique({ where: { id } })
  return project === null || milestone === null ? null : { milestone, project }
}

/** A tranche with its project, both locked: first the project. Two statements. */
export async function lockTranche(
  tx: Tx,
  id: string,
): Promise<{ tranche: Tranche; milestone: Milestone; project: Project } | null> {
  await tx.$queryRaw`
    WITH p AS MATERIALIZED (SELECT id FROM project WHERE id = (SELECT project_id FROM tranche WHERE id = ${id}::uuid) FOR UPDATE)
    SELECT t.id FROM p JOIN tranche t ON t.project_id = p.id WHERE t.id = ${id}::uuid FOR UPDATE OF t`
  const found = await tx.tranche.findUnique({ where: { id }, include: { milestone: { include: { project: true } } } })
  if (found === null) return null
  const { milestone: withProject, ...tranche } = found
  const { project, ...milestone } = withProject
  return { tranche, milestone, project }
}

/** The version of a report that is being written or judged; at most one per milestone (a partial unique index). */
export async function lockOpenReport(tx: Tx, milestoneId: string): Promise<Report | null> {
  await tx.$queryRaw`SELECT id FROM report WHERE milestone_id = ${milestoneId}::uuid AND state IN ('DRAFT', 'SUBMITTED') FOR UPDATE`
  return tx.report.findFirst({ where: { milestoneId, state: { in: ['DRAFT', 'SUBMITTED'] } } })
}

export async function lockObjection(tx: Tx, id: string): Promise<{ objection: Objection; project: Project } | null> {
  const found = await tx.objection.findUnique({ where: { id }, select: { projectId: true } })
  if (found === null) return null
  const project = await lockProject(tx, found.projectId)
  const objection = await tx.objection.findUnique({ where: { id } })
  return project === null || objection === null ? null : { objection, project }
}

type Versioned<State> = { id: string; state: State; version: number }

const moved = (count: number): Outcome => (count === 1 ? ok() : stale())
const next = { version: { increment: 1 } } as const

// The only writers of these states.

export async function moveContract(
  tx: Tx,
  row: Versioned<Contract['state']>,
  event: ContractEvent,
  data: Prisma.ContractUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = contractLifecycle.next(row.state, event)
  if (state === undefined) return refuse('contract.wrong-state')
  const where = { id: row.id, state: row.state, version: row.version }
  return moved((await tx.contract.updateMany({ where, data: { ...data, state, ...next } })).count)
}

export async function moveProject(
  tx: Tx,
  row: Versioned<Project['state']>,
  event: ProjectEvent,
  data: Prisma.ProjectUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = projectLifecycle.next(row.state, event)
  if (state === undefined) return refuse('project.wrong-state')
  const where = { id: row.id, state: row.state, version: row.version }
  return moved((await tx.project.updateMany({ where, data: { ...data, state, ...next } })).count)
}

export async function moveMilestone(
  tx: Tx,
  row: Versioned<Milestone['state']>,
  event: MilestoneEvent,
): Promise<Outcome> {
  const state = milestoneLifecycle.next(row.state, event)
  if (state === undefined) return refuse('milestone.wrong-state')
  const where = { id: row.id, state: row.state, version: row.version }
  return moved((await tx.milestone.updateMany({ where, data: { state, ...next } })).count)
}

export async function moveReport(
  tx: Tx,
  row: Versioned<Report['state']>,
  event: ReportEvent,
  data: Prisma.ReportUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = reportLifecycle.next(row.state, event)
  if (state === undefined) return refuse('report.wrong-state')
  const where = { id: row.id, state: row.state, version: row.version }
  return moved((await tx.report.updateMany({ where, data: { ...data, state, ...next } })).count)
}

export async function moveTranche(
  tx: Tx,
  row: Versioned<Tranche['state']>,
  event: TrancheEvent,
  data: Prisma.TrancheUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = trancheLifecycle.next(row.state, event)
  if (state === undefined) return refuse('tranche.wrong-state')
  const where = { id: row.id, state: row.state, version: row.version }
  return moved((await tx.tranche.updateMany({ where, data: { ...data, state, ...next } })).count)
}

export async function moveObjection(
  tx: Tx,
  row: Versioned<Objection['state']>,
  event: ObjectionEvent,
  data: Prisma.ObjectionUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = objectionLifecycle.next(row.state, event)
  if (state === undefined) return refuse('objection.wrong-state')
  const where = { id: row.id, state: row.state, version: row.version }
  return moved((await tx.objection.updateMany({ where, data: { ...data, state, ...next } })).count)
}

// What an amendment that is being put in force may change; the database lets nobody else.

export async function changeBudgetLine(tx: Tx, projectId: string, position: number, amountFen: bigint): Promise<void> {
  await tx.budgetLine.update({ where: { projectId_position: { projectId, position } }, data: { amountFen } })
}

export type AgreedMilestone = {
  dueOn: string
  deliverable: string
  targets: readonly number[]
  /** Left out: as they are. */
  criteria?: readonly string[]
  evidence?: readonly EvidenceKind[]
}

/**
 * A milestone as agreed anew. The figures of a report that is being written are measured against other targets now: those of the
 * indicators that changed are given again.
 */
export async function changeMilestone(
  tx: Tx,
  projectId: string,
  position: number,
  { dueOn, deliverable, targets, criteria, evidence }: AgreedMilestone,
): Promise<void> {
  const { id } = await tx.milestone.update({
    where: { projectId_position: { projectId, position } },
    data: {
      dueOn: new Date(dueOn),
      deliverable,
      ...(evidence === undefined ? {} : { requiredEvidence: [...evidence] }),
      version: { increment: 1 },
    },
    select: { id: true },
  })
  if (criteria !== undefined) await changeCriteria(tx, id, criteria)
  const indicators = await tx.indicator.findMany({ where: { milestoneId: id }, orderBy: { position: 'asc' } })
  for (const [index, indicator] of indicators.entries()) {
    const target = targets[index]
    if (target === undefined || target === indicator.target) continue
    await tx.indicator.update({ where: { id: indicator.id }, data: { target } })
    const { count } = await tx.figure.deleteMany({
      where: { indicatorId: indicator.id, report: { milestoneId: id, state: 'DRAFT' } },
    })
    // Who is writing it right now is told that the page is old.
    if (count > 0)
      await tx.report.updateMany({
        where: { milestoneId: id, state: 'DRAFT' },
        data: { version: { increment: 1 } },
      })
  }
}

export async function addBudgetLine(
  tx: Tx,
  projectId: string,
  line: { position: number; item: string; basis: string; amountFen: bigint },
): Promise<void> {
  await tx.budgetLine.create({ data: { projectId, ...line } })
}

export type NewMilestone = {
  position: number
  title: string
  deliverable: string
  dueOn: string
  /** Undefined: no money hangs on it, and it has no tranche. */
  amountFen: bigint | undefined
  indicators: readonly { name: string; unit: string; target: number; counting: Counting }[]
  criteria: readonly string[]
  evidence: readonly EvidenceKind[]
}

/** A milestone with everything it is judged by, and its tranche. */
export async function addMilestone(
  tx: Tx,
  projectId: string,
  { position, title, deliverable, dueOn, amountFen, indicators, criteria, evidence }: NewMilestone,
): Promise<void> {
  const { id: milestoneId } = await tx.milestone.create({
    data: { projectId, position, title, deliverable, dueOn: new Date(dueOn), requiredEvidence: [...evidence] },
    select: { id: true },
  })
  await tx.indicator.createMany({
    data: indicators.map((indicator, index) => ({ milestoneId, position: index + 1, ...indicator })),
  })
  await tx.milestoneCriterion.createMany({
    data: criteria.map((text, index) => ({ milestoneId, position: index + 1, text })),
  })
  if (amountFen !== undefined) await tx.tranche.create({ data: { projectId, milestoneId, amountFen } })
}

/** Criteria whose words changed are retired with what was judged by them; evidence being gathered for them is tied to none. */
async function changeCriteria(tx: Tx, milestoneId: string, texts: readonly string[]): Promise<void> {
  const inForce = await tx.milestoneCriterion.findMany({ where: { milestoneId, isRetired: false } })
  const stays = (one: (typeof inForce)[number]) => texts[one.position - 1] === one.text
  const retired = inForce.filter((one) => !stays(one)).map(({ id }) => id)
  await tx.evidence.updateMany({
    where: { criterionId: { in: retired }, report: { milestoneId, state: 'DRAFT' } },
    data: { criterionId: null },
  })
  await tx.milestoneCriterion.updateMany({ where: { id: { in: retired } }, data: { isRetired: true } })
  const kept = new Set(inForce.filter(stays).map(({ position }) => position))
  await tx.milestoneCriterion.createMany({
    data: texts.flatMap((text, index) => (kept.has(index + 1) ? [] : [{ milestoneId, position: index + 1, text }])),
  })
}

/** What the milestone of a draft contract is judged by, written anew. */
export async function writeTerms(tx: Tx, { id, criteria, evidence, indicators }: MilestoneTerms): Promise<void> {
  await tx.milestone.update({
    where: { id },
    data: { requiredEvidence: evidence, version: { increment: 1 } },
  })
  await tx.milestoneCriterion.deleteMany({ where: { milestoneId: id } })
  await tx.milestoneCriterion.createMany({
    data: criteria.map((text, index) => ({ milestoneId: id, position: index + 1, text })),
  })
  for (const { id: indicatorId, counting } of indicators)
    await tx.indicator.updateMany({ where: { id: indicatorId, milestoneId: id }, data: { counting } })
}

export type Payment = {
  payoutAccountId: string
  /** Numbers of the treasury's payment orders, one for each source, in the order of `readOrders`. */
  refs: readonly string[]
  checks: readonly PaymentCheck[]
  worst: PaymentCheck['level']
  reason: string
}

/**
 * Pays a claimable tranche: its hold is settled, its state moves, its orders and what was known of the payee are written down. One
 * statement, refused by PostgreSQL as `release_tranche` says.
 */
export async function payTranche(tx: Tx, ctx: Context, tranche: Tranche, payment: Payment): Promise<void> {
  await tx.$queryRaw`
    SELECT release_tranche(${tranche.id}::uuid, ${tranche.version}, ${ctx.actor.accountId ?? null}::uuid, ${ctx.now}::timestamptz,
      ${dayOf(ctx.now)}::date, ${payment.payoutAccountId}::uuid,
      ARRAY(SELECT jsonb_array_elements_text(${JSON.stringify(payment.refs)}::jsonb)), ${payment.refs.join('、')},
      ${JSON.stringify(payment.checks)}::jsonb, ${payment.worst}, ${payment.reason})::text AS paid`
}
