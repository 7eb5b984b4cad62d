import { ownResultPolicy } from '#app/domain/award/policy.ts'
import { plainDecimal } from '#app/domain/panel/score-sheet.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { inForce, parseDecided } from '../read-decided.server.ts'

export type OwnResult = {
  call: { callNo: string; title: string }
  organization: string
  bidId: string
  isAwarded: boolean
  rank: number | null
  of: number
  total: string
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
  comments: { code: string; comment: string }[]
  projectId: string | null
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
          results: { ...inForce, select: { record: true, publishedAt: true } },
          projects: { select: { id: true, organizationId: true } },
        },
      },
      sheets: {
        where: { state: 'SUBMITTED', seat: { state: 'SEATED' } },
        select: {
          comment: true,
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
    isAwarded: bid.state === 'AWARDED',
    rank: own.rank ?? null,
    of: results.bids.length,
    total: own.total,
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
    comments: sheets.flatMap(({ seat, comment }) => (comment === '' ? [] : [{ code: seat.code, comment }])),
    projectId: call.projects.find((project) => project.organizationId === organizationId)?.id ?? null,
  }
}
