import { type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { Counts } from '#search/port.ts'
import type { Name } from './found-rows.server.ts'

export type RegionChoice = Name & { code: string; count: number }
export type RegionFacet = {
  /** From the widest to the chosen one. */
  chosen: (Name & { code: string })[]
  choices: RegionChoice[]
}

type RegionOfFacet = { code: string; zh: string; en: string; is_chosen: boolean }

/** The chosen region's line from the root, and one level below it: nobody reads a list of every street of a province. */
const regionFacetQuery = (chosen: string | undefined, counts: Counts): Prisma.Sql => Prisma.sql`
    WITH RECURSIVE line AS (
      SELECT id, code, name_zh, name_en, parent_id, path FROM region WHERE code = ${chosen ?? ''}
      UNION ALL SELECT r.id, r.code, r.name_zh, r.name_en, r.parent_id, r.path FROM region r JOIN line l ON r.id = l.parent_id
    ), start AS (
      SELECT id FROM region WHERE code = ${chosen ?? ''}
      UNION ALL
      -- A register of one city starts with its districts.
      SELECT id FROM region WHERE parent_id IS NULL AND NOT EXISTS (SELECT 1 FROM line)
        AND (SELECT count(*) FROM region WHERE parent_id IS NULL) = 1
    ), below AS (
      SELECT id, code, name_zh, name_en, path FROM region r
      WHERE CASE WHEN EXISTS (SELECT 1 FROM start) THEN r.parent_id = (SELECT id FROM start) ELSE r.parent_id IS NULL END
    )
    SELECT code, name_zh AS zh, name_en AS en, is_chosen FROM (
      SELECT code, name_zh, name_en, path, true AS is_chosen FROM line
      UNION ALL SELECT code, name_zh, name_en, path, false FROM below WHERE code = ANY (${Object.keys(counts)})
    ) q ORDER BY is_chosen DESC, path`

const toRegionFacet = (rows: readonly RegionOfFacet[], counts: Counts): RegionFacet => ({
  chosen: rows.filter((row) => row.is_chosen).map(({ code, zh, en }) => ({ code, zh, en })),
  choices: rows
    .filter((row) => !row.is_chosen)
    .map(({ code, zh, en }) => ({ code, zh, en, count: counts[code] ?? 0 }))
    .sort((a, b) => b.count - a.count),
})

export const regionFacet = (chosen: string | undefined, counts: Counts): Reading<RegionFacet> =>
  reading(regionFacetQuery(chosen, counts), (rows: RegionOfFacet[]) => toRegionFacet(rows, counts))
