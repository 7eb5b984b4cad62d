import type { Db } from '#app/services/shared/db.server.ts'
import type { Counts } from '#search/port.ts'
import type { Name } from './found-rows.server.ts'

export type BuyerChoice = Name & { id: string; count: number }

/** Nobody reads a list of every office of a province: those with the most, and the one that is set. */
const shownMax = 12

export async function buyerFacet(db: Db, chosen: string | undefined, counts: Counts): Promise<BuyerChoice[]> {
  const most = Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .slice(0, shownMax)
    .map(([id]) => id)
  const ids = [...new Set([...most, ...(chosen === undefined ? [] : [chosen])])]
  if (ids.length === 0) return []
  const bodies = await db.$queryRaw<(Name & { id: string })[]>`
    SELECT id, name_zh AS zh, name_en AS en FROM body WHERE id = ANY (${ids}::uuid[])`
  return bodies
    .map((body) => ({ ...body, count: counts[body.id] ?? 0 }))
    .sort((a, b) => b.count - a.count || (a.zh < b.zh ? -1 : 1))
}
