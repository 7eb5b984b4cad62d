import { awardPolicy } from '#app/domain/award/policy.ts'
import { type ResultView, viewResult } from '#app/domain/award/result-view.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { bookView, readBookOf } from '#app/services/rule-book/store.server.ts'
import { isPartialIn } from '#app/services/bid/queries/is-barred-from-bid.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { isNegotiated } from '#app/domain/award/negotiated.ts'
import { inForce, parseDecided, readBidNames } from '../read-decided.server.ts'

export type EvaluationReport = NonNullable<Awaited<ReturnType<typeof readEvaluationReport>>>

/**
 * Everything an evaluation report holds (87号令 art. 58; 条例 art. 43): publication, bidders and opening, rejected bids, the panel by
 * code, method and scores, candidates, clarifications, changes of members and corrections, dissent.
 */
export async function readEvaluationReport(ctx: Context, callId: string) {
  const call = await ctx.db.call.findUnique({
    where: { id: callId },
    select: {
      id: true,
      bodyId: true,
      state: true,
      callNo: true,
      title: true,
      method: true,
      quorum: true,
      budgetFen: true,
      ceilingFen: true,
      publishedAt: true,
      bidDeadlineAt: true,
      openedAt: true,
      ruleBookCode: true,
      ruleBookVersion: true,
      body: { select: { nameZh: true, nameEn: true } },
      openings: { select: { confirmedAt: true }, orderBy: { confirmedAt: 'asc' } },
      results: {
        where: inForce.where,
        orderBy: inForce.orderBy,
        include: { signatures: { select: { dissent: true, seat: { select: { code: true } } } } },
      },
      panel: {
        select: {
          seats: {
            orderBy: { code: 'asc' },
            select: {
              code: true,
              isChair: true,
              kind: true,
              state: true,
              reason: true,
              drawId: true,
              appointedReason: true,
            },
          },
        },
      },
      bids: {
        where: { state: { in: ['OPENED', 'REJECTED', 'SCORED', 'AWARDED', 'LOST'] } },
        orderBy: [{ sealedAt: 'asc' }, { id: 'asc' }],
        select: {
          id: true,
          state: true,
          sealedAt: true,
          rejectedReason: true,
          organization: { select: { name: true } },
          opened: { select: { priceFen: true, hashesMatched: true } },
          sheets: {
            where: { second: { isNot: null }, seat: { panel: { callId } } },
            select: { seat: { select: { code: true } }, second: { select: { reason: true } } },
          },
          clarifications: {
            orderBy: { askedAt: 'asc' },
            select: { kind: true, question: true, answer: true, finding: true, findingReason: true },
          },
        },
      },
    },
  })
  const [stored] = call?.results ?? []
  if (call === null || stored === undefined) return null
  const facts = {
    bodyId: call.bodyId,
    callState: call.state,
    isPublished: stored.publishedAt !== null,
    isPartial: await isPartialIn(ctx, callId),
  }
  if (!may(awardPolicy, 'readDraft', ctx.actor, facts)) return null
  if (isNegotiated(stored.record)) return null
  const decided = parseDecided(stored.record)
  const result: ResultView = viewResult(decided, await readBidNames(ctx.db, callId))
  const outcomes = new Map(decided.results.bids.map(({ id, outcome }) => [id, outcome]))
  const signed = new Set(stored.signatures.map(({ seat }) => seat.code))
  return {
    call: {
      ...call,
      callNo: call.callNo ?? '',
      body: { zh: call.body.nameZh, en: call.body.nameEn },
    },
    book: bookView(await readBookOf(ctx.db, call, dayOf(ctx.now))),
    rules: decided.rules,
    result,
    signedAt: stored.signedAt,
    versionNo: stored.versionNo,
    corrections: call.results.flatMap(({ correctionKind, correctionReason, versionNo }) =>
      correctionKind === null ? [] : [{ kind: correctionKind, reason: correctionReason, versionNo }],
    ),
    minutes: (stored.minutes as { bid: string; judge: string; at: string; text: string }[]).map(
      ({ bid, ...minute }) => ({
        ...minute,
        // The members before whom it was discussed: those whose marks for it count.
        members: Object.keys(decided.bids.find(({ id }) => id === bid)?.scores ?? {}),
        organization: result.bids.find(({ id }) => id === bid)?.organization ?? bid,
      }),
    ),
    minutesSha256: stored.minutesSha256,
    candidates: result.bids.flatMap(({ id, organization, rank }) => {
      const outcome = outcomes.get(id)
      return rank === null || outcome === undefined ? [] : [{ organization, rank, outcome }]
    }),
    dissents: stored.signatures.flatMap(({ dissent, seat }) => (dissent === '' ? [] : [{ code: seat.code, dissent }])),
    silent: (call.panel?.seats ?? []).flatMap(({ code, state }) =>
      state === 'SEATED' && !signed.has(code) ? [code] : [],
    ),
  }
}
