import { remedyPolicy } from '#app/domain/remedy/policy.ts'
import { objectionKind, type RemedyStage, remedyStages, remedyTerms, suspends } from '#app/domain/remedy/terms.ts'
import { type Day, dayOf, toDay } from '#app/domain/shared/day.ts'
import { isOverdue } from '#app/domain/remedy/terms.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { instantText, readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma, type Remedy } from '#prisma/generated/client.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import { eventsOf, remedyFacts } from '../remedies/store.server.ts'

type Listed = Pick<Remedy, 'id' | 'kind' | 'stage' | 'state' | 'subject' | 'answer' | 'outcome' | 'measure'> & {
  bodyId: string
  filerName: string
  organizationId: string | null
  filedById: string
  filedAt: string
  answerDueOn: Day | null
  suspendsUntil: string | null
  answeredAt: string | null
}

export type RemedyLine = NonNullable<ReturnType<typeof lineOf>>

/**
 * What anyone may read of the objections and complaints of a call: that they were filed, about what in one line, and the answer.
 * A person who filed under their own name is not named to the public. Inquiries stay between the two sides until they are answered.
 */
export const callRemedies = (ctx: Context, callNo: string): Reading<RemedyLine[]> =>
  reading(
    Prisma.sql`
    SELECT y.id, y.kind, y.stage, y.state, y.subject, y.answer, y.outcome, y.measure, c.body_id AS "bodyId", y.filer_name AS "filerName",
      y.organization_id AS "organizationId", y.filed_by_id AS "filedById", y.filed_at AS "filedAt", y.answer_due_on AS "answerDueOn",
      y.suspends_until AS "suspendsUntil", y.answered_at AS "answeredAt"
    FROM remedy y JOIN call c ON c.id = y.call_id WHERE c.call_no = ${callNo} ORDER BY y.filed_at DESC`,
    (rows: Listed[]) => rows.flatMap((remedy) => lineOf(ctx, remedy) ?? []),
  )

export const readCallRemedies = (ctx: Context, callNo: string) => readOne(ctx.db, callRemedies(ctx, callNo))

function lineOf({ actor, now }: Pick<Context, 'actor' | 'now'>, remedy: Listed) {
  const facts = remedyFacts({ ...remedy, call: { bodyId: remedy.bodyId } })
  const mayRead = may(remedyPolicy, 'read', actor, facts)
  if (remedy.kind === 'INQUIRY' && remedy.state !== 'ANSWERED' && !mayRead) return undefined
  const { suspendsUntil, answeredAt } = remedy
  return {
    id: remedy.id,
    kind: remedy.kind,
    stage: remedy.stage,
    state: remedy.state,
    subject: remedy.subject,
    /** Null: a person, who is not named in public. */
    filer: remedy.organizationId === null && !mayRead ? null : remedy.filerName,
    filedAt: instantText(remedy.filedAt),
    answerDueOn: remedy.answerDueOn,
    isOverdue: remedy.state === 'FILED' && isOverdue(remedy.answerDueOn ?? undefined, dayOf(now)),
    /** Award and signature wait for its answer. */
    holds: remedy.state === 'FILED' && suspends(remedy) && (suspendsUntil === null || new Date(suspendsUntil) > now),
    suspendsUntil: suspendsUntil === null ? null : instantText(suspendsUntil),
    answer: remedy.answer,
    outcome: remedy.outcome,
    measure: remedy.measure,
    answeredAt: answeredAt === null ? null : instantText(answeredAt),
    mayRead,
  }
}

export type FilingPage = NonNullable<Awaited<ReturnType<typeof readFilingPage>>>

