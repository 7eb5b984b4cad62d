import { type Choice, decideAward } from '#app/domain/award/decide-award.ts'
import { awardPolicy } from '#app/domain/award/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Call, ResultNotice } from '#prisma/generated/client.ts'
import { openNotice } from './open-notice.server.ts'
import { readInForce } from './read-decided.server.ts'
import { currentNotice, moveNotice, nextNoticeNumber, readAwardFacts, readJudged } from './store.server.ts'

export type PublishResult = {
  callId: string
  /** The result's version as it was drawn. */
  version: number
  reasons: string
  choice: Choice
}

/**
 * The buyer's decision, made by an approver under the call's rule book. For the first in rank (or for everyone the engine funded) it
 * is public at once; where somebody is passed over it waits for a second approver. Nothing is awarded before the notice is over.
 */
export const publishResult = (ctx: Context, { callId, version, reasons, choice }: PublishResult) =>
  transact<{ noticeId: string; stands: 'proposed' | 'public' | 'rehearsed' }>(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    if (call === null) return refuse('not-found')
    const result = await readInForce(tx, call.id)
    const facts = await readAwardFacts(tx, ctx, call, result?.publishedAt != null)
    if (result === null || !may(awardPolicy, 'readDraft', ctx.actor, facts)) return refuse('not-found')
    if (facts.isPublished || facts.notice !== undefined) return refuse('award.already-decided')
    if (!may(awardPolicy, 'publish', ctx.actor, facts)) return refuse('award.not-approver')
    if (result.version !== version) return stale()

    const book = await readBookOf(tx, call, dayOf(ctx.now))
    const judged = await readJudged(tx, result.id, call)
    const decision = decideAward(book.award, judged, choice, call)
    if (!decision.ok) return decision
    const { awards, needsSecondApprover } = decision
    const notice = await proposeNotice(tx, ctx, call, {
      resultId: result.id,
      kind: 'RESULT',
      reasons,
      passOverReason: needsSecondApprover ? choice.passOverReason : '',
      awards,
    })
    if (needsSecondApprover) {
      await record(tx, ctx, {
        type: 'result.proposed',
        entity: 'result',
        entityId: result.id,
        bodyId: call.bodyId,
        callId,
        data: { noticeId: notice.id },
      })
      return ok({ noticeId: notice.id, stands: 'proposed' as const })
    }
    const amounts = new Map(awards.map(({ bidId, amountFen }) => [bidId, amountFen]))
    const opened = await openNotice(tx, ctx, { call, result, notice, judged, amounts })
    return opened.ok ? ok({ noticeId: notice.id, stands: call.isRehearsal ? 'rehearsed' : 'public' }) : opened
  })

type NewNotice = Pick<ResultNotice, 'resultId' | 'kind' | 'reasons' | 'passOverReason'> & {
  awards: readonly { bidId: string; amountFen: bigint }[]
}

/** A decision that nobody outside sees yet. */
export async function proposeNotice(
  tx: Tx,
  ctx: Context,
  { id: callId }: Pick<Call, 'id'>,
  { awards, ...notice }: NewNotice,
): Promise<ResultNotice> {
  const made = await tx.resultNotice.create({
    data: {
      ...notice,
      callId,
      number: await nextNoticeNumber(tx, callId),
      decidedById: ctx.actor.accountId ?? '',
      decidedAt: ctx.now,
    },
  })
  await tx.noticedAward.createMany({
    data: awards.map(({ bidId, amountFen }) => ({ noticeId: made.id, callId, bidId, amountFen })),
  })
  return made
}

export type OnNotice = { callId: string; noticeId: string; version: number }

/** A second approver agrees that the first in rank is passed over: the decision becomes public. */
export const confirmResult = (ctx: Context, input: OnNotice) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, input.callId)
    if (call === null) return refuse('not-found')
    const result = await readInForce(tx, call.id)
    const facts = await readAwardFacts(tx, ctx, call, result?.publishedAt != null)
    if (result === null || !may(awardPolicy, 'readDraft', ctx.actor, facts)) return refuse('not-found')
    const { notice } = facts
    // A correction signed since is another result: the decision is made anew.
    if (notice === undefined || notice.id !== input.noticeId || notice.resultId !== result.id) return stale()
    if (!may(awardPolicy, 'confirm', ctx.actor, facts)) return refuse('award.second-approver')
    if (notice.version !== input.version) return stale()
    const awards = await tx.noticedAward.findMany({ where: { noticeId: notice.id } })
    return openNotice(tx, ctx, {
      call,
      result,
      notice,
      judged: await readJudged(tx, result.id, call),
      amounts: new Map(awards.map(({ bidId, amountFen }) => [bidId, amountFen])),
      confirmedById: ctx.actor.accountId,
    })
  })

/** A proposal that nobody has confirmed is taken back; the result waits for another decision. */
export const withdrawProposal = (ctx: Context, input: OnNotice) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, input.callId)
    if (call === null) return refuse('not-found')
    const facts = await readAwardFacts(tx, ctx, call, false)
    if (!may(awardPolicy, 'readDraft', ctx.actor, facts)) return refuse('not-found')
    const notice = await currentNotice(tx, call.id)
    if (notice === null || notice.id !== input.noticeId || notice.version !== input.version) return stale()
    if (!may(awardPolicy, 'withdraw', ctx.actor, facts)) return refuse('award.not-approver')
    const withdrawn = await moveNotice(tx, notice, 'withdraw')
    if (!withdrawn.ok) return withdrawn
    await record(tx, ctx, {
      type: 'result.proposal-withdrawn',
      entity: 'result',
      entityId: notice.resultId,
      bodyId: call.bodyId,
      callId: call.id,
    })
    return ok()
  })
