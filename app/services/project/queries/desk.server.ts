import { bodiesWhere, organizationsWhere } from '#app/domain/shared/actor.ts'
import type { Context } from '#app/services/shared/context.server.ts'

/** Something of this area that waits for the reader. `id` is that of the thing its page shows. */
export type DeskItem = {
  kind:
    | 'contractToDraft'
    | 'contractToOffer'
    | 'contractToSign'
    | 'reportDue'
    | 'reportToSubmit'
    | 'reportToDecide'
    | 'trancheToRelease'
    | 'objectionToAnswer'
    | 'objectionToClose'
  id: string
  title: string
  /** Which milestone, where it is one. */
  part: string
  dueOn: string | null
}

/** Everything of projects, milestones and money that waits for the actor, the soonest due first; one statement. */
export async function waitingOn(ctx: Context): Promise<DeskItem[]> {
  const officer = bodiesWhere(ctx.actor, 'OFFICER')
  const approver = bodiesWhere(ctx.actor, 'APPROVER')
  const finance = bodiesWhere(ctx.actor, 'FINANCE')
  const supervisor = bodiesWhere(ctx.actor, 'SUPERVISOR')
  const member = organizationsWhere(ctx.actor, 'OWNER', 'EDITOR', 'CERTIFIER')
  const certifier = organizationsWhere(ctx.actor, 'CERTIFIER')
  if (
    ctx.actor.accountId === undefined ||
    [officer, approver, finance, supervisor, member].every((ids) => ids.length === 0)
  )
    return []
  return ctx.db.$queryRaw<DeskItem[]>`
    SELECT * FROM (
      SELECT CASE WHEN k.state = 'OFFERED' THEN 'contractToSign' WHEN k.terms = '' THEN 'contractToDraft' ELSE 'contractToOffer' END AS kind,
        p.id, p.title, '' AS part, NULL::text AS "dueOn"
      FROM project p JOIN contract k ON k.id = p.contract_id
      WHERE p.state = 'PREPARING' AND (
        (k.state = 'OFFERED' AND p.organization_id = ANY(${certifier}::uuid[]))
        OR (k.state = 'DRAFT' AND k.terms = '' AND p.body_id = ANY(${officer}::uuid[]))
        OR (k.state = 'DRAFT' AND k.terms <> '' AND p.body_id = ANY(${approver}::uuid[])))
      UNION ALL
      SELECT CASE WHEN m.state = 'REPORTED' THEN 'reportToDecide' WHEN r.id IS NOT NULL THEN 'reportToSubmit' ELSE 'reportDue' END,
        m.id, p.title, m.title, m.due_on::text
      FROM milestone m JOIN project p ON p.id = m.project_id LEFT JOIN report r ON r.milestone_id = m.id AND r.state = 'DRAFT'
      WHERE p.state = 'ACTIVE' AND (
        (m.state = 'REPORTED' AND p.body_id = ANY(${officer}::uuid[]))
        OR (m.state IN ('PLANNED', 'RETURNED') AND p.organization_id = ANY(${member}::uuid[])
          AND (r.id IS NOT NULL OR m.state = 'RETURNED'
            OR m.due_on <= (${ctx.now}::timestamptz AT TIME ZONE 'Asia/Shanghai')::date + 30)))
      UNION ALL
      SELECT 'trancheToRelease', t.id, p.title, m.title, NULL
      FROM tranche t JOIN milestone m ON m.id = t.milestone_id JOIN project p ON p.id = t.project_id
      WHERE t.state = 'CLAIMABLE' AND p.body_id = ANY(${finance}::uuid[])
      UNION ALL
      SELECT CASE WHEN j.state = 'OPEN' THEN 'objectionToAnswer' ELSE 'objectionToClose' END, p.id, p.title, '', NULL
      FROM objection j JOIN project p ON p.id = j.project_id
      WHERE (j.state = 'OPEN' AND p.body_id = ANY(${officer}::uuid[])) OR (j.state = 'ANSWERED' AND p.body_id = ANY(${supervisor}::uuid[]))
    ) waiting ORDER BY "dueOn" NULLS LAST, title LIMIT 50`
}
