import type { ReleasePage, StoredRelease } from '#app/domain/open-data/write-package.ts'
import type { Branch } from '#app/domain/open-data/tree.ts'
import type { Tx } from '#app/services/shared/db.server.ts'

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
export async function readReleasePage(db: Tx, after: bigint): Promise<ReleasePage> {
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
export const readRecord = async (db: Tx, callNo: string): Promise<StoredRelease[]> =>
  (await db.openRelease.findMany({ where: { call: { callNo } }, orderBy: { number: 'asc' }, select: columns })).map(
    stored,
  )

const recordsAtOnce = 20
const firstId = '00000000-0000-0000-0000-000000000000'

/** Every process with every release of it, some processes at a time. */
export async function* streamRecords(db: Tx): AsyncGenerator<StoredRelease[][]> {
  let after: string | undefined = firstId
  while (after !== undefined) {
    const calls: { callId: string }[] = await db.openRelease.findMany({
      where: { number: 1, callId: { gt: after } },
      orderBy: { callId: 'asc' },
      take: recordsAtOnce,
      select: { callId: true },
    })
    const rows = await db.openRelease.findMany({
      where: { callId: { in: calls.map(({ callId }) => callId) } },
      orderBy: { number: 'asc' },
      select: { ...columns, callId: true },
    })
    if (calls.length > 0)
      yield calls.map(({ callId }) => rows.flatMap(({ callId: of, ...row }) => (of === callId ? [stored(row)] : [])))
    after = calls[recordsAtOnce - 1]?.callId
  }
}
