import type { Context } from './context.server.ts'
import type { Db } from './db.server.ts'

export type RegionOption = { id: string; code: string; depth: number; name: string }

export type Region = { id: string; code: string; parentId: string | null; depth: number; zh: string; en: string }

// The tree comes with the installation and all but never changes: read once a minute for passers-by, not once a visitor. Who is signed in may be
// at work on it, or with what was just added.
const keptMs = 60_000
const kept = new WeakMap<Db, { at: number; regions: Promise<readonly Region[]> }>()
const depths = { CITY: 0, DISTRICT: 1, TOWN: 2, COMMUNITY: 3 }

/** Who asks, and when. */
export type RegionReader = Pick<Context, 'db' | 'now' | 'actor'>

/** The region tree as one list, each below its parent. */
export function readRegions({ db, now, actor }: RegionReader): Promise<readonly Region[]> {
  const last = kept.get(db)
  if (actor.accountId === undefined && last !== undefined && Math.abs(now.getTime() - last.at) < keptMs)
    return last.regions
  const regions = db.region
    .findMany({
      orderBy: { path: 'asc' },
      select: { id: true, code: true, parentId: true, level: true, nameZh: true, nameEn: true },
    })
    .then((rows) =>
      rows.map(({ level, nameZh, nameEn, ...row }) => ({ ...row, depth: depths[level], zh: nameZh, en: nameEn })),
    )
  kept.set(db, { at: now.getTime(), regions })
  regions.catch(() => kept.delete(db))
  return regions
}

export async function readRegionOptions(
  ctx: Pick<Context, 'db' | 'locale' | 'now' | 'actor'>,
): Promise<RegionOption[]> {
  const regions = await readRegions(ctx)
  return regions.map(({ id, code, depth, zh, en }) => ({ id, code, depth, name: ctx.locale === 'en' ? en : zh }))
}
