import type { DisclosureBlock } from '#app/domain/call/disclosure.ts'
import { callFacts, callPolicy } from '#app/domain/call/policy.ts'
import { regimeOf } from '#app/domain/call/terms.ts'
import { dayOf, timeLeft } from '#app/domain/shared/day.ts'
import { anonymous } from '#app/domain/shared/actor.ts'
import { may } from '#app/domain/shared/policy.ts'
import { calendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readAll, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { stages } from '#app/services/venture/queries/stages.server.ts'
import { bookView, readBookOf } from '#app/services/rule-book/store.server.ts'
import { ruleEvents } from '../due/rule-events.server.ts'
import { publishedAmendments, suspensions } from './amendments.server.ts'
import { answeredQuestions } from './questions.server.ts'
import { isParticipant } from './is-participant.server.ts'
import { timeLimits } from './time-limits.server.ts'
import { sealedBids, sealedListView } from './sealed-list.server.ts'
import { type CallContentRow, contentOf, readCallContent } from './call-content.server.ts'

export type PublicCall = NonNullable<Awaited<ReturnType<typeof readPublicCall>>>

/** What anyone may read of a call, whoever asks: the same page for its officers as for a passer-by. Two statements. */
export async function readPublicCall(ctx: Context, callNo: string) {
  const row = await readCallContent(ctx, { callNo })
  if (row === undefined) return undefined
  const facts = callFacts({
    bodyId: row.body_id,
    state: row.state,
    publishedAt: row.published_at,
    isRehearsal: row.is_rehearsal,
    draftedById: row.drafted_by_id,
    submittedById: row.submitted_by_id,
  })
  if (row.published_at === null) return undefined
  // A rehearsal is there for those who take part in it, and for nobody else.
  if (row.is_rehearsal ? !(await isParticipant(ctx, row.id)) : !may(callPolicy, 'read', anonymous, facts))
    return undefined

  const isSuspended = row.state === 'PUBLISHED' && row.suspended_at !== null
  // While it stands still its deadline is not over, whatever the calendar says: it will move.
  const isClosed = row.bid_deadline_at.getTime() <= ctx.now.getTime() && !isSuspended
  const book = await readBookOf(
    ctx.db,
    { ruleBookCode: row.rule_book_code, ruleBookVersion: row.rule_book_version, method: row.method },
    dayOf(ctx.now),
  )
  const life = await readAll(ctx.db, {
    record: reading(Prisma.sql`SELECT 1 AS made FROM opening_record WHERE call_id = ${row.id}::uuid`),
    questions: answeredQuestions(row.id),
    amendments: publishedAmendments(row.id),
    suspensions: suspensions(row.id),
    bids: sealedBids(row.id),
    stages: stages(ctx, row.id, book),
    events: ruleEvents([row.id]),
    working: calendar,
  })
  return {
    callNo,
    content: contentOf(row),
    // Departures from rules that anyone may read; who wrote the reason is the body's own matter.
    departures: row.departures.flatMap(({ finding, code, data, citation, reason }) =>
      citation === null ? [] : [{ finding, code, data, citation, reason }],
    ),
    book: bookView(book),
    stages: life.stages,
    limits: timeLimits(book, life.events.get(row.id) ?? {}, life.working),
    isRehearsal: row.is_rehearsal,
    state: row.state,
    isOpen: row.state === 'PUBLISHED' && !isClosed && !isSuspended,
    deadlineAt: row.bid_deadline_at.toISOString(),
    left: timeLeft(row.bid_deadline_at, ctx.now) ?? null,
    /** Null until the deadline: before it nobody learns how many there are. */
    sealed: isClosed ? sealedListView(ctx, life.bids) : null,
    hasOpeningRecord: life.record.length > 0,
    endReason: row.state === 'FAILED' || row.state === 'CANCELLED' ? row.state_reason : '',
    hasResult: row.result_published,
    projects: row.projects,
    questions: life.questions,
    amendments: life.amendments,
    suspensions: life.suspensions,
    isSuspended,
    endCode: row.end_code,
    // Only what is public itself: a re-tender that is still a draft is nobody's business yet.
    retenderOf: publicOrigin(row.retender_of),
    retender: publicOrigin(row.retender),
    disclosure: blockOf(row, 'call', row.index_no, row.published_at),
    endDisclosure:
      row.concluded_at === null || (row.state !== 'FAILED' && row.state !== 'CANCELLED')
        ? null
        : blockOf(row, row.state === 'FAILED' ? 'failure' : 'cancellation', `${row.index_no}-E`, row.concluded_at),
    events: row.events.map(({ type, at }) => ({ type, at: new Date(at).toISOString() })),
  }
}

const publicOrigin = (row: CallContentRow['retender']) =>
  row?.callNo == null ? null : { callNo: row.callNo, title: row.title }

const blockOf = (
  row: CallContentRow,
  document: DisclosureBlock['document'],
  indexNo: string,
  issuedAt: Date,
): DisclosureBlock => ({
  indexNo,
  regime: regimeOf(row.method),
  document,
  issuer: row.body_name,
  issuedOn: dayOf(issuedAt),
  docNo: document === 'call' ? row.doc_no : '',
})
