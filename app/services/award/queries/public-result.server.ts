import { awardPolicy } from '#app/domain/award/policy.ts'
import { type DecidedRecord, type ResultView, viewResult } from '#app/domain/award/result-view.ts'
import type { CorrectionKind } from '#app/domain/panel/correcting.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { inForce, parseDecided, readBidNames } from '../read-decided.server.ts'

export type PublicResult = {
  call: { callNo: string; title: string; body: { zh: string; en: string }; method: string; quorum: number }
  result: ResultView
  publishedAt: string
  reasons: string
  award: { organizationId: string; organization: string; amountFen: string } | null
  projectNo: string | null
  /** Every version that was signed, newest first; the first is the one in force. */
  versions: {
    versionNo: number
    signedAt: string | null
    voidReason: ''
    correction: { kind: CorrectionKind; reason: string } | null
    recordSha256: string
  }[]
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
      results: {
        where: inForce.where,
        orderBy: inForce.orderBy,
        select: {
          record: true,
          publishedAt: true,
          reasons: true,
          versionNo: true,
          signedAt: true,
          correctionKind: true,
          correctionReason: true,
          recordSha256: true,
        },
      },
      awards: { select: { bidId: true, amountFen: true, project: { select: { projectNo: true } } } },
    },
  })

/** A published result, for anyone. */
export async function readPublicResult(ctx: Context, callNo: string): Promise<PublicResult | null> {
  const call = await readPublished(ctx, callNo)
  const [stored] = call?.results ?? []
  if (call == null || stored?.publishedAt == null) return null
  const facts = { bodyId: call.bodyId, callState: call.state, isPublished: true }
  if (!may(awardPolicy, 'readPublished', ctx.actor, facts)) return null
  const result = viewResult(parseDecided(stored.record), await readBidNames(ctx.db, call.id))
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
    publishedAt: stored.publishedAt.toISOString(),
    reasons: stored.reasons,
    award:
      award === undefined || winner === undefined
        ? null
        : {
            organizationId: winner.organizationId,
            organization: winner.organization,
            amountFen: award.amountFen.toString(),
          },
    projectNo: award?.project?.projectNo ?? null,
    versions: call.results.map((row) => ({
      versionNo: row.versionNo,
      signedAt: row.signedAt?.toISOString() ?? null,
      voidReason: '',
      correction: row.correctionKind === null ? null : { kind: row.correctionKind, reason: row.correctionReason },
      recordSha256: row.recordSha256,
    })),
  }
}

/** The decision record itself, for whoever wants to compute it again. */
export async function readPublicRecord(
  ctx: Context,
  callNo: string,
  versionNo?: number,
): Promise<DecidedRecord | null> {
  const call = await readPublished(ctx, callNo)
  const [current] = call?.results ?? []
  if (current?.publishedAt == null) return null
  const asked = versionNo === undefined ? current : call?.results.find((row) => row.versionNo === versionNo)
  return asked === undefined ? null : parseDecided(asked.record)
}
