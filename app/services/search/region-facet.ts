import type { Region } from '#app/services/shared/region-options.server.ts'
import type { Counts } from '#search/port.ts'
import type { Name } from './found-rows.server.ts'

export type RegionChoice = Name & { code: string; count: number }
export type RegionFacet = {
  /** From the widest to the chosen one. */
  chosen: (Name & { code: string })[]
  choices: RegionChoice[]
}

/** The chosen region's line from the root, and one level below it: nobody reads a list of every street of a province. */
export function regionFacet(regions: readonly Region[], chosen: string | undefined, counts: Counts): RegionFacet {
  const byId = new Map(regions.map((region) => [region.id, region]))
  const line: Region[] = []
  for (
    let at = chosen === undefined ? undefined : regions.find(({ code }) => code === chosen);
    at !== undefined;
    at = at.parentId === null ? undefined : byId.get(at.parentId)
  )
    line.unshift(at)
  const roots = regions.filter(({ parentId }) => parentId === null)
  // A register of one city starts with its districts.
  const start = line.at(-1)?.id ?? (roots.length === 1 ? roots[0]?.id : undefined) ?? null
  const choices = regions
    .filter(({ parentId, code }) => parentId === start && code in counts)
    .map(({ code, zh, en }) => ({ code, zh, en, count: counts[code] ?? 0 }))
    .sort((a, b) => b.count - a.count)
  return { chosen: line.map(({ code, zh, en }) => ({ code, zh, en })), choices }
}
