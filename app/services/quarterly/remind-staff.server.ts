import { type Day, toDay } from '#app/domain/shared/day.ts'
import type { Teller } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'

type Claim = (subject: string, due: { subjectId: string; dueOn: Day }) => Promise<boolean>

/** Certificates of people employed today that will run out, where none of the same kind counts for longer. */
export async function remindStaff(tx: Tx, teller: Teller, claim: Claim): Promise<number> {
  const rows = await tx.$queryRaw<
    {
      id: string
      staffId: string
      kind: string
      validUntil: string
      organizationId: string
      name: string
    }[]
  >`
    SELECT c.id::text, m.id::text AS "staffId", c.kind, c.valid_until::text AS "validUntil", o.id::text AS "organizationId", o.name
    FROM staff_certificate c JOIN staff_member m ON m.id = c.staff_id JOIN organization o ON o.id = m.organization_id
    WHERE c.withdrawn_at IS NULL AND c.valid_until BETWEEN today() AND today() + 120 AND m.anonymized_at IS NULL AND (m.until_on IS NULL OR m.until_on >= today())
      AND o.state <> 'ENDED' AND NOT EXISTS (SELECT 1 FROM staff_certificate n WHERE n.staff_id = c.staff_id AND n.kind = c.kind AND n.withdrawn_at IS NULL
        AND (n.valid_until IS NULL OR n.valid_until > c.valid_until)) ORDER BY c.id`
  let told = 0
  for (const { id, staffId, kind, validUntil, organizationId, name } of rows) {
    if (!(await claim('STAFF_CERTIFICATE', { subjectId: id, dueOn: toDay(validUntil) }))) continue
    told += 1
    await tell(tx, teller, { organizationId, roles: ['OWNER', 'EDITOR'] }, 'staffCertificateExpiring', {
      organizationName: name,
      certificateKey: `staff.certificate.${kind}`,
      validUntilOn: validUntil,
      url: `/ngo/staff/${staffId}`,
    })
  }
  return told
}
