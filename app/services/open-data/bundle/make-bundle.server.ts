import type { Db, Tx } from '#app/services/shared/db.server.ts'
import type { FileStore } from '#app/services/shared/file-store.server.ts'
import { isBundleDue } from './plan-bundle.server.ts'
import { type BundlePart, zipParts } from './zip-parts.server.ts'

export type MadeBundle = { id: string; sha256: string; size: number }
type Around = { db: Db; files: FileStore }
/** The files of a bundle, read within `tx`. */
export type BundleContent = (tx: Tx, now: Date) => AsyncIterable<BundlePart>

/** Hours that the making may take: beyond them something is wrong, and the old one stays. */
const hoursMax = 6

/**
 * Writes all open data as one file, from one state of the database, and gives it out in place of the one before, which goes then. One at a
 * time, however many workers: undefined where another is at it, or where it is not due any more. `isAsked`: somebody asked for it, due or
 * not. Whatever ends it midway, the one before stays; what is left over is taken away the next time.
 */
export const makeBundle = (
  { db, files }: Around,
  content: BundleContent,
  { now, isAsked = false }: { now: Date; isAsked?: boolean },
): Promise<MadeBundle | undefined> =>
  db.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ isOurs: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(hashtextextended('open-data:bundle', 0)) AS "isOurs"`
      if (lock?.isOurs !== true || (!isAsked && !(await isBundleDue(db)))) return undefined
      // Nobody else is at it: what is unfinished was left by a worker that ended.
      await remove({ db, files }, { finishedAt: null })
      const { id } = await db.openBundle.create({ data: {}, select: { id: true } })
      const [last] = await tx.$queryRaw<{ sequence: bigint }[]>`
        SELECT coalesce(max(sequence), 0) AS sequence FROM open_release`
      const { sha256, size } = await files.putLarge(id, zipParts(content(tx, now), now))
      await db.$executeRaw`UPDATE open_bundle SET finished_at = greatest(clock(), begun_at), sha256 = ${sha256}, size = ${size},
        last_release = ${last?.sequence ?? 0n} WHERE id = ${id}::uuid`
      await remove({ db, files }, { finishedAt: { not: null }, id: { not: id } })
      return { id, sha256, size }
    },
    { isolationLevel: 'RepeatableRead', timeout: hoursMax * 3_600_000, maxWait: 10_000 },
  )

/** First the bytes, then the row: nothing is forgotten where this ends between. Whoever reads the bytes already reads on. */
async function remove({ db, files }: Around, where: { finishedAt: null | { not: null }; id?: { not: string } }) {
  for (const { id } of await db.openBundle.findMany({ where, select: { id: true } })) {
    await files.deleteLarge(id)
    await db.openBundle.delete({ where: { id } })
  }
}
