import { awardPolicy } from '#app/domain/award/policy.ts'
import { isNegotiated } from '#app/domain/award/negotiated.ts'
import type { DecidedRecord, ResultView } from '#app/domain/award/result-view.ts'
import type { CorrectionKind } from '#app/domain/panel/correcting.ts'
import { may } from '#app/domain/shared/policy.ts'
import { isParticipant } from '#app/services/call/queries/is-participant.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { inForce, parseDecided, readBidNames, viewStored } from '../read-decided.server.ts'

/** One public notice: whom it proposes, until when it stands, what became of it. */
export type PublicNotice = {
  number: number
  kind: 'RESULT' | 'PROMOTION'
  state: 'OPEN' | 'CLOSED' | 'WITHDRAWN'
  reasons: string
  passOverReason: string
  noticedAt: string
  endsOn: string
  withdrawnReason: string
  awards: {
    organizationId: string
    organization: string
    amountFen: string
    projectNo: string | null
    revoked: { code: string; at: string } | null
  }[]
}

export type PublicResult = {
  call: {
    callNo: string
    title: string
    body: { zh: string; en: string }
    method: string
    quorum: number
    state: string
    isRehearsal: boolean
    indexNo: string
    docNo: string
  }
  result: ResultView
  resultId: string
  publishedAt: string
  reasons: string
  /** Replaced by a later round: kept as it was. */
  isFormer: boolean
  notices: PublicNotice[]
  /** Who was awarded and still is; where nobody is, whom the notice that stands proposes. */
  standing: { isProposed: boolean; awards: { organization: string; amountFen: string }[] }
  /** Bids that the notice names, to mark them in the table. */
  chosenBidIds: string[]
  former: { resultId: string; publishedAt: string }[]
  /** Every version of this round that was signed, newest first; the first is the one in force. */
  versions: {
    versionNo: number
    signedAt: string | null
    voidReason: ''
    correction: { kind: CorrectionKind; reason: string } | null
    recordSha256: string
  }[]
}

const resultColumns = {
  id: true,
  record: true,
  publishedAt: true,
  reasons: true,
  versionNo: true,
  signedAt: true,
  correctionKind: true,
  correctionReason: true,
  recordSha256: true,
} as const

const readPublished = async (ctx: Context, callNo: string) => {
  const call = await findPublished(ctx, callNo)
  return call?.isRehearsal === true && !(await isParticipant(ctx, call.id)) ? null : call
}

const findPublished = (ctx: Context, callNo: string) =>
  ctx.db.call.findUnique({
    where: { callNo },
    select: {
      id: true,
      bodyId: true,
      state: true,
      isRehearsal: true,
      callNo: true,
      title: true,
      method: true,
      quorum: true,
      indexNo: true,
      docNo: true,
      body: { select: { nameZh: true, nameEn: true } },
      results: { where: inForce.where, orderBy: inForce.orderBy, select: resultColumns },
      formerResults: {
        where: { publishedAt: { not: null } },
        orderBy: { publishedAt: 'desc' },
        select: resultColumns,
      },
      notices: {
        where: { noticedAt: { not: null } },
        orderBy: { number: 'desc' },
        include: {
          awards: {
            orderBy: { bidId: 'asc' },
            include: { bid: { select: { organization: { select: { id: true, name: true } } } } },
          },
        },
      },
      awards: {
        select: {
          bidId: true,
          noticeId: true,
          revokedAt: true,
          revocationCode: true,
          project: { select: { projectNo: true } },
        },
      },
    },
  })
type Found = NonNullable<Awaited<ReturnType<typeof readPublished>>>

/** The current result when it is public, or a former one by its id. */
function publishedOf({ results: [result], formerResults }: Found, resultId: string | undefined) {
  const known = [...(result?.publishedAt == null ? [] : [result]), ...formerResults]
  const found = resultId === undefined ? known[0] : known.find(({ id }) => id === resultId)
  return found?.publishedAt == null ? undefined : { ...found, publishedAt: found.publishedAt, known }
}

