import type { RuleEvent } from '#app/domain/rule-book/rule-book.ts'
import { type Day, dayOf } from '#app/domain/shared/day.ts'
import { among } from '#app/services/shared/among.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

type Row = {
  call_id: string
  published_at: string
  bid_deadline_at: string
  opened_at: string | null
  result_signed_at: string | null
  decided_at: string | null
  noticed_at: string | null
  ends_at: string | null
  contract_signed_at: string | null
}

const justBefore = (at: string): string => new Date(new Date(at).getTime() - 1).toISOString()

type RuleEvents = Map<string, Partial<Record<RuleEvent, Day>>>

/** What has happened in these calls so far, as the books name it, each on its Beijing day. */
export const ruleEvents = (callIds: readonly string[]): Reading<RuleEvents> =>
  reading(
    Prisma.sql`
    SELECT c.id AS call_id, c.published_at, c.bid_deadline_at, c.opened_at,
      (SELECT max(r.signed_at) FROM result r WHERE r.call_id = c.id) AS result_signed_at,
      n.decided_at, n.noticed_at, n.ends_at,
      (SELECT min(k.signed_at) FROM project p JOIN contract k ON k.id = p.contract_id WHERE p.call_id = c.id) AS contract_signed_at
    FROM call c LEFT JOIN LATERAL (
      -- The latest that stands or stood: a reserve's notice has terms of its own.
      SELECT * FROM result_notice q WHERE q.call_id = c.id AND q.noticed_at IS NOT NULL AND q.state <> 'WITHDRAWN' ORDER BY q.number DESC LIMIT 1
    ) n ON true
    WHERE c.id = ${among(callIds)} AND c.published_at IS NOT NULL`,
    eventsFrom,
  )

export const readRuleEvents = (db: Db | Tx, callIds: readonly string[]) => readOne(db, ruleEvents(callIds))

function eventsFrom(rows: Row[]): RuleEvents {
  const on = (at: string | null, ...events: RuleEvent[]) =>
    at === null ? [] : events.map((event): [RuleEvent, Day] => [event, dayOf(new Date(at))])
  return new Map(
    rows.map((row) => [
      row.call_id,
      Object.fromEntries([
        ...on(row.published_at, 'callPublished'),
        ...on(row.bid_deadline_at, 'bidDeadline'),
        ...on(row.opened_at, 'opened'),
        // The report is in the buyer's hands the moment the last member has signed it.
        ...on(row.result_signed_at, 'resultSigned', 'resultReported'),
        ...on(row.decided_at, 'decided'),
        ...on(row.noticed_at, 'resultNoticed'),
        // Its last day, whether it has come yet or not: terms that count from it can be told beforehand.
        ...on(row.ends_at === null ? null : justBefore(row.ends_at), 'noticeEnded'),
        ...on(row.contract_signed_at, 'contractSigned'),
      ]) as Partial<Record<RuleEvent, Day>>,
    ]),
  )
}
