import { deadlineAfter, suspendedDays } from '#app/domain/call/amend.ts'
import { callFacts, callPolicy, isSecondPair } from '#app/domain/call/policy.ts'
import { findingKey, isBlocked } from '#app/domain/call/linter/finding.ts'
import { lintCall } from '#app/domain/call/linter/lint-call.ts'
import { partStates } from '#app/domain/call/linter/part-states.ts'
import { callParts, type CallSheet } from '#app/domain/call/linter/sheet.ts'
import { spendableFen } from '#app/services/ledger/store.server.ts'
import { postsTotal } from '#app/domain/post-price/price.ts'
import { dayOf, timeLeft, toDay } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { bookView, readBookOf } from '#app/services/rule-book/store.server.ts'
import { readStages } from '#app/services/venture/queries/stages.server.ts'
import { readSuspensions } from './amendments.server.ts'
import { readTimeLimits } from './time-limits.server.ts'
import { type CallContentRow, contentOf, readCallContent } from './call-content.server.ts'

export type BureauCall = NonNullable<Awaited<ReturnType<typeof readBureauCall>>>

/** The working page of a call, for the people of its own body: how far it is, what is missing, who may do what next. */
export async function readBureauCall(ctx: Context, id: string) {
  const row = await readCallContent(ctx, { id })
  if (row === undefined) return undefined
  const { actor, now, db } = ctx
  const facts = callFacts({
    bodyId: row.body_id,
    state: row.state,
    publishedAt: row.published_at,
    isRehearsal: row.is_rehearsal,
    draftedById: row.drafted_by_id,
    submittedById: row.submitted_by_id,
  })
  const allowed = (action: keyof typeof callPolicy) => may(callPolicy, action, actor, facts)
  if (!allowed('readInside')) return undefined

  const isSuspended = row.state === 'PUBLISHED' && row.suspended_at !== null
  const isBefore = row.state === 'DRAFT' || row.state === 'SUBMITTED'
  const sheet = sheetOfRow(row)
  const available = isBefore && row.fund_id !== null ? await spendableFen(db, row.fund_id) : undefined
  const book = await readBookOf(
    db,
    { ruleBookCode: row.rule_book_code, ruleBookVersion: row.rule_book_version, method: row.method },
    dayOf(now),
  )
  const problems = isBefore
    ? lintCall(sheet, { book, now, availableFen: available, calendar: await readCalendar(db) })
    : []
  const warnings = problems
    .filter(({ level }) => level === 'warning')
    .map((problem) => {
      const key = findingKey(problem)
      const departure = row.departures.find(({ finding }) => finding === key)
      return { ...problem, key, reason: departure?.reason ?? '', by: departure?.by ?? '' }
    })
  const states = partStates(sheet, problems)
  const counted = callParts.filter((part) => states[part] !== 'optional')
  const step = (name: string | null, at: Date | null) =>
    name === null || at === null ? null : { name, at: at.toISOString() }
  return {
    id: row.id,
    version: row.version,
    callNo: row.call_no,
    state: row.state,
    stateReason: row.state_reason,
    endCode: row.end_code,
    unanswered: row.unanswered,
    isSuspended,
    suspensions: row.published_at === null ? [] : await readSuspensions(ctx, row.id),
    ifResumed: isSuspended && row.suspended_at !== null ? resumedNow(row.bid_deadline_at, row.suspended_at, now) : null,
    origin: { copiedFrom: row.copied_from, retenderOf: row.retender_of, retender: row.retender },
    content: contentOf(row),
    fundName: row.fund_name,
    book: bookView(book),
    stages: await readStages(ctx, row.id, book),
    limits: row.published_at === null ? [] : await readTimeLimits(ctx, row.id, book),
    deadlineAt: row.bid_deadline_at.toISOString(),
    left: timeLeft(row.bid_deadline_at, now) ?? null,
    isClosed: row.bid_deadline_at.getTime() <= now.getTime() && !isSuspended,
    isPublished: row.published_at !== null,
    isBefore,
    parts: callParts
      .filter((part) => part !== 'matching' || sheet.matching !== undefined)
      .filter((part) => part !== 'posts' || sheet.postsFen !== undefined)
      .map((part) => ({ part, state: states[part] })),
    done: counted.filter((part) => states[part] === 'done').length,
    all: counted.length,
    problems,
    isReady: !isBlocked(problems) && warnings.every(({ reason }) => reason !== ''),
    isBlocked: isBlocked(problems),
    warnings,
    departures: row.departures.map(({ finding, code, data, citation, reason, by, at }) => ({
      ...{ finding, code, data, citation, reason, by },
      at: new Date(at).toISOString(),
    })),
    drafted: step(row.drafted_by, row.created_at),
    submitted: step(row.submitted_by, row.submitted_at),
    published: step(row.published_by, row.published_at),
    isRehearsal: row.is_rehearsal,
    isSingleSource: row.method === 'SINGLE_SOURCE',
    isSingleNoticed: row.single_source?.noticedAt != null,
    hasResult: row.result_published,
    may: {
      edit: allowed('edit'),
      suspend: allowed('suspend') && (isSuspended || row.bid_deadline_at.getTime() > now.getTime()),
      copy: allowed('draft') && !isBefore,
      retender: allowed('retender') && row.retender === null,
      explain: allowed('explain'),
      submit: allowed('submit'),
      return: allowed('return'),
      publish: allowed('publish'),
      cancel: allowed('cancel'),
      work: allowed('fail') || row.state === 'NOTICED' || row.state === 'AWARDED',
    },
    /** May approve in general, but had a hand in this one. */
    isOwnDraft: allowed('return') && !isSecondPair(actor, facts),
  }
}

