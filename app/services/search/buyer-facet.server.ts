import { among } from '#app/services/shared/among.ts'
import { type Reading, reading } from '#app/services/shared/read-together.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { Counts } from '#search/port.ts'
import type { Name } from './found-rows.server.ts'

export type BuyerChoice = Name & { id: string; count: number }
type BuyerOfFacet = Name & { id: string }

/** Nobody reads a list of every office of a province: those with the most, and the one that is set. */
const shownMax = 12

function buyerFacetQuery(chosen: string | undefined, counts: Counts): Prisma.Sql {
  const most = Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .slice(0, shownMax)
    .map(([id]) => id)
  const ids = [...new Set([...most, ...(chosen === undefined ? [] : [chosen])])]
  return Prisma.sql`SELECT id, name_zh AS zh, name_en AS en FROM body WHERE id = ${among(ids)}`
}

const toBuyerFacet = (bodies: readonly BuyerOfFacet[], counts: Counts): BuyerChoice[] =>
  bodies
    .map((body) => ({ ...body, count: counts[body.id] ?? 0 }))
    .sort((a, b) => b.count - a.count || (a.zh < b.zh ? -1 : 1))

export const buyerFacet = (chosen: string | undefined, counts: Counts): Reading<BuyerChoice[]> =>
  reading(buyerFacetQuery(chosen, counts), (bodies: BuyerOfFacet[]) => toBuyerFacet(bodies, counts))
