import { createHash } from 'node:crypto'
import {
  type AuditRow,
  type Book,
  type BookRow,
  books,
  type Digest,
  type EventRow,
  type LedgerRow,
} from '#app/domain/audit-trail/canonical.ts'
import type { BookSource, Chains, LinkedRow, Unlinked } from '#app/domain/audit-trail/verify.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { atMost } from '#app/services/shared/at-most.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { readDigests } from './queries/digests.server.ts'

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** Links read at a time. */
const batchSize = 5000
/** Minutes after which a row that has no link is a fault: the worker links every few seconds. */
const lateMinutes = 5
/** How long an address is kept at least: 网络安全法 asks for logs of six months; guard_audit_event() holds it too. */
const leastKept = '6 months'

const instant = (column: string) => Prisma.raw(`to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`)

// The columns as they are, never through chain_text(): what checks does not ask what it checks.
const rows = {
  audit: Prisma.sql`SELECT e.id::text AS id, ${instant('e.at')} AS at, e.actor_id::text AS "actorId", e.actor_name AS "actorName", s.name_salt::text AS "nameSalt",
    s.name_seal AS "nameSeal", e.type, e.entity, e.entity_id::text AS "entityId", e.body_id::text AS "bodyId", e.organization_id::text AS "organizationId",
    e.data::text AS data, e.request_id AS "requestId", e.ip, s.address_salt::text AS "addressSalt", s.address_seal AS "addressSeal"
    FROM audit_event e JOIN audit_seal s ON s.event_id = e.id WHERE e.id = l.row_id::bigint`,
  event: Prisma.sql`SELECT e.id::text AS id, e.type, e.entity, e.entity_id::text AS "entityId", e.call_id::text AS "callId", e.project_id::text AS "projectId",
    e.is_public::text AS "isPublic", e.data::text AS data, ${instant('e.occurred_at')} AS "occurredAt" FROM event e WHERE e.id = l.row_id::uuid`,
  ledger: Prisma.sql`SELECT e.id::text AS id, e.seq::text AS seq, e.kind, e.phase, e.resolves_id::text AS "resolvesId", e.reverses_id::text AS "reversesId",
    e.idempotency_key AS "idempotencyKey", encode(e.request_hash, 'hex') AS "requestHash", e.effective_on::text AS "effectiveOn",
    ${instant('e.recorded_at')} AS "recordedAt", e.actor_id::text AS "actorId", e.memo,
    (SELECT coalesce(json_agg(json_build_array(p.line::text, a.code, p.amount::text) ORDER BY p.line), '[]') FROM ledger_posting p
      JOIN ledger_account a ON a.id = p.account_id WHERE p.entry_id = e.id) AS postings
    FROM ledger_entry e WHERE e.id = l.row_id::uuid`,
} as const satisfies Record<Book, Prisma.Sql>

const unlinkedOf = {
  audit: Prisma.raw('audit_event'),
  event: Prisma.raw('event'),
  ledger: Prisma.raw('ledger_entry'),
} as const satisfies Record<Book, Prisma.Sql>

type Found = { position: bigint; rowId: string; rowHash: string; hash: string } & Omit<
  AuditRow & EventRow & LedgerRow,
  'book' | 'id'
> & { id: string | null }

async function* linksOf(tx: Tx, book: Book): AsyncGenerator<LinkedRow[]> {
  let after = -1n
  for (;;) {
    const found = await tx.$queryRaw<Found[]>`
      SELECT l.position, l.row_id AS "rowId", l.row_hash AS "rowHash", l.hash, r.* FROM chain_link l LEFT JOIN LATERAL (${rows[book]}) r ON true
      WHERE l.book = ${book} AND l.position > ${after} ORDER BY l.position LIMIT ${atMost(batchSize)}`
    yield found.map(({ position, rowId, rowHash, hash, ...row }) => ({
      position: Number(position),
      rowId,
      rowHash,
      hash,
      row: row.id === null ? null : ({ ...row, book } as BookRow),
    }))
    const last = found.at(-1)
    if (last === undefined || found.length < batchSize) return
    after = last.position
  }
}

async function sourceOf(tx: Tx, book: Book): Promise<BookSource> {
  const [head] = await tx.$queryRaw<{ position: bigint }[]>`SELECT position FROM chain_head WHERE book = ${book}`
  // Of a transaction that still runs nothing is seen; one that has just ended is linked in the next round.
  const unlinked = await tx.$queryRaw<Unlinked[]>`
    SELECT e.id::text AS "rowId", h.book IS NULL OR h.linked_at < now() - make_interval(mins => ${lateMinutes}) AS "isLate", coalesce(e.written_in < h.next_in, false) AS "isBehind"
    FROM ${unlinkedOf[book]} e LEFT JOIN chain_head h ON h.book = ${book}
    WHERE NOT EXISTS (SELECT 1 FROM chain_link l WHERE l.book = ${book} AND l.row_id = e.id::text) LIMIT 1000`
  return { links: linksOf(tx, book), unlinked, headCount: head === undefined ? null : Number(head.position) }
}

/** Everything that is to be checked, as of one moment; rows are read when they are asked for. `saved`: digests kept elsewhere. */
export async function readChains(tx: Tx, saved: readonly Digest[]): Promise<Chains> {
  const sources = {} as Record<Book, BookSource>
  for (const book of books) sources[book] = await sourceOf(tx, book)
  const restores = await tx.$queryRaw<{ toAt: string; at: string }[]>`
    SELECT data ->> 'restoredTo' AS "toAt", ${instant('at')} AS at FROM audit_event WHERE type = 'site.restored' ORDER BY id`
  const [times] = await tx.$queryRaw<{ before: string }[]>`
    SELECT ${instant(`(clock() - interval '${leastKept}')`)} AS before`
  const erased = await tx.$queryRaw<{ id: string }[]>`
    SELECT entity_id::text AS id FROM audit_event WHERE type = 'account.erased' AND entity = 'account'`
  return {
    sources,
    digests: await readDigests(tx),
    saved,
    restores,
    mayEraseBefore: times?.before ?? '',
    erasedActors: new Set(erased.map(({ id }) => id)),
  }
}