/** What may be filed about a call now, by whom, until when. */
export async function readFilingPage(ctx: Context, callNo: string) {
  const call = await ctx.db.call.findUnique({ where: { callNo } })
  if (call?.publishedAt == null || call.isRehearsal || call.state === 'CANCELLED') return null
  const own = ctx.actor.organizations.map(({ organizationId }) => organizationId)
  const organizations = await ctx.db.organization.findMany({
    where: { id: { in: own } },
    select: {
      id: true,
      name: true,
      bids: { where: { callId: call.id, state: { notIn: ['DRAFT', 'WITHDRAWN'] } }, select: { id: true } },
    },
    orderBy: { name: 'asc' },
  })
  const kind = objectionKind(call.regime)
  const [book, events, calendar] = await Promise.all([
    readBookOf(ctx.db, call, dayOf(ctx.now)),
    eventsOf(ctx.db, call),
    readCalendar(ctx.db),
  ])
  const started: Record<RemedyStage, boolean> = {
    DOCUMENTS: true,
    PROCESS: call.openedAt !== null,
    RESULT: events.resultNoticed !== undefined,
  }
  return {
    call: { id: call.id, callNo, title: call.title },
    kind,
    person: ctx.actor.name,
    organizations: organizations.map(({ id, name, bids }) => ({ id, name, tookPart: bids.length > 0 })),
    stages: remedyStages.map((stage) => {
      const { filingClosesAt } = remedyTerms(book, { kind, stage }, events, dayOf(ctx.now), calendar)
      return {
        stage,
        isOpen: started[stage] && (filingClosesAt === undefined || filingClosesAt.getTime() > ctx.now.getTime()),
        hasStarted: started[stage],
        /** The last day; null: no term, or a year whose working days are not loaded. */
        until: filingClosesAt === undefined ? null : dayOf(new Date(filingClosesAt.getTime() - 1)),
      }
    }),
  }
}

export type RemedyPage = NonNullable<Awaited<ReturnType<typeof readRemedyPage>>>

/** One remedy whole, for its filer and the body. */
export async function readRemedyPage(ctx: Context, id: string) {
  const remedy = await ctx.db.remedy.findUnique({
    where: { id },
    include: {
      call: { select: { id: true, callNo: true, title: true, bodyId: true, state: true } },
      files: { select: { file: { select: { id: true, name: true, size: true } } } },
      parent: { select: { id: true, subject: true, answer: true, outcome: true } },
      complaints: { where: { state: { not: 'WITHDRAWN' } }, select: { id: true, state: true } },
    },
  })
  if (remedy === null || !may(remedyPolicy, 'read', ctx.actor, remedyFacts(remedy))) return null
  const facts = remedyFacts(remedy)
  const today = dayOf(ctx.now)
  const dueOn = remedy.answerDueOn === null ? undefined : dayOfDate(remedy.answerDueOn)
  const isDue = isOverdue(dueOn, today)
  const answerer =
    remedy.answeredById === null
      ? null
      : await ctx.db.account.findUnique({ where: { id: remedy.answeredById }, select: { name: true } })
  return {
    id,
    version: remedy.version,
    kind: remedy.kind,
    stage: remedy.stage,
    state: remedy.state,
    filerName: remedy.filerName,
    subject: remedy.subject,
    facts: remedy.facts,
    request: remedy.request,
    filedAt: remedy.filedAt.toISOString(),
    answerDueOn: dueOn ?? null,
    isOverdue: remedy.state === 'FILED' && isDue,
    suspendsUntil: remedy.suspendsUntil?.toISOString() ?? null,
    answer: remedy.answer,
    outcome: remedy.outcome,
    measure: remedy.measure,
    answeredAt: remedy.answeredAt?.toISOString() ?? null,
    /** Known to the two sides, not to the public. */
    answeredBy: answerer?.name ?? null,
    call: { id: remedy.call.id, callNo: remedy.call.callNo ?? '', title: remedy.call.title, state: remedy.call.state },
    files: remedy.files.map(({ file }) => file),
    parent: remedy.parent,
    complaintId: remedy.complaints[0]?.id ?? null,
    may: {
      answer: may(remedyPolicy, remedy.kind === 'COMPLAINT' ? 'decideComplaint' : 'answer', ctx.actor, facts),
      takeMeasure: remedy.kind === 'COMPLAINT' || may(remedyPolicy, 'takeMeasure', ctx.actor, facts),
      withdraw: may(remedyPolicy, 'withdraw', ctx.actor, facts),
      complain:
        remedy.complaints.length === 0 &&
        (remedy.state === 'ANSWERED' || (remedy.state === 'FILED' && isDue)) &&
        may(remedyPolicy, 'complain', ctx.actor, facts),
    },
    today: toDay(today),
  }
}
