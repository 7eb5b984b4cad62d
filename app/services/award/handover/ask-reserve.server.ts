import { handoverPolicy } from '#app/domain/handover/policy.ts'
import { planHandover } from '#app/domain/handover/plan.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { addDays, type Day, dayOf } from '#app/domain/shared/day.ts'
import { type Fen, formatFen, toFen } from '#app/domain/shared/money.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { openNotice } from '#app/services/award/open-notice.server.ts'
import { proposeNotice } from '#app/services/award/publish-result.server.ts'
import { readInForce } from '#app/services/award/read-decided.server.ts'
import { currentNotice, readJudged } from '#app/services/award/store.server.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { type Fact, record } from '#app/services/shared/record.server.ts'
import { partiesOf, tell } from '#app/services/shared/tell.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Handover, Project } from '#prisma/generated/client.ts'
import { findNext, readHandoverRule, readLeft } from './find-next.server.ts'
import { type LockedHandover, lockHandover, moveHandover } from './store.server.ts'

export type AskReserve = {
  projectId: string
  amount: Fen
  startsOn: Day
  endsOn: Day
  /** When each milestone that is left is due, in their order. */
  days: readonly Day[]
  reason: string
}

/**
 * The approver asks the next of the ranked result to go on with the rest of a project that ended early. Nothing is promised by it: what is
 * accepted stands on a public notice first.
 */
export const askReserve = (ctx: Context, input: AskReserve) =>
  transact<{ handoverId: string }>(ctx, async (tx) => {
    const of = await tx.project.findUnique({ where: { id: input.projectId }, select: { callId: true } })
    const call = of === null ? null : await lockCall(tx, of.callId)
    const project = await lockProject(tx, input.projectId)
    if (call === null || project === null || !may(projectPolicy, 'read', ctx.actor, project)) return refuse('not-found')
    if (!may(handoverPolicy, 'ask', ctx.actor, project) || ctx.actor.accountId === undefined) return refuse('forbidden')
    const cleared = await clearOverdue(tx, ctx, project)
    if (!cleared.ok) return cleared
    const halt = await tx.halt.findFirst({ where: { projectId: project.id, kind: 'TERMINATION', state: 'STANDING' } })
    const rule = await readHandoverRule(tx, project.id)
    if (halt === null || rule === null || project.state !== 'TERMINATED') return refuse('handover.not-ended-early')
    const next = await findNext(tx, call, project, halt.returnedFen)
    if (next === undefined) return refuse('handover.no-reserve')
    if (input.amount <= 0n || input.amount > next.mostFen)
      return refuse('handover.above-most', { field: 'amount', data: { most: formatFen(toFen(next.mostFen)) } })
    const today = dayOf(ctx.now)
    if (input.startsOn < today) return refuse('handover.day-past', { field: 'startsOn' })
    const planned = planHandover(await readLeft(tx, project.id), { ...input, amountFen: input.amount })
    if (!planned.ok) return planned
    const answerBy = addDays(today, rule.answerDays)
    const { id } = await tx.handover.create({
      data: {
        projectId: project.id,
        callId: call.id,
        bidId: next.bid.bidId,
        amountFen: input.amount,
        startsOn: dateOfDay(input.startsOn),
        endsOn: dateOfDay(input.endsOn),
        plan: planned.plan,
        reason: input.reason,
        answerBy: dateOfDay(answerBy),
        askedById: ctx.actor.accountId,
      },
      select: { id: true },
    })
    const { organizationId } = next.bid.bid
    await record(tx, ctx, { ...factOf(project, id, organizationId), type: 'handover.asked' })
    const { bodyName } = await partiesOf(tx, project)
    await tell(tx, ctx, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'handoverAsked', {
      projectTitle: project.title,
      bodyName,
      amountFen: input.amount.toString(),
      answerOn: answerBy,
      url: `/ngo/handovers/${id}`,
    })
    return ok({ handoverId: id })
  })

/** Whoever did not answer in time is no longer asked. */
async function clearOverdue(tx: Tx, ctx: Context, project: Project): Promise<Outcome> {
  const open = await tx.handover.findFirst({ where: { projectId: project.id, state: { in: ['ASKED', 'ACCEPTED'] } } })
  if (open === null) return ok()
  if (open.state === 'ACCEPTED' || open.answerBy >= dateOfDay(dayOf(ctx.now))) return refuse('handover.one-at-a-time')
  return moveHandover(tx, open, 'lapse')
}

const factOf = ({ id, bodyId, callId }: Project, entityId: string, organizationId: string): Omit<Fact, 'type'> => ({
  entity: 'handover',
  entityId,
  bodyId,
  organizationId,
  projectId: id,
  callId,
})

