import type { Db } from '#app/services/shared/db.server.ts'

/** All open data in one file. `size`: bytes; `lastRelease`: the number of the last release in it. */
export type Bundle = { id: string; madeAt: Date; sha256: string; size: number; lastRelease: bigint }

/** The one that is given out: the latest that is whole. */
export async function readBundle(db: Db): Promise<Bundle | undefined> {
  const row = await db.openBundle.findFirst({
    where: { finishedAt: { not: null } },
    orderBy: [{ finishedAt: 'desc' }, { id: 'desc' }],
  })
  if (row?.finishedAt == null || row.sha256 === null || row.size === null || row.lastRelease === null) return undefined
  const { id, begunAt, sha256, size, lastRelease } = row
  // The state of the data is that of its beginning.
  return { id, madeAt: begunAt, sha256, size: Number(size), lastRelease }
}
