import type { Context } from '#app/services/shared/context.server.ts'
import { readRegions } from '#app/services/shared/region-options.server.ts'

export type RegionOption = { value: string; label: string }

const townDepth = 2

/** Districts and towns with the way to them: the tree as one list, in its own order. */
export async function readRegionOptions(
  ctx: Pick<Context, 'db' | 'locale' | 'now' | 'actor'>,
): Promise<RegionOption[]> {
  const isEn = ctx.locale === 'en'
  const labels = new Map<string, string>()
  const regions = await readRegions(ctx)
  return regions
    .filter(({ depth }) => depth <= townDepth)
    .map(({ id, parentId, zh, en }) => {
      const above = parentId === null ? undefined : labels.get(parentId)
      const label = `${above === undefined ? '' : `${above}${isEn ? ' › ' : ''}`}${isEn ? en : zh}`
      labels.set(id, label)
      return { value: id, label }
    })
}
