import type { Finding } from '#app/domain/call/linter/finding.ts'
import { lintCall } from '#app/domain/call/linter/lint-call.ts'
import type { CallSheet } from '#app/domain/call/linter/sheet.ts'
import type { MatchingRule } from '#app/domain/cofunding/matching.ts'
import { type PostSize, postsTotal } from '#app/domain/post-price/price.ts'
import type { Keyholder } from '#app/domain/call/keyholders.ts'
import { spendableFen } from '#app/services/ledger/store.server.ts'
import type { RuleBook } from '#app/domain/rule-book/rule-book.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import { dayOfDate } from '#app/services/shared/date-column.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import { readKeyholders } from './read-keyholders.server.ts'

type Row = Call & {
  criteria: (Pick<CallSheet['criteria'][number], 'kind' | 'title' | 'guidance'> & {
    maxPoints: { toString(): string }
  })[]
  conditions: CallSheet['conditions']
  milestones: { dueOn: Date; trancheBps: number }[]
  documents: unknown[]
  formItems: number
  isBlind: boolean
  keyholders: readonly Keyholder[]
  singleSource: NonNullable<CallSheet['singleSource']> | null
  matching: MatchingRule | null
  posts: readonly PostSize[]
}

const sheetOf = (call: Row): CallSheet => ({
  summary: call.summary,
  requirement: call.requirement,
  beneficiaries: call.beneficiaries,
  budgetFen: call.budgetFen,
  fundId: call.fundId,
  bidDeadlineAt: call.bidDeadlineAt,
  startsOn: dayOfDate(call.startsOn),
  endsOn: dayOfDate(call.endsOn),
  quorum: call.quorum,
  criteria: call.criteria.map(({ kind, title, guidance, maxPoints }) => ({
    kind,
    title,
    guidance,
    points: maxPoints.toString(),
  })),
  milestones: call.milestones.map(({ dueOn, trancheBps }) => ({ dueOn: dayOfDate(dueOn), trancheBps })),
  documents: call.documents.length,
  formItems: call.formItems,
  isBlind: call.isBlind,
  keyholders: call.keyholders,
  keyThreshold: call.keyThreshold,
  conditions: call.conditions,
  reservation: call.reservation,
  negativeListChecked: call.negativeListChecked,
  bidBondFen: call.bidBondFen,
  performanceBondBps: call.performanceBondBps,
  awardMode: call.awardMode,
  ceilingFen: call.ceilingFen,
  ...(call.instrument === 'VENTURE_GRANT' ? { matching: call.matching } : {}),
  ...(call.instrument === 'POST_PURCHASE' ? { postsFen: postsTotal(call.posts) } : {}),
  singleSource: call.singleSource,
})

/** The draft with its parts, and what is not right yet at this moment. */
export async function readSheet(
  db: Db | Tx,
  call: Call,
  now: Date,
): Promise<{ book: RuleBook; findings: Finding[]; available: bigint | undefined }> {
  const callId = call.id
  const criteria = await db.criterion.findMany({ where: { callId }, orderBy: { position: 'asc' } })
  const milestones = await db.callMilestone.findMany({ where: { callId }, orderBy: { position: 'asc' } })
  const documents = await db.callDocument.findMany({ where: { callId }, select: { id: true } })
  const conditions = await db.callCondition.findMany({ where: { callId }, orderBy: { position: 'asc' } })
  const formItems =
    (await db.formItem.count({ where: { callId } })) + (await db.requiredDocument.count({ where: { callId } }))
  const scoring = await db.callScoring.findUnique({ where: { callId }, select: { isBlind: true } })
  const isBlind = scoring?.isBlind ?? false
  const keyholders = await readKeyholders(db, callId)
  const single = await db.singleSource.findUnique({
    where: { callId },
    select: { ground: true, originalFen: true, _count: { select: { opinions: true } } },
  })
  const singleSource =
    single === null
      ? null
      : { ground: single.ground, originalFen: single.originalFen, opinions: single._count.opinions }
  const [{ matching, posts } = { matching: null, posts: [] }] = await db.$queryRaw<
    { matching: MatchingRule | null; posts: PostSize[] }[]
  >`SELECT matching_of(${callId}::uuid) AS matching, posts_of(${callId}::uuid) AS posts`
  const sheet = sheetOf({
    ...call,
    criteria,
    milestones,
    documents,
    formItems,
    isBlind,
    conditions,
    keyholders,
    singleSource,
    matching,
    posts,
  })
  const available = call.fundId === null ? undefined : await spendableFen(db, call.fundId)
  const calendar = await readCalendar(db)
  const book = await readBookOf(db, call, dayOf(now))
  return { book, findings: lintCall(sheet, { book, now, availableFen: available, calendar }), available }
}
