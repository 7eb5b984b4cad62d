import { appealPolicy } from '#app/domain/appeal/policy.ts'
import type { AppealTyped } from '#app/domain/appeal/schema.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { factOf, lockAppeal } from './store.server.ts'

type Purpose = { bodyId: string; fundId: string; callId: string | null; projectId: string | null }

/** What an appeal is for, and the fund its money is passed to: the call's or the project's own, where it is for one. */
async function readPurpose(tx: Tx, { kind, id }: AppealTyped['for']): Promise<Purpose | null> {
  if (kind === 'fund') {
    const fund = await tx.fund.findUnique({ where: { id }, select: { bodyId: true } })
    return fund === null ? null : { bodyId: fund.bodyId, fundId: id, callId: null, projectId: null }
  }
  const project =
    kind === 'project' ? await tx.project.findUnique({ where: { id }, select: { callId: true } }) : { callId: id }
  const call =
    project === null
      ? null
      : await tx.call.findUnique({ where: { id: project.callId }, select: { bodyId: true, fundId: true } })
  if (call?.fundId === undefined || call.fundId === null) return null
  const { bodyId, fundId } = call
  return kind === 'call'
    ? { bodyId, fundId, callId: id, projectId: null }
    : { bodyId, fundId, callId: null, projectId: id }
}

const contentOf = ({ target, opensOn, endsOn, ...typed }: Omit<AppealTyped, 'for'>) => ({
  ...typed,
  targetFen: target,
  opensOn: dateOfDay(opensOn),
  endsOn: dateOfDay(endsOn),
})

/** A thing of another body is a thing that is not there. */
async function purposeFor(tx: Tx, ctx: Context, asked: AppealTyped['for']): Promise<Outcome<{ purpose: Purpose }>> {
  const purpose = await readPurpose(tx, asked)
  if (purpose === null || !bodiesWhere(ctx.actor, 'OFFICER').includes(purpose.bodyId))
    return refuse('appeal.no-purpose', { field: 'for' })
  const share = await tx.fundShare.count({ where: { fundId: purpose.fundId, source: 'DONATION' } })
  return share === 0 ? refuse('appeal.no-donations', { field: 'for' }) : ok({ purpose })
}

/** An officer writes down what is asked for, of whom, until when; nothing of it is public. */
export const draftAppeal = (ctx: Context, { for: purposeAsked, ...typed }: AppealTyped) =>
  transact<{ appealId: string }>(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const found = await purposeFor(tx, ctx, purposeAsked)
    if (!found.ok) return found
    const { purpose } = found
    if (accountId === undefined || !may(appealPolicy, 'draft', ctx.actor, purpose)) return refuse('forbidden')
    const appeal = await tx.appeal.create({
      data: { ...purpose, ...contentOf(typed), draftedById: accountId, draftedAt: ctx.now },
    })
    await record(tx, ctx, { ...factOf(appeal), type: 'appeal.drafted' })
    return ok({ appealId: appeal.id })
  })

export const editAppeal = (
  ctx: Context,
  { appealId, version, for: purposeAsked, ...typed }: AppealTyped & { appealId: string; version: number },
) =>
  transact(ctx, async (tx) => {
    const appeal = await lockAppeal(tx, appealId)
    if (appeal === null || !may(appealPolicy, 'read', ctx.actor, appeal)) return refuse('not-found')
    if (!may(appealPolicy, 'draft', ctx.actor, appeal)) return refuse('forbidden')
    if (appeal.version !== version) return stale()
    if (appeal.state !== 'DRAFT') return refuse('appeal.frozen')
    const found = await purposeFor(tx, ctx, purposeAsked)
    if (!found.ok) return found
    // A draft stays with the body that it was begun for.
    const { bodyId, ...purpose } = found.purpose
    if (bodyId !== appeal.bodyId) return refuse('appeal.no-purpose', { field: 'for' })
    await tx.appeal.update({
      where: { id: appealId },
      data: { ...purpose, ...contentOf(typed), version: { increment: 1 } },
    })
    await record(tx, ctx, { ...factOf(appeal), type: 'appeal.edited' })
    return ok()
  })
