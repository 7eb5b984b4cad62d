import { nextReserve } from '#app/domain/award/reserves.ts'
import type { LeftMilestone } from '#app/domain/handover/plan.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { readInForce } from '#app/services/award/read-decided.server.ts'
import { type JudgedBid, readJudged } from '#app/services/award/store.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import type { Call, HandoverRule, Project, Result } from '#prisma/generated/client.ts'

export type NextReserve = { judged: JudgedBid[]; result: Result; bid: JudgedBid; mostFen: bigint }

/**
 * Who is asked next: of those that were ranked the first who has no award and was not asked yet, whatever the rest costs: what is offered is
 * never more than it asked for.
 * @param restFen what came back when the project ended
 */
export async function findNext(
  tx: Db | Tx,
  call: Call,
  project: Pick<Project, 'id'>,
  restFen: bigint,
): Promise<NextReserve | undefined> {
  const result = await readInForce(tx, call.id)
  if (result === null) return undefined
  const judged = await readJudged(tx, result.id, call)
  const awards = await tx.award.findMany({ where: { callId: call.id }, select: { bidId: true } })
  const asked = await tx.handover.findMany({ where: { projectId: project.id }, select: { bidId: true } })
  const out = new Set([...awards, ...asked].map(({ bidId }) => bidId))
  const standings = judged
    .filter(({ bid }) => bid.state === 'LOST' && bid.organization.state === 'ACTIVE')
    .map(({ bidId, rank, askedFen }) => ({
      bidId,
      rank,
      askedFen: askedFen < restFen ? askedFen : restFen,
      wasAwarded: out.has(bidId),
    }))
  const next = nextReserve(standings, restFen, { skipUnaffordable: true })
  const bid = judged.find(({ bidId }) => bidId === next?.bidId)
  return next === undefined || bid === undefined ? undefined : { judged, result, bid, mostFen: next.askedFen }
}

/** What is left of a project that ended early: the milestones whose money its end took back. */
export async function readLeft(tx: Db | Tx, projectId: string): Promise<(LeftMilestone & { dueOn: string })[]> {
  const milestones = await tx.milestone.findMany({
    where: { projectId, state: { not: 'CANCELLED' }, tranche: { state: 'CANCELLED' } },
    orderBy: { position: 'asc' },
    include: {
      tranche: true,
      indicators: { orderBy: { position: 'asc' } },
      criteria: { where: { isRetired: false }, orderBy: { position: 'asc' } },
    },
  })
  return milestones.map(({ title, deliverable, dueOn, tranche, indicators, criteria, requiredEvidence }) => ({
    title,
    deliverable,
    dueOn: dayOfDate(dueOn),
    amountFen: toFen(tranche?.amountFen ?? 0n),
    indicators: indicators.map(({ name, unit, target, counting }) => ({ name, unit, target, counting })),
    criteria: criteria.map(({ text }) => text),
    evidence: requiredEvidence,
  }))
}

export type RuleOfProject = HandoverRule & { endsOn: string }

/** The rule of the day the contract was signed, and the last day on which a reserve may be asked. */
export async function readHandoverRule(tx: Db | Tx, projectId: string): Promise<RuleOfProject | null> {
  const [row] = await tx.$queryRaw<RuleOfProject[]>`
    SELECT regime, valid_from AS "validFrom", unperformed_only AS "unperformedOnly", term_days AS "termDays", answer_days AS "answerDays",
      source_zh AS "sourceZh", source_en AS "sourceEn", is_confirmed AS "isConfirmed", handover_ends_on(${projectId}::uuid)::text AS "endsOn"
    FROM handover_rule_of(${projectId}::uuid)`
  return row ?? null
}
