import { awardPolicy } from '#app/domain/award/policy.ts'
import type { NamedOrganization, ResultView } from '#app/domain/award/result-view.ts'
import type { ContractState } from '#app/domain/project/lifecycle.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { partialIn } from '#app/services/bid/queries/is-barred-from-bid.server.ts'
import { leftIn } from '#app/services/ledger/store.server.ts'
import { accountCode } from '#app/domain/ledger/accounts.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readAll } from '#app/services/shared/read-together.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { reserveOf } from '../promote-reserve.server.ts'
import { bidNames, inForce, viewStored } from '../read-decided.server.ts'
import { readJudged } from '../store.server.ts'
import { callRemedies, type RemedyLine } from './remedies.server.ts'
import { suspensionOf } from './suspension.server.ts'

export type NoticeView = {
  id: string
  number: number
  kind: 'RESULT' | 'PROMOTION'
  state: 'PROPOSED' | 'OPEN' | 'CLOSED' | 'WITHDRAWN'
  version: number
  reasons: string
  passOverReason: string
  noticedAt: string | null
  endsOn: string | null
  endsAt: string | null
  isOver: boolean
  withdrawnReason: string
  awards: { bidId: string; organization: string; amountFen: string }[]
}

export type AwardView = {
  id: string
  bidId: string
  organization: string
  amountFen: string
  projectId: string | null
  projectNo: string | null
  contractState: ContractState | null
  /** What its supplier said when it sent the unsigned contract back; '' where it did not. */
  givenBack: string
  revocation: { code: string; note: string; at: string } | null
}

/** What may be decided: one bid, or everyone the engine funded. */
export type Deciding = {
  mode: 'single' | 'multi'
  mayPassOver: boolean
  candidates: { bidId: string; organization: string; rank: number | null; priceFen: string | null; askedFen: string }[]
}

export type ResultPage = {
  call: {
    id: string
    callNo: string
    title: string
    budgetFen: string
    ceilingFen: string
    state: string
    isRehearsal: boolean
  }
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
  deciding: Deciding
  notices: NoticeView[]
  awards: AwardView[]
  /** Who would be next for the place of a revoked award. */
  reserve: { organization: string; askedFen: string; rank: number | null } | null
  freedFen: string
  remedies: RemedyLine[]
  /** An open objection or complaint holds the award back. */
  isSuspended: boolean
  may: { publish: boolean; confirm: boolean; withdraw: boolean; award: boolean; revoke: boolean; promote: boolean }
}

type Together = Pick<ResultPage, 'isSuspended' | 'remedies'> & {
  isPartial: boolean
  names: Map<string, NamedOrganization>
  leftFen: string
}

