import { isNegotiated, negotiatedRecord, viewNegotiated } from '#app/domain/award/negotiated.ts'
import {
  type DecidedRecord,
  type NamedOrganization,
  type ResultView,
  viewResult,
} from '#app/domain/award/result-view.ts'
import { decisionRecordSchema } from '#app/domain/scoring/decision-record.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma, type Result } from '#prisma/generated/client.ts'

/** The stored record, its keys in the order of the format: the database keeps them in its own. */
export function parseDecided(stored: unknown): DecidedRecord {
  const { results, ...record } = decisionRecordSchema.parse(stored)
  if (results === undefined) throw new Error('a stored record has results')
  return { ...record, results }
}

/** A stored result as pages show it: scored, or agreed on at a table. */
export const viewStored = (
  { record, recordSha256 }: Pick<Result, 'record' | 'recordSha256'>,
  names: ReadonlyMap<string, NamedOrganization>,
): ResultView =>
  isNegotiated(record)
    ? viewNegotiated(negotiatedRecord.parse(record), names, recordSha256)
    : viewResult(parseDecided(record), names)

/** Of a call's results the one in force: the latest that every member signed (SQL: the view current_result). */
export const inForce = { where: { signedAt: { not: null } }, orderBy: { versionNo: 'desc' }, take: 1 } as const

/** Records name bids by id; pages name their organizations. */
export const bidNames = (callId: string): Reading<Map<string, NamedOrganization>> =>
  reading(
    Prisma.sql`
    SELECT b.id, g.id AS "organizationId", g.name FROM bid b JOIN organization g ON g.id = b.organization_id
    WHERE b.call_id = ${callId}::uuid AND EXISTS (SELECT 1 FROM bid_result r WHERE r.bid_id = b.id)`,
    (rows: (NamedOrganization & { id: string })[]) => new Map(rows.map(({ id, ...named }) => [id, named])),
  )

export const readBidNames = (tx: Tx, callId: string): Promise<Map<string, NamedOrganization>> =>
  readOne(tx, bidNames(callId))

/** The result in force of a call's current round; null while the panel has not signed one. */
export const readInForce = (tx: Db | Tx, callId: string): Promise<Result | null> =>
  tx.result.findFirst({ ...inForce, where: { ...inForce.where, callId } })
