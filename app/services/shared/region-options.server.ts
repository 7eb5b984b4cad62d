import type { Context } from './context.server.ts'

export type RegionOption = { id: string; code: string; depth: number; name: string }

/** The region tree as one list, each below its parent. */
export async function readRegionOptions({ db, locale }: Pick<Context, 'db' | 'locale'>): Promise<RegionOption[]> {
  const rows = await db.region.findMany({
    orderBy: { path: 'asc' },
    select: { id: true, code: true, path: true, level: true, nameZh: true, nameEn: true },
  })
  const depths = { CITY: 0, DISTRICT: 1, TOWN: 2, COMMUNITY: 3 }
  return rows.map(({ id, code, level, nameZh, nameEn }) => ({
    id,
    code,
    depth: depths[level],
    name: locale === 'en' ? nameEn : nameZh,
  }))
}
