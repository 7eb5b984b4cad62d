import type { RuleBook } from '#app/domain/rule-book/rule-book.ts'
import { stagesOf, type StageView } from '#app/domain/venture/stages.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

type Row = {
  state: string
  published_at: string | null
  bid_deadline_at: string
  opened_at: string | null
  open: number
  /** Of the bids still in: without a finding on qualification, and without a settled budget. */
  unreviewed: number
  unsettled: number
  reviewed_at: string | null
  noted_first: string | null
  noted_last: string | null
  budget_first: string | null
  budget_last: string | null
  pitch_from: string | null
  pitch_until: string | null
  scoring_from: string | null
  signed_at: string | null
  noticed_at: string | null
  notice_ends_at: string | null
  notice_closed: boolean
  advised_at: string | null
  accepted_at: string | null
  funded: number
  unaccepted: number
  signed_first: string | null
  signed_last: string | null
  unsigned: number
}

/** Where a call with stages stands: dates alone, the same for everybody. Empty where its book names no stages. */
export const stages = (
  { now }: Pick<Context, 'now'>,
  callId: string,
  book: Pick<RuleBook, 'stages'>,
): Reading<StageView[]> =>
  reading(book.stages === undefined ? nothing : stagesQuery(callId, now), ([row]: Row[]) =>
    row === undefined || row.published_at === null
      ? []
      : stagesFrom({ ...row, published_at: row.published_at }, book, now),
  )

export const readStages = async (
  ctx: Pick<Context, 'db' | 'now'>,
  callId: string,
  book: Pick<RuleBook, 'stages'>,
): Promise<StageView[]> => (book.stages === undefined ? [] : readOne(ctx.db, stages(ctx, callId, book)))

const nothing = Prisma.sql`SELECT 1 WHERE false`

const stagesQuery = (callId: string, now: Date): Prisma.Sql => Prisma.sql`
    WITH b AS (
      SELECT b.id, b.state, r.decided_at, v.reviewed_at, v.state AS budget, v.due_at FROM bid b
      LEFT JOIN bid_review r ON r.bid_id = b.id AND r.stage = 'QUALIFICATION' LEFT JOIN budget_review v ON v.bid_id = b.id
      WHERE b.call_id = ${callId}::uuid AND b.opened_at IS NOT NULL
    ), f AS (
      SELECT DISTINCT ON (a.bid_id) a.bid_id FROM noticed_award a JOIN result_notice n ON n.id = a.notice_id AND n.state IN ('OPEN', 'CLOSED')
      JOIN b ON b.id = a.bid_id AND b.state <> 'LOST' WHERE a.call_id = ${callId}::uuid
    )
    SELECT c.state::text AS state, c.published_at, c.bid_deadline_at, c.opened_at,
      (SELECT count(*)::int FROM b WHERE state = 'OPENED') AS open,
      (SELECT count(*)::int FROM b WHERE state = 'OPENED' AND decided_at IS NULL) AS unreviewed,
      (SELECT count(*)::int FROM b WHERE state = 'OPENED' AND (budget IS NULL OR budget = 'OFFERED' AND due_at > ${now})) AS unsettled,
      (SELECT max(decided_at) FROM b) AS reviewed_at,
      (SELECT min(noted_at) FROM diligence_note WHERE bid_id IN (SELECT id FROM b)) AS noted_first,
      (SELECT max(noted_at) FROM diligence_note WHERE bid_id IN (SELECT id FROM b)) AS noted_last,
      (SELECT min(reviewed_at) FROM b) AS budget_first, (SELECT max(reviewed_at) FROM b) AS budget_last,
      p.starts_at AS pitch_from,
      p.starts_at + (SELECT count(*) FROM pitch_slot s WHERE s.call_id = c.id) * p.minutes * interval '1 minute' AS pitch_until,
      l.started_at AS scoring_from,
      (SELECT max(signed_at) FROM result WHERE call_id = c.id) AS signed_at,
      n.noticed_at, n.ends_at AS notice_ends_at, coalesce(n.state = 'CLOSED', false) AS notice_closed,
      (SELECT min(advised_at) FROM project_advice WHERE bid_id IN (SELECT id FROM b)) AS advised_at,
      (SELECT max(accepted_at) FROM project_advice WHERE bid_id IN (SELECT id FROM b)) AS accepted_at,
      (SELECT count(*)::int FROM f) AS funded,
      (SELECT count(*)::int FROM f WHERE NOT EXISTS (SELECT 1 FROM project_advice a WHERE a.bid_id = f.bid_id AND a.accepted_at IS NOT NULL)) AS unaccepted,
      (SELECT min(k.signed_at) FROM award w JOIN contract k ON k.award_id = w.id WHERE w.call_id = c.id) AS signed_first,
      (SELECT max(k.signed_at) FROM award w JOIN contract k ON k.award_id = w.id WHERE w.call_id = c.id) AS signed_last,
      (SELECT count(*)::int FROM award w JOIN contract k ON k.award_id = w.id WHERE w.call_id = c.id AND w.revoked_at IS NULL AND k.signed_at IS NULL) AS unsigned
    FROM call c LEFT JOIN pitch_session p ON p.call_id = c.id LEFT JOIN panel l ON l.call_id = c.id
      LEFT JOIN LATERAL (SELECT * FROM result_notice q WHERE q.call_id = c.id AND q.state IN ('OPEN', 'CLOSED') ORDER BY q.number DESC LIMIT 1) n ON true
    WHERE c.id = ${callId}::uuid`

function stagesFrom(row: Row & { published_at: string }, book: Pick<RuleBook, 'stages'>, now: Date): StageView[] {
  const opt = (at: string | null) => (at === null ? undefined : new Date(at))
  const isBy = (at: string | null) => at !== null && new Date(at) <= now
  const isOpened = row.opened_at !== null
  /** The call has gone on to the marks: what may be noted before them is over. */
  const isPast = isOpened && row.state !== 'OPENED'
  const isReviewed = isOpened && row.unreviewed === 0
  return stagesOf(book, {
    collection: {
      from: new Date(row.published_at),
      until: new Date(row.bid_deadline_at),
      isDone: isOpened || isBy(row.bid_deadline_at),
    },
    preliminaryReview: {
      from: opt(row.opened_at),
      until: opt(isReviewed ? row.reviewed_at : null),
      isDone: isReviewed,
    },
    dueDiligence: { from: opt(row.noted_first), until: opt(row.noted_last), isDone: isPast && row.noted_last !== null },
    budgetReview: {
      from: opt(row.budget_first),
      until: opt(row.budget_last),
      isDone: isReviewed && row.budget_first !== null && (isPast || row.unsettled === 0),
    },
    pitch: {
      from: opt(row.pitch_from),
      until: opt(row.pitch_until),
      isDone: isBy(row.pitch_until),
    },
    scoring: { from: opt(row.scoring_from), until: opt(row.signed_at), isDone: row.signed_at !== null },
    notice: { from: opt(row.noticed_at), until: opt(row.notice_ends_at), isDone: row.notice_closed },
    optimisation: {
      from: opt(row.advised_at),
      until: opt(row.unaccepted === 0 ? row.accepted_at : null),
      isDone: row.funded > 0 && row.unaccepted === 0,
    },
    agreement: {
      from: opt(row.signed_first),
      until: opt(row.signed_last),
      isDone: row.signed_last !== null && row.unsigned === 0,
    },
  })
}
