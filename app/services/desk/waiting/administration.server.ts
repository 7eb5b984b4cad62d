import type { Context } from '#app/services/shared/context.server.ts'
import { Prisma } from '#prisma/generated/client.ts'

/** Letters that could not be sent, requests about personal data, and invitations nobody has taken up yet. */
export const administrationWaiting = ({ actor, now }: Context): Prisma.Sql[] =>
  actor.isAdministrator
    ? [
        Prisma.sql`
          SELECT 'messagesFailed' AS kind, true AS mine, '' AS id, '' AS of, '' AS title, '' AS part,
            NULL::timestamptz AS due_at, NULL::text AS due_on, count(*)::int AS count
          FROM message WHERE state IN ('FAILED', 'DOUBTFUL') HAVING count(*) > 0`,
        Prisma.sql`
          SELECT 'dataRequestToAnswer', true, id::text, '', request_no, '', NULL::timestamptz, due_on::text, NULL::int
          FROM data_request WHERE confirmed_at IS NOT NULL AND answered_at IS NULL ORDER BY due_on, id LIMIT 50`,
        Prisma.sql`
          SELECT 'invitationsOpen', false, '', '', '', '', NULL::timestamptz, NULL::text, count(*)::int
          FROM invitation WHERE accepted_at IS NULL AND revoked_at IS NULL AND expires_at > ${now} HAVING count(*) > 0`,
      ]
    : []

/** Draws that wait for this expert's answer. */
export const drawsWaiting = ({ actor, now }: Context): Prisma.Sql[] =>
  actor.expertId === undefined
    ? []
    : [
        Prisma.sql`
          SELECT 'panelInvited' AS kind, true AS mine, l.id::text AS id, '' AS of, c.title, '' AS part, l.due_at,
            NULL::text AS due_on, NULL::int AS count
          FROM draw_place l JOIN panel_draw d ON d.id = l.draw_id JOIN call c ON c.id = d.call_id
          WHERE l.expert_id = ${actor.expertId}::uuid AND l.state = 'CALLED' AND l.due_at >= ${now}
          ORDER BY l.due_at LIMIT 50`,
      ]