/** What resuming at this very moment would do. */
function resumedNow(deadline: Date, suspendedAt: Date, now: Date) {
  const days = suspendedDays(suspendedAt, now)
  return { days, deadlineAt: deadlineAfter(deadline, days).toISOString() }
}

const sheetOfRow = (row: CallContentRow): CallSheet => ({
  summary: row.summary,
  requirement: row.requirement,
  beneficiaries: row.beneficiaries,
  budgetFen: BigInt(row.budget_fen),
  fundId: row.fund_id,
  bidDeadlineAt: row.bid_deadline_at,
  startsOn: toDay(row.starts_on),
  endsOn: toDay(row.ends_on),
  quorum: row.quorum,
  hasFees: row.fees.terms !== null || row.fees.groups.length > 0,
  criteria: row.criteria.map(({ kind, points, title, guidance }) => ({ kind, points, title, guidance })),
  milestones: row.milestones.map(({ dueOn, trancheBps }) => ({ dueOn: toDay(dueOn), trancheBps })),
  documents: row.documents.length,
  formItems: row.form_items.length + row.required_documents.length,
  isBlind: row.scoring?.isBlind ?? false,
  keyholders: row.keyholders,
  keyThreshold: row.key_threshold,
  conditions: row.conditions,
  reservation: row.reservation,
  negativeListChecked: row.negative_list_checked,
  bidBondFen: BigInt(row.bid_bond_fen),
  performanceBondBps: row.performance_bond_bps,
  awardMode: row.award_mode,
  ceilingFen: BigInt(row.ceiling_fen),
  ...(row.instrument === 'VENTURE_GRANT' ? { matching: row.matching } : {}),
  ...(row.instrument === 'POST_PURCHASE' ? { postsFen: postsTotal(row.posts) } : {}),
  singleSource:
    row.single_source === null
      ? null
      : {
          ground: row.single_source.ground,
          originalFen: row.single_source.originalFen === null ? null : BigInt(row.single_source.originalFen),
          opinions: row.single_source.opinions,
        },
})

/** One part of a draft, for the page that edits it; undefined unless this person may. */
export async function readDraft(ctx: Context, id: string): Promise<CallContentRow | undefined> {
  const row = await readCallContent(ctx, { id })
  if (row === undefined) return undefined
  const facts = callFacts({
    bodyId: row.body_id,
    state: row.state,
    publishedAt: row.published_at,
    isRehearsal: row.is_rehearsal,
    draftedById: row.drafted_by_id,
    submittedById: row.submitted_by_id,
  })
  return may(callPolicy, 'edit', ctx.actor, facts) ? row : undefined
}
