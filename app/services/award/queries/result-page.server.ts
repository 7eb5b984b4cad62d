import { awardPolicy } from '#app/domain/award/policy.ts'
import { type ResultView, viewResult } from '#app/domain/award/result-view.ts'
import { bidContent } from '#app/domain/bid/content.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { inForce, parseDecided, readBidNames } from '../read-decided.server.ts'

export type ResultPage = {
  call: { id: string; callNo: string; title: string; budgetFen: string; ceilingFen: string }
  result: ResultView
  quorum: number
  version: number
  closedAt: string
  publishedAt: string | null
  reasons: string
  /** Who sat behind each code: for the buyer's own eyes. */
  judges: { code: string; name: string }[]
  /** What the judges said of each bid, by bid in rank order. */
  comments: { bidId: string; judge: string; comment: string }[]
  winner: { organization: string; priceFen: string | null; proposedFen: string } | null
  project: { id: string; projectNo: string } | null
  mayAward: boolean
}

/** The result as the buyer sees it before and after it is public. Null until the panel has closed. */
export async function readResultPage(ctx: Context, callId: string): Promise<ResultPage | null> {
  const call = await ctx.db.call.findUnique({
    where: { id: callId },
    select: {
      id: true,
      bodyId: true,
      state: true,
      callNo: true,
      title: true,
      budgetFen: true,
      ceilingFen: true,
      quorum: true,
      results: inForce,
      projects: { select: { id: true, projectNo: true } },
      panel: {
        select: {
          seats: {
            where: { state: 'SEATED' },
            select: {
              code: true,
              expert: { select: { account: { select: { name: true } } } },
              sheets: { where: { state: 'SUBMITTED', comment: { not: '' } }, select: { bidId: true, comment: true } },
            },
          },
        },
      },
    },
  })
  const [stored] = call?.results ?? []
  if (call === null || stored === undefined) return null
  const facts = { bodyId: call.bodyId, callState: call.state, isPublished: stored.publishedAt !== null }
  if (!may(awardPolicy, 'readDraft', ctx.actor, facts)) return null
  const result = viewResult(parseDecided(stored.record), await readBidNames(ctx.db, callId))
  const order = (code: string) => result.judges.indexOf(code)
  const seats = (call.panel?.seats ?? [])
    .filter(({ code }) => order(code) >= 0)
    .toSorted((a, b) => order(a.code) - order(b.code))
  const first = result.bids.find(({ rank }) => rank === 1)
  return {
    call: {
      id: call.id,
      callNo: call.callNo ?? '',
      title: call.title,
      budgetFen: call.budgetFen.toString(),
      ceilingFen: call.ceilingFen.toString(),
    },
    result,
    quorum: call.quorum,
    version: stored.version,
    closedAt: stored.closedAt.toISOString(),
    publishedAt: stored.publishedAt?.toISOString() ?? null,
    reasons: stored.reasons,
    judges: seats.map(({ code, expert }) => ({ code, name: expert.account.name })),
    comments: result.bids.flatMap(({ id }) =>
      seats.flatMap(({ code, sheets }) =>
        sheets.filter(({ bidId }) => bidId === id).map(({ comment }) => ({ bidId: id, judge: code, comment })),
      ),
    ),
    winner:
      first === undefined
        ? null
        : {
            organization: first.organization,
            priceFen: first.priceFen,
            proposedFen: first.priceFen ?? (await readRequested(ctx, first.id, call.ceilingFen)).toString(),
          },
    project: call.projects[0] ?? null,
    mayAward: may(awardPolicy, 'award', ctx.actor, facts),
  }
}

/** Where no price was asked: what the bid's own budget adds up to, never above the ceiling; else the ceiling. */
async function readRequested(ctx: Context, bidId: string, ceilingFen: bigint): Promise<bigint> {
  const opened = await ctx.db.openedBid.findUnique({ where: { bidId }, select: { content: true } })
  const lines = opened === null ? [] : bidContent.parse(opened.content).budgetLines
  const sum = lines.reduce((total, { amountFen }) => total + BigInt(amountFen), 0n)
  return sum > 0n && sum <= ceilingFen ? sum : ceilingFen
}