/** The result as the buyer sees it before and after it is public. Null until the panel has closed. */
export async function readResultPage(ctx: Context, callId: string): Promise<ResultPage | null> {
  const call = await ctx.db.call.findUnique({
    where: { id: callId },
    include: {
      results: inForce,
      notices: {
        orderBy: { number: 'asc' },
        include: { awards: { include: { bid: { select: { organization: { select: { name: true } } } } } } },
      },
      awards: {
        orderBy: { id: 'asc' },
        include: {
          bid: { select: { organization: { select: { name: true } } } },
          project: { select: { id: true, projectNo: true } },
          contract: { select: { state: true, returnReason: true } },
        },
      },
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
  const { accountId } = ctx.actor
  if (call === null || stored === undefined || accountId === undefined) return null
  const together = await readAll<Together>(ctx.db, {
    isPartial: partialIn(accountId, callId),
    names: bidNames(callId),
    isSuspended: suspensionOf(ctx, callId),
    leftFen: leftIn(accountCode.callBudget(callId)),
    remedies: callRemedies(ctx, call.callNo ?? ''),
  })
  const { isPartial, names, isSuspended, leftFen, remedies } = together
  const notice = call.notices.find(({ state }) => state === 'PROPOSED' || state === 'OPEN')
  const isPublished = stored.publishedAt !== null
  const facts = { bodyId: call.bodyId, callState: call.state, isPublished, isPartial, notice }
  if (!may(awardPolicy, 'readDraft', ctx.actor, facts)) return null
  const allowed = (action: keyof ResultPage['may']) => may(awardPolicy, action, ctx.actor, facts)
  const result = viewStored(stored, names)
  const order = (code: string) => result.judges.indexOf(code)
  const seats = (call.panel?.seats ?? [])
    .filter(({ code }) => order(code) >= 0)
    .toSorted((a, b) => order(a.code) - order(b.code))
  const book = await readBookOf(ctx.db, call, dayOf(ctx.now))
  const { award: rule } = book
  const judged = await readJudged(ctx.db, stored.id, call)
  const isFreed = allowed('promote') && call.awards.some(({ revokedAt }) => revokedAt !== null)
  const reserve = isFreed ? reserveOf(call, { book, awards: call.awards, judged }) : undefined
  const nameOf = (bidId: string) => result.bids.find(({ id }) => id === bidId)?.organization ?? ''
  return {
    call: {
      id: call.id,
      callNo: call.callNo ?? '',
      title: call.title,
      budgetFen: call.budgetFen.toString(),
      ceilingFen: call.ceilingFen.toString(),
      state: call.state,
      isRehearsal: call.isRehearsal,
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
    deciding: {
      mode: rule.mode,
      mayPassOver: rule.mode === 'single' && rule.passOverFirst !== 'forbidden',
      candidates: judged
        .filter(({ rank, outcome }) =>
          rule.mode === 'multi' ? outcome === 'funded' : rank !== null && rank <= Math.max(rule.candidates, 1),
        )
        .map(({ bidId, rank, priceFen, askedFen }) => ({
          bidId,
          organization: nameOf(bidId),
          rank,
          priceFen: priceFen?.toString() ?? null,
          askedFen: askedFen.toString(),
        })),
    },
    notices: call.notices.map(({ awards, noticedAt, endsOn, endsAt, ...notice }) => ({
      id: notice.id,
      number: notice.number,
      kind: notice.kind,
      state: notice.state,
      version: notice.version,
      reasons: notice.reasons,
      passOverReason: notice.passOverReason,
      withdrawnReason: notice.withdrawnReason,
      noticedAt: noticedAt?.toISOString() ?? null,
      endsOn: endsOn === null ? null : dayOfDate(endsOn),
      endsAt: endsAt?.toISOString() ?? null,
      isOver: endsAt !== null && endsAt.getTime() <= ctx.now.getTime(),
      awards: awards.map(({ bidId, amountFen, bid }) => ({
        bidId,
        organization: bid.organization.name,
        amountFen: amountFen.toString(),
      })),
    })),
    awards: call.awards.map(({ bid, project, contract, ...award }) => ({
      id: award.id,
      bidId: award.bidId,
      organization: bid.organization.name,
      amountFen: award.amountFen.toString(),
      projectId: project?.id ?? null,
      projectNo: project?.projectNo ?? null,
      contractState: contract?.state ?? null,
      givenBack: contract?.state === 'DRAFT' ? contract.returnReason : '',
      revocation:
        award.revokedAt === null
          ? null
          : { code: award.revocationCode ?? '', note: award.revocationNote, at: award.revokedAt.toISOString() },
    })),
    reserve:
      reserve === undefined
        ? null
        : {
            organization: nameOf(reserve.bidId),
            askedFen: reserve.askedFen.toString(),
            rank: reserve.rank,
          },
    freedFen: isFreed ? leftFen : '0',
    isSuspended,
    remedies,
    may: {
      publish: allowed('publish'),
      confirm: allowed('confirm'),
      withdraw: allowed('withdraw'),
      award: allowed('award'),
      revoke: allowed('revoke'),
      promote: allowed('promote'),
    },
  }
}
