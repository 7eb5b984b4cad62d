import { callFacts, callPolicy, callQuestionPolicy } from '#app/domain/call/policy.ts'
import { lastDayForQuestions, takesQuestions } from '#app/domain/call/questions.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import { isParticipant } from './is-participant.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { type Instant, instantText, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Columns without who asked: no page ever has more. */
const shown = { id: true, text: true, askedAt: true, answer: true, answeredAt: true } as const
type Shown = { id: string; text: string; askedAt: Instant; answer: string; answeredAt: Instant | null }

const questionView = ({ id, text, askedAt, answer, answeredAt }: Shown) => ({
  id,
  text,
  askedAt: instantText(askedAt),
  answer,
  answeredAt: answeredAt === null ? null : instantText(answeredAt),
})
export type QuestionView = ReturnType<typeof questionView>

/** What anyone may read: questions that have an answer. */
export const answeredQuestions = (callId: string): Reading<QuestionView[]> =>
  reading(
    Prisma.sql`
    SELECT q.id, q.text, q.asked_at AS "askedAt", q.answer, q.answered_at AS "answeredAt" FROM call_question q
    WHERE q.call_id = ${callId}::uuid AND q.answered_at IS NOT NULL ORDER BY q.asked_at LIMIT 200`,
    (rows: Shown[]) => rows.map(questionView),
  )

/** The body's own page: unanswered first. */
export async function readBureauQuestions(ctx: Context, callId: string) {
  const call = await ctx.db.call.findUnique({ where: { id: callId } })
  if (call?.publishedAt == null || !may(callPolicy, 'readInside', ctx.actor, callFacts(call))) return undefined
  const rows = await ctx.db.callQuestion.findMany({
    where: { callId },
    orderBy: [{ answeredAt: { sort: 'asc', nulls: 'first' } }, { askedAt: 'asc' }],
    select: shown,
    take: 200,
  })
  return {
    id: callId,
    title: call.title,
    questions: rows.map(questionView),
    mayAnswer:
      may(callPolicy, 'answer', ctx.actor, callFacts(call)) && call.bidDeadlineAt.getTime() > ctx.now.getTime(),
  }
}

/** The page of those who ask: whether one still may, until when, and what one's own organizations have asked. */
export async function readAskPage(ctx: Context, callNo: string) {
  const call = await ctx.db.call.findUnique({ where: { callNo } })
  if (call?.publishedAt == null || (call.isRehearsal && !(await isParticipant(ctx, call.id)))) return undefined
  const book = await readBookOf(ctx.db, call, dayOf(ctx.now))
  const last = lastDayForQuestions(book, call.bidDeadlineAt, await readCalendar(ctx.db))
  const organizationIds = [...new Set(ctx.actor.organizations.map(({ organizationId }) => organizationId))]
  const organizations = await ctx.db.organization.findMany({
    where: { id: { in: organizationIds }, state: 'ACTIVE' },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  })
  const own = await ctx.db.callQuestion.findMany({
    where: { callId: call.id, organizationId: { in: organizationIds } },
    orderBy: { askedAt: 'asc' },
    select: shown,
  })
  return {
    callNo,
    title: call.title,
    lastDay: last ?? null,
    isOpen: takesQuestions({ ...call, isSuspended: call.suspendedAt !== null }, last, ctx.now),
    organizations: organizations.filter(({ id }) => may(callQuestionPolicy, 'ask', ctx.actor, { organizationId: id })),
    own: own.map(questionView),
  }
}
