import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** A body's calls, by who has to move next (app/domain/call/policy.ts and panel/policy.ts say who may), and their questions. */
export function callsWaiting({ actor, now }: Context): Prisma.Sql[] {
  const officer = bodiesWhere(actor, 'OFFICER')
  const approver = bodiesWhere(actor, 'APPROVER')
  const either = [...new Set([...officer, ...approver])]
  const any = actor.bodies.map(({ bodyId }) => bodyId)
  if (any.length === 0) return []
  const calls = Prisma.sql`
    SELECT CASE c.state
        WHEN 'DRAFT' THEN 'callToFinish'
        WHEN 'SUBMITTED' THEN CASE WHEN x.publishes THEN 'callToPublish' ELSE 'callInReview' END
        WHEN 'PUBLISHED' THEN CASE WHEN c.suspended_at IS NOT NULL THEN 'callSuspended' WHEN c.bid_deadline_at > ${now} THEN 'callReceiving'
          WHEN x.contributes THEN 'callToConfirm' ELSE 'callToConfirmByOther' END
        WHEN 'OPENED' THEN CASE WHEN x.approves THEN 'panelToSeat' ELSE 'panelBeingSeated' END
        WHEN 'SCORING' THEN 'panelScoring'
        ELSE CASE WHEN x.approves THEN 'resultToDecide' ELSE 'resultBeingDecided' END END AS kind,
      CASE c.state WHEN 'DRAFT' THEN true WHEN 'SUBMITTED' THEN x.publishes
        WHEN 'PUBLISHED' THEN CASE WHEN c.suspended_at IS NULL THEN c.bid_deadline_at <= ${now} AND x.contributes ELSE x.approves END
        WHEN 'SCORING' THEN false ELSE x.approves END AS mine,
      c.id::text AS id, '' AS of, c.title, '' AS part,
      CASE WHEN c.state IN ('DRAFT', 'SUBMITTED') OR (c.state = 'PUBLISHED' AND c.suspended_at IS NULL AND c.bid_deadline_at > ${now})
        THEN c.bid_deadline_at END AS due_at,
      NULL::text AS due_on, NULL::int AS count
    FROM call c CROSS JOIN LATERAL (SELECT
      c.body_id = ${among(approver)} AS approves,
      c.body_id = ${among(approver)} AND c.drafted_by_id <> ${actor.accountId}::uuid
        AND c.submitted_by_id IS DISTINCT FROM ${actor.accountId}::uuid AS publishes,
      EXISTS (SELECT 1 FROM call_share s JOIN opening_key k ON k.id = s.opening_key_id AND k.replaced_at IS NULL
        WHERE s.call_id = c.id AND s.account_id = ${actor.accountId}::uuid)
        AND NOT EXISTS (SELECT 1 FROM opening_confirmation o
          WHERE o.call_id = c.id AND o.account_id = ${actor.accountId}::uuid) AS contributes) x
    WHERE (c.body_id = ${among(either)}
        OR (c.body_id = ${among(any)} AND c.state = 'PUBLISHED' AND x.contributes))
      AND c.state IN ('DRAFT', 'SUBMITTED', 'PUBLISHED', 'OPENED', 'SCORING', 'SCORED')
      AND (c.state <> 'DRAFT' OR (c.drafted_by_id = ${actor.accountId}::uuid AND c.body_id = ${among(officer)}))
    ORDER BY mine DESC, due_at NULLS LAST, c.id LIMIT 100`
  const questions = Prisma.sql`
    SELECT 'questionToAnswer', true, c.id::text, '', c.title, '', c.bid_deadline_at, NULL::text, count(*)::int
    FROM call_question k JOIN call c ON c.id = k.call_id
    WHERE c.body_id = ${among(officer)} AND c.state = 'PUBLISHED' AND c.bid_deadline_at > ${now} AND k.answered_at IS NULL
    GROUP BY c.id ORDER BY c.bid_deadline_at LIMIT 50`
  return officer.length === 0 ? [calls] : [calls, questions]
}
