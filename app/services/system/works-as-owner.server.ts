import type { Db } from '#app/services/shared/db.server.ts'

/**
 * Whether this connection may do what only the database's owner may: change the audit, read a sealed envelope past its door, drop a rule.
 * The site works as a role that owns nothing; what it is kept from by PostgreSQL would hold no longer.
 */
export async function worksAsOwner(db: Pick<Db, '$queryRaw'>): Promise<boolean> {
  const [row] = await db.$queryRaw<{ owns: boolean }[]>`
    SELECT r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR pg_has_role(current_user, c.relowner, 'MEMBER') AS owns
    FROM pg_roles r, pg_class c WHERE r.rolname = current_user AND c.oid = 'audit_event'::regclass`
  return row?.owns ?? true
}
