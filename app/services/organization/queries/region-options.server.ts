import type { Locale, Runtime } from '#app/services/shared/context.server.ts'

export type RegionOption = { value: string; label: string }

/** Districts and towns with the way to them: the tree as one list, in its own order. */
export async function readRegionOptions({
  db,
  locale,
}: Pick<Runtime, 'db'> & { locale: Locale }): Promise<RegionOption[]> {
  const regions = await db.region.findMany({
    where: { level: { in: ['CITY', 'DISTRICT', 'TOWN'] } },
    orderBy: { path: 'asc' },
    select: { id: true, parentId: true, nameZh: true, nameEn: true },
  })
  const byId = new Map(regions.map((region) => [region.id, region]))
  const nameOf = (region: { parentId: string | null; nameZh: string; nameEn: string }): string[] => {
    const parent = region.parentId === null ? undefined : byId.get(region.parentId)
    return [...(parent === undefined ? [] : nameOf(parent)), locale === 'en' ? region.nameEn : region.nameZh]
  }
  return regions.map((region) => ({ value: region.id, label: nameOf(region).join(locale === 'en' ? ' › ' : '') }))
}
