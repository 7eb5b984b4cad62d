import type { RuleBook } from '#app/domain/rule-book/rule-book.ts'
import { stagesOf, type StageView } from '#app/domain/venture/stages.ts'
import type { Context } from '#app/services/shared/context.server.ts'

type Row = {
  state: string
  published_at: Date | null
  bid_deadline_at: Date
  opened_at: Date | null
  open: number
  /** Of the bids still in: without a finding on qualification, and without a settled budget. */
  unreviewed: number
  unsettled: number
  reviewed_at: Date | null
  noted_first: Date | null
  noted_last: Date | null
  budget_first: Date | null
  budget_last: Date | null
  pitch_from: Date | null
  pitch_until: Date | null
  scoring_from: Date | null
  signed_at: Date | null
  noticed_at: Date | null
  notice_ends_at: Date | null
  notice_closed: boolean
  advised_at: Date | null
  accepted_at: Date | null
  funded: number
  unaccepted: number
  signed_first: Date | null
  signed_last: Date | null
  unsigned: number
}

/** Where a call with stages stands: dates alone, the same for everybody. Empty where its book names no stages. */
export async function readStages(
  { db, now }: Pick<Context, 'db' | 'now'>,
  callId: string,
  book: Pick<RuleBook, 'stages'>,
): Promise<StageView[]> {
  if (book.stages === undefined) return []
  const [row] = await db.$queryRaw<Row[]>`
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
  if (row === undefined || row.published_at === null) return []
  const opt = (date: Date | null) => date ?? undefined
  const isOpened = row.opened_at !== null
  /** The call has gone on to the marks: what may be noted before them is over. */
  const isPast = isOpened && row.state !== 'OPENED'
  const isReviewed = isOpened && row.unreviewed === 0
  return stagesOf(book, {
    collection: { from: row.published_at, until: row.bid_deadline_at, isDone: isOpened || row.bid_deadline_at <= now },
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
      isDone: row.pitch_until !== null && row.pitch_until <= now,
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
