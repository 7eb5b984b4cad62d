import type { Explained } from '#app/domain/eligibility/explained.ts'
import { type RatingCode, ratingEligibility } from '#app/domain/rating/eligibility.ts'
import type { RatingState } from '#app/domain/rating/lifecycle.ts'
import { ratingPolicy } from '#app/domain/rating/policy.ts'
import type { RatingBand } from '#app/domain/rating/rule.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { readRatingRule } from '../store.server.ts'
import { readRatingFacts } from './rating-facts.server.ts'

export type RatingComplaintView = {
  id: string
  statement: string
  filedAt: string
  answer: string
  isUpheld: boolean | null
}
type Common = {
  id: string
  state: RatingState
  organizationId: string
  organizationName: string
  bodyName: string
  wantedGrade: number
  points: number | null
  grade: number | null
  decisionReason: string
  decisionNo: string
  noticeUntil: string | null
  plaqueNo: string
}
export type RatingWork = Common & {
  version: number
  statement: string
  visitedOn: string | null
  visitNote: string
  proposedPoints: number | null
  assessment: string
  refusedReason: string
  check: Explained<RatingCode>[]
  bands: RatingBand[]
  noticeDays: number
  plaqueFromGrade: number
  source: string
  complaints: RatingComplaintView[]
  may: { check: boolean; visit: boolean; assess: boolean; decide: boolean; confirm: boolean; answer: boolean }
  isNoticeOver: boolean
}
/** What everybody may read while it is announced, and after. `own`: the reader's complaints, with what was answered. */
export type RatingNotice = Common & {
  isPublic: boolean
  isOpen: boolean
  isSignedIn: boolean
  mayComplain: boolean
  own: RatingComplaintView[]
}

const read = ({ db }: Context, id: string) =>
  db.ratingApplication.findUnique({
    where: { id },
    include: { organization: { select: { name: true } }, complaints: { orderBy: { filedAt: 'asc' } } },
  })
type Row = NonNullable<Awaited<ReturnType<typeof read>>>

const complaintView = ({
  id,
  statement,
  filedAt,
  answer,
  isUpheld,
}: Row['complaints'][number]): RatingComplaintView => ({
  id,
  statement,
  filedAt: filedAt.toISOString(),
  answer,
  isUpheld,
})

async function common({ db, locale }: Context, row: Row): Promise<Common> {
  const body = await db.body.findUniqueOrThrow({ where: { id: row.bodyId }, select: { nameZh: true, nameEn: true } })
  return {
    id: row.id,
    state: row.state,
    organizationId: row.organizationId,
    organizationName: row.organization.name,
    bodyName: locale === 'en' ? body.nameEn : body.nameZh,
    wantedGrade: row.wantedGrade,
    points: row.points,
    grade: row.grade,
    decisionReason: row.decisionReason,
    decisionNo: row.decisionNo,
    noticeUntil: row.noticeUntil === null ? null : dayOfDate(row.noticeUntil),
    plaqueNo: row.plaqueNo,
  }
}

/** For the registry: everything, and what the reader may do now. Null where it is not theirs. */
export async function readRatingWork(ctx: Context, id: string): Promise<RatingWork | null> {
  const row = await read(ctx, id)
  if (row === null || !may(ratingPolicy, 'readBoard', ctx.actor, { bodyId: row.bodyId })) return null
  const today = dayOf(ctx.now)
  const rule = await readRatingRule(ctx.db, today)
  const facts = await readRatingFacts(ctx.db, row.organizationId, row.wantedGrade, rule, today)
  const { bodyId, assessorId, decidedById, state } = row
  const isNoticeOver = row.noticeUntil !== null && today > dayOfDate(row.noticeUntil)
  const can = (
    action: Parameters<typeof may<Parameters<typeof may>[3] & object, typeof ratingPolicy>>[1],
    at: RatingState,
  ) => state === at && may(ratingPolicy, action, ctx.actor, { bodyId, assessorId, decidedById })
  return {
    ...(await common(ctx, row)),
    version: row.version,
    statement: row.statement,
    visitedOn: row.visitedOn === null ? null : dayOfDate(row.visitedOn),
    visitNote: row.visitNote,
    proposedPoints: row.proposedPoints,
    assessment: row.assessment,
    refusedReason: row.refusedReason,
    check: facts === null ? [] : ratingEligibility(facts, rule, today),
    bands: rule.bands,
    noticeDays: rule.noticeDays,
    plaqueFromGrade: rule.plaqueFromGrade,
    source: ctx.locale === 'en' ? rule.sourceEn : rule.sourceZh,
    complaints: row.complaints.map(complaintView),
    may: {
      check: can('check', 'SUBMITTED'),
      visit: can('visit', 'ACCEPTED'),
      assess: can('assess', 'VISITED'),
      decide: can('decide', 'ASSESSED'),
      confirm: isNoticeOver && row.complaints.every(({ isUpheld }) => isUpheld !== null) && can('confirm', 'NOTICED'),
      answer: can('answerComplaint', 'NOTICED'),
    },
    isNoticeOver,
  }
}

/**
 * The public notice: once the committee decided. When it is assessed anew nobody reads points or a grade; the organization and whoever
 * complained still read that it is so. Null before, and where there is no such application.
 */
export async function readRatingNotice(ctx: Context, id: string): Promise<RatingNotice | null> {
  const row = await read(ctx, id)
  if (row === null) return null
  const { accountId } = ctx.actor
  const { state, organizationId } = row
  const own = row.complaints.filter(({ filedById }) => filedById === accountId)
  const isPublic = state === 'NOTICED' || state === 'CONFIRMED'
  const isAnew = row.complaints.some(({ isUpheld }) => isUpheld === true)
  const isParty = own.length > 0 || may(ratingPolicy, 'readOwn', ctx.actor, { organizationId })
  if (!isPublic && !(isAnew && isParty)) return null
  const view = await common(ctx, row)
  const isOpen = state === 'NOTICED' && view.noticeUntil !== null && dayOf(ctx.now) <= view.noticeUntil
  const isSignedIn = accountId !== undefined
  return {
    ...view,
    isPublic,
    isOpen,
    isSignedIn,
    mayComplain: isOpen && isSignedIn && own.every(({ answeredAt }) => answeredAt !== null),
    own: own.map(complaintView),
  }
}