/** A published result, for anyone. */
export async function readPublicResult(ctx: Context, callNo: string, resultId?: string): Promise<PublicResult | null> {
  const call = await readPublished(ctx, callNo)
  if (call === null) return null
  const shown = publishedOf(call, resultId)
  const facts = { bodyId: call.bodyId, callState: call.state, isPublished: shown !== undefined }
  if (shown === undefined || !may(awardPolicy, 'readPublished', ctx.actor, facts)) return null
  const result = viewStored(shown, await readBidNames(ctx.db, call.id))
  const notices = call.notices.filter((notice) => notice.resultId === shown.id)
  const told = notices.flatMap((notice) => viewNotice(notice, call.awards))
  return {
    call: {
      callNo,
      title: call.title,
      body: { zh: call.body.nameZh, en: call.body.nameEn },
      method: call.method,
      quorum: call.quorum,
      state: call.state,
      isRehearsal: call.isRehearsal,
      indexNo: call.indexNo,
      docNo: call.docNo,
    },
    result,
    resultId: shown.id,
    publishedAt: shown.publishedAt.toISOString(),
    reasons: shown.reasons,
    isFormer: shown.id !== call.results[0]?.id,
    notices: told,
    standing: standingOf(told),
    chosenBidIds: notices.flatMap((notice) =>
      notice.state === 'WITHDRAWN'
        ? []
        : notice.awards
            .map(({ bidId }) => bidId)
            .filter(
              (bidId) =>
                !call.awards.some(
                  (award) => award.noticeId === notice.id && award.bidId === bidId && award.revokedAt !== null,
                ),
            ),
    ),
    versions: (shown.id === call.results[0]?.id ? call.results : []).map((row) => ({
      versionNo: row.versionNo,
      signedAt: row.signedAt?.toISOString() ?? null,
      voidReason: '',
      correction: row.correctionKind === null ? null : { kind: row.correctionKind, reason: row.correctionReason },
      recordSha256: row.recordSha256,
    })),
    former: shown.known
      .filter(({ id }) => id !== shown.id)
      .map(({ id, publishedAt }) => ({ resultId: id, publishedAt: publishedAt?.toISOString() ?? '' })),
  }
}

function standingOf(notices: readonly PublicNotice[]): PublicResult['standing'] {
  const named = (wanted: PublicNotice['state']) =>
    notices
      .filter(({ state }) => state === wanted)
      .flatMap(({ awards }) => awards.filter(({ revoked }) => revoked === null))
  const made = named('CLOSED')
  const isProposed = made.length === 0 && notices.some(({ state }) => state === 'OPEN')
  return { isProposed, awards: isProposed ? named('OPEN') : made }
}

function viewNotice(notice: Found['notices'][number], awards: Found['awards']): PublicNotice[] {
  const { noticedAt, endsOn, state } = notice
  if (noticedAt === null || endsOn === null || state === 'PROPOSED') return []
  return [
    {
      number: notice.number,
      kind: notice.kind,
      state,
      reasons: notice.reasons,
      passOverReason: notice.passOverReason,
      noticedAt: noticedAt.toISOString(),
      endsOn: dayOfDate(endsOn),
      withdrawnReason: notice.withdrawnReason,
      awards: notice.awards.map(({ bidId, amountFen, bid: { organization } }) => {
        const made = awards.find((award) => award.noticeId === notice.id && award.bidId === bidId)
        return {
          organizationId: organization.id,
          organization: organization.name,
          amountFen: amountFen.toString(),
          projectNo: made?.project?.projectNo ?? null,
          revoked:
            made?.revokedAt == null ? null : { code: made.revocationCode ?? '', at: made.revokedAt.toISOString() },
        }
      }),
    },
  ]
}

/** The decision record itself, for whoever wants to compute it again: of the version in force, another, or a former round. */
export async function readPublicRecord(
  ctx: Context,
  callNo: string,
  { version, round }: { version?: number | undefined; round?: string | undefined } = {},
): Promise<DecidedRecord | null> {
  const call = await readPublished(ctx, callNo)
  const shown = call === null ? undefined : publishedOf(call, round)
  if (call === null || shown === undefined) return null
  const asked = version === undefined ? shown : call.results.find(({ versionNo }) => versionNo === version)
  return asked === undefined || isNegotiated(asked.record) ? null : parseDecided(asked.record)
}
