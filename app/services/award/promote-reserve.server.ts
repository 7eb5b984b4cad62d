import { awardPolicy } from '#app/domain/award/policy.ts'
import { nextReserve, type Standing } from '#app/domain/award/reserves.ts'
import type { RuleBook } from '#app/domain/rule-book/rule-book.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Award, Call } from '#prisma/generated/client.ts'
import { returnRest } from '#app/services/call/store.server.ts'
import { openNotice } from './open-notice.server.ts'
import { proposeNotice } from './publish-result.server.ts'
import { readInForce } from './read-decided.server.ts'
import { type JudgedBid, readAwardFacts, readJudged } from './store.server.ts'

export type Reserve = Standing & { freeFen: bigint; judged: JudgedBid[] }

/** Who is next, and how much is free: the ceiling where one is funded, else the budget less the awards that stand. */
export async function findReserve(
  tx: Db | Tx,
  ctx: Pick<Context, 'now'>,
  call: Call,
  resultId: string,
): Promise<Reserve | undefined> {
  const awards = await tx.award.findMany({ where: { callId: call.id } })
  const book = await readBookOf(tx, call, dayOf(ctx.now))
  return reserveOf(call, { book, awards, judged: await readJudged(tx, resultId, call) })
}

/** The same of what was read. */
export function reserveOf(
  call: Pick<Call, 'budgetFen' | 'ceilingFen'>,
  {
    book,
    awards,
    judged,
  }: {
    book: RuleBook
    awards: readonly Pick<Award, 'bidId' | 'amountFen' | 'handedOnAt' | 'revokedAt'>[]
    judged: JudgedBid[]
  },
): Reserve | undefined {
  // Where the rest of a project was handed on, what is free goes by another hand-over.
  if (awards.some(({ handedOnAt }) => handedOnAt !== null)) return undefined
  const standing = awards.filter(({ revokedAt }) => revokedAt === null)
  if (book.award.mode === 'single' && standing.length > 0) return undefined
  const freeFen =
    book.award.mode === 'single'
      ? call.ceilingFen
      : call.budgetFen - standing.reduce((sum, { amountFen }) => sum + amountFen, 0n)
  const once = new Set(awards.map(({ bidId }) => bidId))
  const next = nextReserve(
    judged.map(({ bidId, rank, askedFen }) => ({ bidId, rank, askedFen, wasAwarded: once.has(bidId) })),
    freeFen,
    book.award,
  )
  return next === undefined ? undefined : { ...next, freeFen, judged }
}

/** The next in rank is offered the place of an award that was revoked, with a public notice of its own. */
export const promoteReserve = (ctx: Context, { callId, reasons }: { callId: string; reasons: string }) =>
  transact<{ noticeId: string }>(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    if (call === null) return refuse('not-found')
    const result = await readInForce(tx, call.id)
    const facts = await readAwardFacts(tx, ctx, call, result?.publishedAt != null)
    if (result === null || !may(awardPolicy, 'readDraft', ctx.actor, facts)) return refuse('not-found')
    if (!may(awardPolicy, 'promote', ctx.actor, facts)) return refuse('award.no-promotion')
    if ((await tx.award.count({ where: { callId, revokedAt: { not: null } } })) === 0)
      return refuse('award.nothing-revoked')
    const next = await findReserve(tx, ctx, call, result.id)
    if (next === undefined) return refuse('award.no-reserve')
    const notice = await proposeNotice(tx, ctx, call, {
      resultId: result.id,
      kind: 'PROMOTION',
      reasons,
      passOverReason: '',
      awards: [{ bidId: next.bidId, amountFen: next.askedFen }],
    })
    const amounts = new Map([[next.bidId, next.askedFen]])
    const opened = await openNotice(tx, ctx, { call, result, notice, judged: next.judged, amounts })
    return opened.ok ? ok({ noticeId: notice.id }) : opened
  })

/** Nobody takes the free place: its money goes back to the fund. */
export const returnFreed = (ctx: Context, { callId }: { callId: string }) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    if (call === null) return refuse('not-found')
    const facts = await readAwardFacts(tx, ctx, call, true)
    if (!may(awardPolicy, 'readDraft', ctx.actor, facts)) return refuse('not-found')
    if (!may(awardPolicy, 'promote', ctx.actor, facts)) return refuse('award.no-promotion')
    const last = await tx.award.findFirst({
      where: { callId, revokedAt: { not: null } },
      orderBy: { revokedAt: 'desc' },
      select: { id: true },
    })
    if (last === null) return refuse('award.nothing-revoked')
    // Where no award stands, the call itself is ended, with its reason.
    if ((await tx.award.count({ where: { callId, revokedAt: null } })) === 0) return refuse('award.end-instead')
    const returned = await returnRest(tx, ctx, call, `call.rest:${last.id}`)
    if (returned === 0n) return refuse('award.nothing-free')
    await record(tx, ctx, {
      type: 'award.freed-returned',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId,
      data: { amountFen: returned.toString() },
    })
    return ok()
  })