type Step = { handoverId: string; version: number }

async function lockedFor(
  tx: Tx,
  ctx: Context,
  step: 'accept' | 'decline' | 'withdraw' | 'notice',
  { handoverId, version }: Step,
): Promise<Outcome<LockedHandover>> {
  const found = await lockHandover(tx, handoverId)
  if (found === null) return refuse('not-found')
  const isBody = step === 'withdraw' || step === 'notice'
  const facts = isBody ? { bodyId: found.project.bodyId } : { organizationId: found.organizationId }
  if (!may(handoverPolicy, isBody ? 'readForBody' : 'readForReserve', ctx.actor, facts)) return refuse('not-found')
  if (!may(handoverPolicy, step, ctx.actor, facts)) return refuse('forbidden')
  return found.handover.version === version ? ok(found) : stale()
}

/** The reserve's word, in time; both sides are bound only by the contract that follows. */
export const answerHandover = (
  ctx: Context,
  { accepts, answer, ...step }: Step & { accepts: boolean; answer: string },
) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, accepts ? 'accept' : 'decline', step)
    if (!found.ok) return found
    const { handover, project, organizationId } = found
    if (handover.state === 'ASKED' && handover.answerBy < dateOfDay(dayOf(ctx.now)))
      return refuse('handover.answer-late')
    const answered = await moveHandover(tx, handover, accepts ? 'accept' : 'decline', {
      answer,
      answeredAt: ctx.now,
      answeredById: ctx.actor.accountId ?? null,
    })
    if (!answered.ok) return answered
    await record(tx, ctx, {
      ...factOf(project, handover.id, organizationId),
      type: accepts ? 'handover.accepted' : 'handover.declined',
    })
    const { name } = await tx.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } })
    await tell(tx, ctx, { bodyId: project.bodyId, roles: ['OFFICER', 'APPROVER'] }, 'handoverAnswered', {
      projectTitle: project.title,
      organizationName: name,
      answerKey: `handover.letter.${accepts ? 'accepted' : 'declined'}`,
      url: `/bureau/projects/${project.id}/handover`,
    })
    return ok()
  })

/** The body takes its question, or what was accepted and is not public yet, back. */
export const withdrawHandover = (ctx: Context, step: Step) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'withdraw', step)
    if (!found.ok) return found
    const { handover, project, organizationId } = found
    const withdrawn = await moveHandover(tx, handover, 'withdraw')
    if (!withdrawn.ok) return withdrawn
    await record(tx, ctx, { ...factOf(project, handover.id, organizationId), type: 'handover.withdrawn' })
    const { bodyName } = await partiesOf(tx, project)
    await tell(tx, ctx, { organizationId, roles: ['OWNER', 'CERTIFIER'] }, 'handoverWithdrawn', {
      projectTitle: project.title,
      bodyName,
      url: `/ngo/handovers/${handover.id}`,
    })
    return ok()
  })

/** What was accepted becomes public, as any promotion of a reserve; after the notice's term it is awarded from the result's page. */
export const noticeHandover = (ctx: Context, step: Step) =>
  transact<{ callId: string }>(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'notice', step)
    if (!found.ok) return found
    const { handover, project, call } = found
    if (handover.state !== 'ACCEPTED') return refuse('handover.wrong-state')
    if ((await currentNotice(tx, call.id)) !== null) return refuse('handover.notice-stands')
    const result = await readInForce(tx, call.id)
    if (result === null || call.state !== 'AWARDED') return refuse('handover.wrong-state')
    const notice = await proposeNotice(tx, ctx, call, {
      resultId: result.id,
      kind: 'PROMOTION',
      reasons: handover.reason,
      passOverReason: '',
      awards: [{ bidId: handover.bidId, amountFen: handover.amountFen }],
    })
    const kept = await keepNotice(tx, handover, notice.id)
    if (!kept.ok) return kept
    const opened = await openNotice(tx, ctx, {
      call,
      result,
      notice,
      judged: await readJudged(tx, result.id, call),
      amounts: new Map([[handover.bidId, handover.amountFen]]),
    })
    if (!opened.ok) return opened
    await record(tx, ctx, { ...factOf(project, handover.id, found.organizationId), type: 'handover.noticed' })
    return ok({ callId: call.id })
  })

const keepNotice = async (tx: Tx, { id, version }: Handover, noticeId: string): Promise<Outcome> => {
  const { count } = await tx.handover.updateMany({
    where: { id, version },
    data: { noticeId, version: { increment: 1 } },
  })
  return count === 1 ? ok() : stale()
}
