import { createHash } from 'node:crypto'
import { type Actor, anonymous, type BodyRole, type OrganizationRole } from '#app/domain/shared/actor.ts'
import type { Db } from '#app/services/shared/db.server.ts'

/** SHA-256 of a token: all that the database keeps of it. */
export const hashToken = (token: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHash('sha256').update(token).digest())

type Row = {
  session_id: string
  account_id: string
  name: string
  email: string
  is_administrator: boolean
  expert_id: string | null
  second_factor_at: Date | null
  is_enrolled: boolean
  bodies: { bodyId: string; role: BodyRole }[]
  organizations: { organizationId: string; role: OrganizationRole }[]
  touch: boolean
}

/** Idle limits (hours): people who decide over others' money are signed out sooner. */
export const idleHours = { staff: 2, others: 24 } as const

/** One statement: the session, its person, and what they may be. Roles that need a second factor count only after it. */
export async function readSession(db: Db, token: string): Promise<Actor> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT s.id AS session_id, a.id AS account_id, a.name, a.email::text, a.is_administrator, x.id AS expert_id, s.second_factor_at, a.totp_confirmed_at IS NOT NULL AS is_enrolled,
      (SELECT coalesce(json_agg(json_build_object('bodyId', m.body_id, 'role', m.role)), '[]') FROM body_membership m WHERE m.account_id = a.id) AS bodies,
      (SELECT coalesce(json_agg(json_build_object('organizationId', m.organization_id, 'role', m.role)), '[]') FROM organization_membership m WHERE m.account_id = a.id) AS organizations,
      s.last_seen_at < now() - interval '5 minutes' AS touch
    FROM session s JOIN account a ON a.id = s.account_id LEFT JOIN expert x ON x.account_id = a.id AND x.is_active
    WHERE s.token_hash = ${hashToken(token)} AND s.revoked_at IS NULL AND s.expires_at > now() AND a.state = 'ACTIVE'
      AND s.last_seen_at > now() - make_interval(hours => CASE
        WHEN a.is_administrator OR x.id IS NOT NULL OR EXISTS (SELECT 1 FROM body_membership m WHERE m.account_id = a.id)
        THEN ${idleHours.staff}::int ELSE ${idleHours.others}::int END)`
  if (row === undefined) return anonymous
  if (row.touch) await db.$executeRaw`UPDATE session SET last_seen_at = now() WHERE id = ${row.session_id}::uuid`
  // Who has set one up uses it, obliged or not: a stolen password opens nothing.
  const needsSecondFactor = row.is_enrolled || row.is_administrator || row.expert_id !== null || row.bodies.length > 0
  const owes = needsSecondFactor && row.second_factor_at === null
  return {
    accountId: row.account_id,
    name: row.name,
    email: row.email,
    sessionId: row.session_id,
    isAdministrator: row.is_administrator && !owes,
    expertId: owes ? undefined : (row.expert_id ?? undefined),
    bodies: owes ? [] : row.bodies,
    organizations: owes ? [] : row.organizations,
    owesSecondFactor: owes,
  }
}
