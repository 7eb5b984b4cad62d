import { awardPolicy } from '#app/domain/award/policy.ts'
import { type DecidedRecord, type ResultView, viewResult } from '#app/domain/award/result-view.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { parseDecided, readBidNames } from '../read-decided.server.ts'

export type PublicResult = {
  call: { callNo: string; title: string; body: { zh: string; en: string }; method: string; quorum: number }
  result: ResultView
  publishedAt: string
  reasons: string
  award: { organizationId: string; organization: string; amountFen: string } | null
  projectNo: string | null
}

const readPublished = (ctx: Context, callNo: string) =>
  ctx.db.call.findUnique({
    where: { callNo },
    select: {
      id: true,
      bodyId: true,
      state: true,
      callNo: true,
      title: true,
      method: true,
      quorum: true,
      body: { select: { nameZh: true, nameEn: true } },
      result: { select: { record: true, publishedAt: true, reasons: true } },
      awards: { select: { bidId: true, amountFen: true, project: { select: { projectNo: true } } } },
    },
  })

/** A published result, for anyone. */
export async function readPublicResult(ctx: Context, callNo: string): Promise<PublicResult | null> {
  const call = await readPublished(ctx, callNo)
  if (call?.result?.publishedAt == null) return null
  const facts = { bodyId: call.bodyId, callState: call.state, isPublished: true }
  if (!may(awardPolicy, 'readPublished', ctx.actor, facts)) return null
  const result = viewResult(parseDecided(call.result.record), await readBidNames(ctx.db, call.id))
  const [award] = call.awards
  const winner = result.bids.find(({ id }) => id === award?.bidId)
  return {
    call: {
      callNo,
      title: call.title,
      body: { zh: call.body.nameZh, en: call.body.nameEn },
      method: call.method,
      quorum: call.quorum,
    },
    result,
    publishedAt: call.result.publishedAt.toISOString(),
    reasons: call.result.reasons,
    award:
      award === undefined || winner === undefined
        ? null
        : {
            organizationId: winner.organizationId,
            organization: winner.organization,
            amountFen: award.amountFen.toString(),
          },
    projectNo: award?.project?.projectNo ?? null,
  }
}

/** The decision record itself, for whoever wants to compute it again. */
export async function readPublicRecord(ctx: Context, callNo: string): Promise<DecidedRecord | null> {
  const call = await readPublished(ctx, callNo)
  return call?.result?.publishedAt == null ? null : parseDecided(call.result.record)
}
