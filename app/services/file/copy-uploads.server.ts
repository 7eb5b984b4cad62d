import type { Db } from '#app/services/shared/db.server.ts'
import { type FileStore, sha256Of } from '#app/services/shared/file-store.server.ts'

export type Copied = {
  /** Uploads that the database knows, of those that were looked at. */
  known: number
  copied: number
  /** Of those that were copied. */
  bytes: number
  /** SHA-256 (hex) of what the database knows and the store has not, or has with other bytes. */
  missing: string[]
}

/** Ids begin with the hour: what was uploaded an hour ago is looked at once more, since a transaction may take its time. */
const lookBack = '-1 hour'

/** Every digest under which something of an upload lies in the store, from the rows written since `recently`, or from all. */
export const uploadsKnown = async (db: Db, { recently }: { recently: boolean }): Promise<string[]> => {
  const rows = recently
    ? await db.$queryRaw<{ sha256: string }[]>`
        SELECT f.sha256 FROM file f WHERE f.id > uuidv7(${lookBack}::interval)
        UNION SELECT unnest(ARRAY[p.shown_sha256, p.small_sha256]) FROM picture p WHERE p.file_id > uuidv7(${lookBack}::interval)`
    : await db.$queryRaw<{ sha256: string }[]>`
        SELECT sha256 FROM file UNION SELECT unnest(ARRAY[shown_sha256, small_sha256]) FROM picture`
  return rows.map(({ sha256 }) => sha256)
}

/**
 * Copies uploads from one store into another: all at first, from then on those of the last hour, each once. What `to` has already is not
 * read again; what is copied is held against its digest.
 */
export function createUploadsCopy({ db, from, to }: { db: Db; from: Pick<FileStore, 'get'>; to: FileStore }) {
  let there: Set<string> | undefined
  return async (): Promise<Copied> => {
    const uploads = await uploadsKnown(db, { recently: there !== undefined })
    const have = there ?? (await setOf(to.digests()))
    const told: Copied = { known: uploads.length, copied: 0, bytes: 0, missing: [] }
    for (const sha256 of uploads) {
      if (have.has(sha256)) continue
      const bytes = await from.get(sha256)
      if (bytes === undefined || sha256Of(bytes) !== sha256) {
        told.missing.push(sha256)
        continue
      }
      await to.put(bytes)
      have.add(sha256)
      told.copied += 1
      told.bytes += bytes.byteLength
    }
    there = have
    return told
  }
}

export async function setOf<Item>(items: AsyncIterable<Item>): Promise<Set<Item>> {
  const set = new Set<Item>()
  for await (const item of items) set.add(item)
  return set
}
