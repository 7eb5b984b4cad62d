import type { Db } from '#app/services/shared/db.server.ts'

/** Ids of the library's documents by their numbers. */
export type KnownDocuments = ReadonlyMap<string, string>

/** A document that is entered is linked from elsewhere so much later at most. */
const keptMs = 30_000
const kept = new WeakMap<Db, { until: number; documents: Promise<KnownDocuments> }>()

/** Read at most twice a minute, whatever is asked for: every page may name documents. */
export function readKnownDocuments(db: Db, now: Date): Promise<KnownDocuments> {
  const held = kept.get(db)
  if (held !== undefined && now.getTime() < held.until) return held.documents
  const documents = db.policyDocument
    .findMany({ where: { documentNo: { not: '' } }, select: { id: true, documentNo: true } })
    .then((rows) => new Map(rows.map(({ id, documentNo }) => [documentNo, id])))
  kept.set(db, { until: now.getTime() + keptMs, documents })
  documents.catch(() => kept.delete(db))
  return documents
}
