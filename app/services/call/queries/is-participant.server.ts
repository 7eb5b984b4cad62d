import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'

/** Whether the asking person takes part in a rehearsal: of its body, of an invited organization, drawn for or seated on its panel. */
export async function isParticipant(
  { db, actor }: Pick<Context, 'actor'> & { readonly db: Tx },
  callId: string,
): Promise<boolean> {
  if (actor.accountId === undefined) return false
  const bodies = actor.bodies.map(({ bodyId }) => bodyId)
  const organizations = actor.organizations.map(({ organizationId }) => organizationId)
  const expert = actor.expertId ?? null
  const [row] = await db.$queryRaw<{ takes_part: boolean }[]>`
    SELECT c.body_id = ${among(bodies)}
      OR EXISTS (SELECT 1 FROM call_invitee i WHERE i.call_id = c.id AND i.organization_id = ${among(organizations)})
      OR EXISTS (SELECT 1 FROM panel p JOIN seat s ON s.panel_id = p.id WHERE p.call_id = c.id AND s.expert_id = ${expert}::uuid)
      OR EXISTS (SELECT 1 FROM panel_draw d JOIN draw_place l ON l.draw_id = d.id WHERE d.call_id = c.id AND l.expert_id = ${expert}::uuid AND l.state <> 'WAITING')
      AS takes_part
    FROM call c WHERE c.id = ${callId}::uuid`
  return row?.takes_part ?? false
}
