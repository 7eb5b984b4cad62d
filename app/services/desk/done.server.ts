import type { Context } from '#app/services/shared/context.server.ts'

/** `title`: the call, the project or the thing it was done to. */
export type DoneItem = { type: string; at: string; title: string }

/** What this person did in the last thirty days, as the audit trail has it; coming and going left out. */
export async function readDone({ db, actor, now }: Context): Promise<DoneItem[]> {
  if (actor.accountId === undefined) return []
  const rows = await db.$queryRaw<{ type: string; at: Date; title: string | null }[]>`
    SELECT type, at, CASE entity
      WHEN 'call' THEN (SELECT title FROM call WHERE id = entity_id)
      WHEN 'bid' THEN (SELECT c.title FROM bid b JOIN call c ON c.id = b.call_id WHERE b.id = entity_id)
      WHEN 'panel' THEN (SELECT c.title FROM panel p JOIN call c ON c.id = p.call_id WHERE p.id = entity_id)
      WHEN 'score_sheet' THEN (SELECT c.title FROM score_sheet s JOIN bid b ON b.id = s.bid_id JOIN call c ON c.id = b.call_id WHERE s.id = entity_id)
      WHEN 'result' THEN (SELECT c.title FROM result r JOIN call c ON c.id = r.call_id WHERE r.id = entity_id)
      WHEN 'award' THEN (SELECT c.title FROM award a JOIN call c ON c.id = a.call_id WHERE a.id = entity_id)
      WHEN 'contract' THEN (SELECT p.title FROM contract k JOIN project p ON p.award_id = k.award_id WHERE k.id = entity_id)
      WHEN 'project' THEN (SELECT title FROM project WHERE id = entity_id)
      WHEN 'milestone' THEN (SELECT p.title FROM milestone m JOIN project p ON p.id = m.project_id WHERE m.id = entity_id)
      WHEN 'report' THEN (SELECT p.title FROM report r JOIN milestone m ON m.id = r.milestone_id JOIN project p ON p.id = m.project_id WHERE r.id = entity_id)
      WHEN 'tranche' THEN (SELECT p.title FROM tranche t JOIN project p ON p.id = t.project_id WHERE t.id = entity_id)
      WHEN 'objection' THEN (SELECT p.title FROM objection o JOIN project p ON p.id = o.project_id WHERE o.id = entity_id)
      WHEN 'amendment' THEN (SELECT p.title FROM amendment d JOIN project p ON p.contract_id = d.contract_id WHERE d.id = entity_id)
      WHEN 'warning' THEN (SELECT p.title FROM warning w JOIN project p ON p.id = w.project_id WHERE w.id = entity_id)
      WHEN 'observation' THEN (SELECT p.title FROM observation v JOIN project p ON p.id = v.project_id WHERE v.id = entity_id)
      WHEN 'evaluation' THEN (SELECT p.title FROM evaluation e JOIN project p ON p.id = e.project_id WHERE e.id = entity_id)
      WHEN 'halt' THEN (SELECT p.title FROM halt h JOIN project p ON p.id = h.project_id WHERE h.id = entity_id)
      WHEN 'service_session' THEN (SELECT p.title FROM service_session s JOIN project p ON p.id = s.project_id WHERE s.id = entity_id)
      WHEN 'service_comment' THEN (SELECT p.title FROM service_comment k JOIN service_session s ON s.id = k.session_id JOIN project p ON p.id = s.project_id WHERE k.id = entity_id)
      WHEN 'expense' THEN (SELECT p.title FROM expense e JOIN project p ON p.id = e.project_id WHERE e.id = entity_id)
      WHEN 'expense_batch' THEN (SELECT p.title FROM expense_batch e JOIN project p ON p.id = e.project_id WHERE e.id = entity_id)
      WHEN 'expense_sample' THEN (SELECT p.title FROM expense_sample e JOIN project p ON p.id = e.project_id WHERE e.id = entity_id)
      WHEN 'cofunding' THEN (SELECT p.title FROM cofunding c JOIN project p ON p.id = c.project_id WHERE c.id = entity_id)
      WHEN 'clawback' THEN (SELECT p.title FROM clawback c JOIN project p ON p.id = c.project_id WHERE c.id = entity_id)
      WHEN 'handover' THEN (SELECT p.title FROM handover h JOIN project p ON p.id = h.project_id WHERE h.id = entity_id)
      WHEN 'quarterly_report' THEN (SELECT p.title FROM quarterly_report q JOIN project p ON p.id = q.project_id WHERE q.id = entity_id)
      WHEN 'final_report' THEN coalesce((SELECT p.title FROM final_report r JOIN project p ON p.id = r.project_id WHERE r.id = entity_id), (SELECT title FROM project WHERE id = entity_id))
      WHEN 'audit' THEN (SELECT p.title FROM audit a JOIN project p ON p.id = a.project_id WHERE a.id = entity_id)
      WHEN 'audit_finding' THEN (SELECT p.title FROM audit_finding f JOIN audit a ON a.id = f.audit_id JOIN project p ON p.id = a.project_id WHERE f.id = entity_id)
      WHEN 'call-question' THEN (SELECT c.title FROM call_question q JOIN call c ON c.id = q.call_id WHERE q.id = entity_id)
      WHEN 'credit-event' THEN (SELECT o.name FROM credit_event c JOIN organization o ON o.id = c.organization_id WHERE c.id = entity_id)
      WHEN 'credit-request' THEN (SELECT o.name FROM credit_request r JOIN credit_event c ON c.id = r.event_id JOIN organization o ON o.id = c.organization_id WHERE r.id = entity_id)
      WHEN 'payout-account' THEN (SELECT o.name FROM payout_account a JOIN organization o ON o.id = a.organization_id WHERE a.id = entity_id)
      WHEN 'return-account' THEN (SELECT b.name_zh FROM return_account a JOIN body b ON b.id = a.body_id WHERE a.id = entity_id)
      WHEN 'showcase' THEN (SELECT coalesce(p.title, c.name_zh) FROM showcase s LEFT JOIN project p ON p.id = s.project_id LEFT JOIN region c ON c.id = s.community_id WHERE s.id = entity_id)
      WHEN 'showcase_quota' THEN (SELECT r.name_zh FROM showcase_quota q JOIN region r ON r.id = q.region_id WHERE q.id = entity_id)
      WHEN 'region_phase' THEN (SELECT r.name_zh FROM region_phase f JOIN region r ON r.id = f.region_id WHERE f.id = entity_id)
      WHEN 'assignment_report' THEN (SELECT a.title FROM assignment_report r JOIN assignment a ON a.id = r.assignment_id WHERE r.id = entity_id)
      WHEN 'assignment' THEN (SELECT title FROM assignment WHERE id = entity_id)
      WHEN 'regional_figure' THEN (SELECT i.name_zh || ' ' || r.name_zh FROM regional_figure f JOIN regional_indicator i ON i.code = f.indicator_code JOIN region r ON r.id = f.region_id WHERE f.id = entity_id)
      WHEN 'incubation' THEN (SELECT coalesce(o.name, i.group_name) FROM incubation i LEFT JOIN organization o ON o.id = i.organization_id WHERE i.id = entity_id)
      WHEN 'incubator' THEN (SELECT name_zh FROM incubator WHERE id = entity_id)
      WHEN 'training' THEN (SELECT title FROM incubator_training WHERE id = entity_id)
      WHEN 'appeal' THEN (SELECT title FROM appeal WHERE id = entity_id)
      WHEN 'need' THEN (SELECT title FROM need WHERE id = entity_id)
      WHEN 'meeting' THEN (SELECT title FROM meeting WHERE id = entity_id)
      WHEN 'task' THEN (SELECT title FROM task_admission WHERE id = entity_id)
      WHEN 'function_transfer' THEN (SELECT title FROM function_transfer WHERE id = entity_id)
      WHEN 'venue' THEN (SELECT name FROM venue WHERE id = entity_id)
      WHEN 'fund' THEN (SELECT name FROM fund WHERE id = entity_id)
      WHEN 'remedy' THEN (SELECT c.title FROM remedy r JOIN call c ON c.id = r.call_id WHERE r.id = entity_id)
      WHEN 'staff' THEN (SELECT o.name FROM staff_member m JOIN organization o ON o.id = m.organization_id WHERE m.id = entity_id)
      WHEN 'callout' THEN (SELECT title FROM callout WHERE id = entity_id)
      WHEN 'volunteer' THEN (SELECT o.name FROM volunteer v JOIN organization o ON o.id = v.organization_id WHERE v.id = entity_id)
      WHEN 'organization' THEN (SELECT name FROM organization WHERE id = entity_id)
    END AS title FROM audit_event
    WHERE actor_id = ${actor.accountId}::uuid AND at > ${now}::timestamptz - interval '30 days' AND type NOT LIKE 'account.%'
    ORDER BY at DESC, id DESC LIMIT 10`
  return rows.map(({ type, at, title }) => ({ type, at: at.toISOString(), title: title ?? '' }))
}
