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
      WHEN 'appeal' THEN (SELECT title FROM appeal WHERE id = entity_id)
      WHEN 'fund' THEN (SELECT name FROM fund WHERE id = entity_id)
      WHEN 'remedy' THEN (SELECT c.title FROM remedy r JOIN call c ON c.id = r.call_id WHERE r.id = entity_id)
      WHEN 'organization' THEN (SELECT name FROM organization WHERE id = entity_id)
    END AS title FROM audit_event
    WHERE actor_id = ${actor.accountId}::uuid AND at > ${now}::timestamptz - interval '30 days' AND type NOT LIKE 'account.%'
    ORDER BY at DESC, id DESC LIMIT 10`
  return rows.map(({ type, at, title }) => ({ type, at: at.toISOString(), title: title ?? '' }))
}
