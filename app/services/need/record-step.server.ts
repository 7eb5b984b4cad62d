import { judge } from '#app/domain/need/assembly.ts'
import { nextStep } from '#app/domain/need/lifecycle.ts'
import type { StepTyped } from '#app/domain/need/schema.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { readAssemblyRule } from './queries/assembly-rules.server.ts'
import { factOf, holdNeed, moveNeed, tellRaiser } from './store.server.ts'

/**
 * What a meeting decided of a need, once it was held: the numbers first, then whether they reach the rule of that day. Passed, the need goes
 * on; failed, it stays where it is, and the meeting to be read.
 */
export const recordStep = (
  ctx: Context,
  { needId, version, ...typed }: StepTyped & { needId: string; version: number },
) =>
  transact(ctx, async (tx) => {
    const held = await holdNeed(tx, ctx, { needId, version }, 'recordStep')
    if (!held.ok) return held
    const { need, accountId } = held
    const next = nextStep[need.state]
    if (next === undefined || next.step !== typed.step) return refuse('need.step-out-of-order')
    if (typed.heldOn > dayOf(ctx.now)) return refuse('need.step-ahead', { field: 'heldOn' })
    if (typed.present > typed.entitled) return refuse('need.present-over', { field: 'present' })
    if (typed.votesFor + typed.votesAgainst + typed.abstained > typed.present)
      return refuse('need.votes-over', { field: 'votesFor' })
    const rule = await readAssemblyRule(tx, need.committeeKind ?? '', typed.step, typed.basis, typed.heldOn)
    if (rule === undefined) return refuse('need.no-rule', { field: 'basis' })
    const { passes, presentNeeded, votesNeeded, isQuorate } = judge(rule, typed)
    if (typed.outcome === 'PASSED' && !isQuorate)
      return refuse('need.quorum-short', { field: 'present', data: { presentNeeded } })
    if (typed.outcome === 'PASSED' && !passes)
      return refuse('need.votes-short', { field: 'votesFor', data: { votesNeeded } })
    if (typed.outcome === 'FAILED' && passes) return refuse('need.votes-reach', { field: 'outcome' })
    const { step, basis, entitled, present, votesFor, votesAgainst, abstained, summary } = typed
    await tx.needStep.create({
      data: {
        needId,
        step,
        basis,
        entitled,
        present,
        votesFor,
        votesAgainst,
        abstained,
        summary,
        meetingId: typed.meetingId ?? null,
        round: need.round,
        heldOn: dateOfDay(typed.heldOn),
        passed: passes,
        ruleValidFrom: dateOfDay(rule.validFrom),
        recordedById: accountId,
        recordedAt: ctx.now,
      },
    })
    if (passes) {
      const moved = await moveNeed(tx, ctx, need, next.event)
      if (!moved.ok) return moved
      await tellRaiser(tx, ctx, need, `need.passed.${typed.step}`, '')
    }
    await record(tx, ctx, {
      ...factOf(need),
      type: passes ? 'need.step-passed' : 'need.step-failed',
      data: { needNo: need.needNo, step: typed.step },
      isPublic: true,
    })
    return ok({ passes })
  })
