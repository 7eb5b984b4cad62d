import type { ReleasePage, StoredRelease } from '#app/domain/open-data/write-package.ts'
import type { Branch } from '#app/domain/open-data/tree.ts'
import type { Db } from '#app/services/shared/db.server.ts'

export const releasesPerPage = 100

type Row = {
  sequence: bigint
  number: number
  tags: string[]
  releasedAt: Date
  content: unknown
  call: { callNo: string | null }
}
const columns = {
  sequence: true,
  number: true,
  tags: true,
  releasedAt: true,
  content: true,
  call: { select: { callNo: true } },
} as const

const stored = ({ call, content, ...row }: Row): StoredRelease => ({
  ...row,
  processNo: call.callNo ?? '',
  content: content as Branch,
})

/**
 * Releases after a number, in the order of their numbers. Whoever has read up to a number has read everything committed before it: numbers
 * are given in the order of commits (open_release).
 */
export async function readReleasePage(db: Db, after: bigint): Promise<ReleasePage> {
  const rows = await db.openRelease.findMany({
    where: { sequence: { gt: after } },
    orderBy: { sequence: 'asc' },
    take: releasesPerPage + 1,
    select: columns,
  })
  return {
    after,
    pageSize: releasesPerPage,
    hasMore: rows.length > releasesPerPage,
    releases: rows.slice(0, releasesPerPage).map(stored),
  }
}

/** Every release of one process, the oldest first; none where there is no such process. */
export const readRecord = async (db: Db, callNo: string): Promise<StoredRelease[]> =>
  (await db.openRelease.findMany({ where: { call: { callNo } }, orderBy: { number: 'asc' }, select: columns })).map(
    stored,
  )
