import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { capPolicy } from '#app/domain/cap/policy.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { ExceededCap } from './releases.server.ts'

type Row = {
  trancheId: string
  projectId: string
  projectTitle: string
  projectNo: string
  position: number
  milestoneTitle: string
  organizationName: string
  amountFen: string
  caps: ExceededCap[]
  bodyId: string
  requestedById: string
  verifiedById: string
}
export type PaymentToApprove = Omit<Row, 'bodyId' | 'requestedById' | 'verifiedById'> & { mayApprove: boolean }

/** Payments of the reader's bodies above a limit that asks for one more person; one statement. */
export async function readPaymentsToApprove({ db, actor, now }: Context): Promise<PaymentToApprove[]> {
  const mine = bodiesWhere(actor, 'OFFICER', 'APPROVER')
  const rows = await db.$queryRaw<Row[]>`
    SELECT t.id AS "trancheId", p.id AS "projectId", p.title AS "projectTitle", p.project_no AS "projectNo", m.position::int AS position,
      m.title AS "milestoneTitle", o.name AS "organizationName", t.amount_fen::text AS "amountFen", x.caps, p.body_id AS "bodyId",
      t.requested_by_id AS "requestedById", t.verified_by_id AS "verifiedById"
    FROM tranche t JOIN milestone m ON m.id = t.milestone_id JOIN project p ON p.id = t.project_id JOIN organization o ON o.id = p.organization_id
      CROSS JOIN LATERAL (SELECT jsonb_agg(jsonb_build_object('scope', c.scope, 'effect', c.effect, 'amountFen', c.amount_fen::text,
        'spentFen', spent_under(c, ${now}::timestamptz)::text, 'reason', c.reason)) AS caps FROM caps_exceeded(t.id, ${now}::timestamptz) c WHERE c.effect = 'APPROVAL') x
    WHERE t.state = 'CLAIMABLE' AND p.body_id = ${among(mine)} AND x.caps IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM payment_approval g WHERE g.tranche_id = t.id)
    ORDER BY t.id LIMIT 100`
  return rows.map(({ bodyId, requestedById, verifiedById, ...row }) => ({
    ...row,
    mayApprove: may(capPolicy, 'approvePayment', actor, { bodyId, requestedById, verifiedById }),
  }))
}
