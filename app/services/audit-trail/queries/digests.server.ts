import type { Digest } from '#app/domain/audit-trail/canonical.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'

type Row = {
  day: string
  madeAt: string
  previous: string
  digest: string
} & Record<`${'audit' | 'event' | 'ledger'}Count`, bigint> &
  Record<`${'audit' | 'event' | 'ledger'}Hash`, string>

/** The published digests by day, the earliest first; `latest`: only so many of the latest. */
export async function readDigests(db: Tx, latest?: number): Promise<Digest[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT * FROM (SELECT day::text, audit_count AS "auditCount", audit_hash AS "auditHash", event_count AS "eventCount", event_hash AS "eventHash",
      ledger_count AS "ledgerCount", ledger_hash AS "ledgerHash", previous, digest, to_char(made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "madeAt"
      FROM chain_digest ORDER BY day DESC ${latest === undefined ? Prisma.empty : Prisma.sql`LIMIT ${atMost(latest)}`}) d ORDER BY day`
  return rows.map((row) => ({
    day: row.day,
    audit: { count: Number(row.auditCount), hash: row.auditHash },
    event: { count: Number(row.eventCount), hash: row.eventHash },
    ledger: { count: Number(row.ledgerCount), hash: row.ledgerHash },
    madeAt: row.madeAt,
    previous: row.previous,
    digest: row.digest,
  }))
}
