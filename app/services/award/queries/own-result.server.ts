import { ownResultPolicy } from '#app/domain/award/policy.ts'
import { isNegotiated, negotiatedRecord } from '#app/domain/award/negotiated.ts'
import { plainDecimal } from '#app/domain/panel/score-sheet.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { inForce, parseDecided } from '../read-decided.server.ts'

export type OwnResult = {
  call: { callNo: string; title: string }
  organization: string
  bidId: string
  /** What the buyer's decision says of this bid. */
  standing: 'proposed' | 'awarded' | 'revoked' | 'reserve' | 'lost'
  amountFen: string | null
  noticeEndsOn: string | null
  /** Why an award of this bid was taken back, as its letter said. */
  revocation: Revocation | null
  rank: number | null
  of: number
  /** What was ranked; before calibration too, where several groups judged. */
  total: string
  calibrated: { rawTotal: string; group: string; coefficient: string } | null
  priceFen: string | null
  priceScore: { points: string; max: string; basePriceFen: string | null } | null
  criteria: {
    id: string
    title: string
    maxPoints: string
    mean: string | null
    judges: { code: string; points: string; reason: string }[]
  }[]
  judgeTotals: { code: string; total: string }[]
  /** Who scored a second time after the discussion, and why: those marks count. */
  seconds: { code: string; reason: string }[]
  comments: { code: string; comment: string }[]
  projectId: string | null
  /** Nobody scored: the price was agreed on. */
  isNegotiated: boolean
}

export type Revocation = { code: string; note: string; at: string }
type Stands = Pick<OwnResult, 'standing' | 'amountFen' | 'noticeEndsOn' | 'revocation'>

function standingOf(bid: {
  noticed: readonly { amountFen: bigint; notice: { state: string; endsOn: Date | null } }[]
  awards: readonly {
    amountFen: bigint
    revokedAt: Date | null
    revocationCode: string | null
    revocationNote: string
  }[]
  bidResults: readonly { outcome: string }[]
}): Stands {
  const [award] = bid.awards
  const [noticed] = bid.noticed
  if (noticed?.notice.state === 'OPEN')
    return {
      standing: 'proposed',
      amountFen: noticed.amountFen.toString(),
      noticeEndsOn: noticed.notice.endsOn === null ? null : dayOfDate(noticed.notice.endsOn),
      revocation: null,
    }
  const noNotice = { noticeEndsOn: null, revocation: null }
  if (award !== undefined) {
    const amountFen = award.amountFen.toString()
    const { revokedAt, revocationCode, revocationNote } = award
    if (revokedAt === null) return { ...noNotice, standing: 'awarded', amountFen }
    const revocation = { code: revocationCode ?? '', note: revocationNote, at: revokedAt.toISOString() }
    return { ...noNotice, standing: 'revoked', amountFen, revocation }
  }
  const isReserve = bid.bidResults[0]?.outcome === 'reserve'
  return { ...noNotice, standing: isReserve ? 'reserve' : 'lost', amountFen: null }
}

/** What one organization is told about its own bid: every judge's points and reasons. Nothing about another's. */
export async function readOwnResult(ctx: Context, bidId: string): Promise<OwnResult | null> {
  const bid = await ctx.db.bid.findUnique({
    where: { id: bidId },
    select: {
      state: true,
      organizationId: true,
      organization: { select: { name: true } },
      call: {
        select: {
          callNo: true,
          title: true,
          results: { ...inForce, select: { id: true, record: true, publishedAt: true } },
          projects: { where: { state: { not: 'TERMINATED' } }, select: { id: true, organizationId: true } },
        },
      },
      noticed: {
        where: { notice: { noticedAt: { not: null }, state: { not: 'WITHDRAWN' } } },
        orderBy: { notice: { number: 'desc' } },
        select: { amountFen: true, notice: { select: { state: true, endsOn: true } } },
      },
      awards: {
        orderBy: { decidedAt: 'desc' },
        select: { amountFen: true, revokedAt: true, revocationCode: true, revocationNote: true },
      },
      bidResults: { where: { result: { callId: { not: null } } }, select: { outcome: true } },
      sheets: {
        // A panel that was replaced judged another round.
        where: { state: 'SUBMITTED', seat: { state: 'SEATED', panel: { callId: { not: null } } } },
        select: {
          comment: true,
          second: { select: { reason: true } },
          seat: { select: { code: true } },
          scores: { select: { reason: true, criterion: { select: { code: true } } } },
        },
      },
    },
  })
  if (bid === null) return null
  const { call, organizationId } = bid
  const [result] = call.results
  const facts = { organizationId, bidState: bid.state, isPublished: result?.publishedAt != null }
  if (result === undefined || !may(ownResultPolicy, 'read', ctx.actor, facts)) return null
  if (isNegotiated(result.record)) {
    const { agreedFen } = negotiatedRecord.parse(result.record)
    return {
      call: { callNo: call.callNo ?? '', title: call.title },
      organization: bid.organization.name,
      bidId,
      ...standingOf(bid),
      rank: 1,
      of: 1,
      total: '',
      priceFen: agreedFen,
      calibrated: null,
      priceScore: null,
      criteria: [],
      judgeTotals: [],
      seconds: [],
      comments: [],
      projectId: call.projects.find((project) => project.organizationId === organizationId)?.id ?? null,
      isNegotiated: true,
    }
  }
  const { rules, judges, bids, results } = parseDecided(result.record)
  const own = results.bids.find(({ id }) => id === bidId)
  if (own === undefined) return null
  const sheets = judges.flatMap(({ id }) => bid.sheets.filter(({ seat }) => seat.code === id))
  const price = rules.criteria.find(({ kind }) => kind === 'price')
  const counted = bids.find(({ id }) => id === bidId)
  const priceFen = counted?.priceFen
  return {
    call: { callNo: call.callNo ?? '', title: call.title },
    organization: bid.organization.name,
    bidId,
    ...standingOf(bid),
    rank: own.rank ?? null,
    of: results.bids.length,
    total: own.calibratedTotal ?? own.total,
    calibrated:
      own.calibratedTotal == null
        ? null
        : {
            rawTotal: own.total,
            group: counted?.panel ?? '',
            coefficient: results.panels.find(({ id }) => id === counted?.panel)?.coefficient ?? '',
          },
    priceFen: priceFen == null ? null : String(priceFen),
    priceScore:
      price === undefined
        ? null
        : { points: own.priceScore, max: String(price.maxPoints), basePriceFen: results.basePriceFen ?? null },
    criteria: rules.criteria
      .filter(({ kind }) => kind !== 'price')
      .map(({ id, title, maxPoints }) => ({
        id,
        title,
        maxPoints: String(maxPoints),
        mean: own.criterionMeans[id] ?? null,
        judges: sheets.flatMap(({ seat, scores }) =>
          scores
            .filter(({ criterion }) => criterion.code === id)
            .map(({ reason }) => ({
              code: seat.code,
              // As counted: a correction changes the record, never what the judge first wrote.
              points: plainDecimal(String(counted?.scores[seat.code]?.[id] ?? '')),
              reason,
            })),
        ),
      })),
    judgeTotals: Object.entries(own.judgeTotals).map(([code, total]) => ({ code, total })),
    seconds: sheets.flatMap(({ seat, second }) =>
      second === null ? [] : [{ code: seat.code, reason: second.reason }],
    ),
    comments: sheets.flatMap(({ seat, comment }) => (comment === '' ? [] : [{ code: seat.code, comment }])),
    projectId: call.projects.find((project) => project.organizationId === organizationId)?.id ?? null,
    isNegotiated: false,
  }
}
