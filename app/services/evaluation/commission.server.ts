import { evaluationPolicy } from '#app/domain/evaluation/policy.ts'
import type { CommissionForm } from '#app/domain/evaluation/schema.ts'
import { drawExperts } from '#app/domain/panel/draw.ts'
import { projectPolicy } from '#app/domain/project/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { sha256Text } from '#app/services/panel/read-findings.server.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Project } from '#prisma/generated/client.ts'
import { factFor, holdEvaluation, standingOf, moveEvaluation, touchEvaluation } from './store.server.ts'
import { tellInvited } from './letters.server.ts'
import { randomUUID } from 'node:crypto'

/** Evaluators of the project's body who have no place with its supplier. */
export const readEvaluators = (
  tx: Pick<Tx, 'account'>,
  { bodyId, organizationId }: Pick<Project, 'bodyId' | 'organizationId'>,
) =>
  tx.account.findMany({
    where: {
      state: 'ACTIVE',
      bodyMemberships: { some: { bodyId, role: 'EVALUATOR' } },
      organizationMemberships: { none: { organizationId } },
    },
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })

/** An officer has a project evaluated: by whom, with which set, until when, and which payments wait for it. */
export const commissionEvaluation = (ctx: Context, input: CommissionForm & { projectId: string }) =>
  transact<{ evaluationId: string }>(ctx, async (tx) => {
    const project = await lockProject(tx, input.projectId)
    const { accountId } = ctx.actor
    if (project === null || !may(projectPolicy, 'read', ctx.actor, project)) return refuse('not-found')
    if (!may(evaluationPolicy, 'commission', ctx.actor, standingOf(project)) || accountId === undefined)
      return refuse('forbidden')
    if (input.dueOn <= dayOf(ctx.now)) return refuse('evaluation.day-past', { field: 'dueOn' })
    const candidates = (await readEvaluators(tx, project)).map(({ id }) => id).filter((id) => id !== accountId)
    const appointed = [...new Set(input.appointed)]
    if (appointed.some((id) => !candidates.includes(id)))
      return refuse('evaluation.not-evaluator', { field: 'appointed' })
    if (appointed.length + input.drawn === 0) return refuse('evaluation.nobody', { field: 'appointed' })
    const pool = candidates.filter((id) => !appointed.includes(id))
    if (pool.length < input.drawn)
      return refuse('evaluation.too-few', { field: 'drawn', data: { candidates: pool.length } })
    const set = await tx.evaluationSet.findUnique({ where: { id: input.setId }, select: { id: true } })
    if (set === null) return refuse('evaluation.unknown-set', { field: 'setId' })

    const before = await tx.evaluation.findMany({
      where: { projectId: project.id, kind: input.kind },
      select: { number: true, state: true },
    })
    if (before.some(({ state }) => state !== 'CONFIRMED' && state !== 'CANCELLED'))
      return refuse('evaluation.one-at-a-time', { field: 'kind' })
    const number = before.reduce((most, each) => Math.max(most, each.number), 0) + 1
    const id = randomUUID()
    const drawn =
      input.drawn === 0
        ? undefined
        : drawExperts({ callId: id, publishedOn: dayOf(ctx.now), number, candidateIds: pool }, sha256Text)
    const evaluation = await tx.evaluation.create({
      data: {
        id,
        projectId: project.id,
        kind: input.kind,
        number,
        setId: input.setId,
        dueOn: dateOfDay(input.dueOn),
        agency: input.agency,
        brief: input.brief,
        commissionedById: accountId,
        commissionedAt: ctx.now,
        drawSeed: drawn?.seed ?? null,
        drawCandidates: drawn === undefined ? [] : [...pool].sort(),
      },
    })
    await tx.evaluationSeat.createMany({
      data: [
        ...appointed.map((each, index) => ({
          evaluationId: id,
          accountId: each,
          way: 'APPOINTED',
          position: index + 1,
          state: 'INVITED',
        })),
        ...(drawn?.places ?? []).map(({ expertId, lot }, index) => ({
          evaluationId: id,
          accountId: expertId,
          way: 'DRAWN',
          position: appointed.length + index + 1,
          lot,
          state: index < input.drawn ? 'INVITED' : 'RESERVE',
        })),
      ],
    })
    const gated = await gate(tx, ctx, project, input)
    if (!gated.ok) return gated
    await record(tx, ctx, {
      ...factFor({ evaluation, project }),
      type: 'evaluation.commissioned',
      data: { kind: input.kind, number, appointed: appointed.length, drawn: input.drawn, gated: input.gated.length },
    })
    const invited = [...appointed, ...(drawn?.places ?? []).slice(0, input.drawn).map(({ expertId }) => expertId)]
    await tellInvited(tx, ctx, { evaluation, project }, invited)
    return ok({ evaluationId: id })
  })

/** Ties payments that are not made yet to evaluations of this kind; a tie that is there already stays as it was. */
async function gate(tx: Tx, ctx: Context, project: Project, { gated, kind }: CommissionForm) {
  const wanted = [...new Set(gated)]
  const tranches = await tx.tranche.findMany({
    where: { id: { in: wanted }, projectId: project.id, state: { in: ['PLANNED', 'CLAIMABLE'] } },
    select: { id: true },
  })
  if (tranches.length !== wanted.length) return refuse('evaluation.other-tranche', { field: 'gated' })
  await tx.evaluationGate.createMany({
    data: wanted.map((trancheId) => ({ trancheId, kind, setById: ctx.actor.accountId ?? '', setAt: ctx.now })),
    skipDuplicates: true,
  })
  return ok()
}

/** One more evaluator, while it is being written: when somebody stepped back and no reserve is left. */
export const appointEvaluator = (ctx: Context, input: { evaluationId: string; version: number; accountId: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdEvaluation(tx, ctx, input, 'appoint')
    if (!held.ok) return held
    const { evaluation, project } = held
    const candidates = await readEvaluators(tx, project)
    if (!candidates.some(({ id }) => id === input.accountId))
      return refuse('evaluation.not-evaluator', { field: 'accountId' })
    const seats = await tx.evaluationSeat.findMany({ where: { evaluationId: evaluation.id } })
    if (seats.some(({ accountId }) => accountId === input.accountId))
      return refuse('evaluation.already-seated', { field: 'accountId' })
    await tx.evaluationSeat.create({
      data: {
        evaluationId: evaluation.id,
        accountId: input.accountId,
        way: 'APPOINTED',
        position: seats.reduce((most, { position }) => Math.max(most, position), 0) + 1,
        state: 'INVITED',
      },
    })
    const touched = await touchEvaluation(tx, evaluation)
    if (!touched.ok) return touched
    await record(tx, ctx, { ...factFor(held), type: 'evaluation.evaluator-appointed' })
    await tellInvited(tx, ctx, { evaluation, project }, [input.accountId])
    return ok()
  })

export const cancelEvaluation = (ctx: Context, input: { evaluationId: string; version: number; reason: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdEvaluation(tx, ctx, input, 'cancel')
    if (!held.ok) return held
    const cancelled = await moveEvaluation(tx, held.evaluation, 'cancel', {
      decidedById: ctx.actor.accountId ?? null,
      decidedAt: ctx.now,
      decisionReason: input.reason,
    })
    if (!cancelled.ok) return cancelled
    await record(tx, ctx, { ...factFor(held), type: 'evaluation.cancelled' })
    return ok({ projectId: held.project.id })
  })
