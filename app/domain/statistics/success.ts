/**
 * Sizes by staff, as the National Bureau of Statistics divides units of industries it does not list (国统字〔2017〕213号):
 * fewer than 10, 100, 300. `unknown`: nobody entered.
 */
export const sizes = [
  { key: 'micro', from: 1 },
  { key: 'small', from: 10 },
  { key: 'medium', from: 100 },
  { key: 'large', from: 300 },
] as const
export type Size = (typeof sizes)[number]['key'] | 'unknown'
export const sizeKeys = ['micro', 'small', 'medium', 'large', 'unknown'] as const satisfies readonly Size[]

export const sizeOf = (staff: number): Size => sizes.findLast(({ from }) => staff >= from)?.key ?? 'unknown'

/** A bid that was scored, and whether it was awarded. */
export type ScoredBid = { organizationId: string; isAwarded: boolean }
/** Fewer organizations than this say nothing about others of their kind: then only that they are too few is told. */
export const fewestOrganizations = 5
/** `shown` is null where too few; `rate` in percent. */
export type Success = {
  isTooFew: boolean
  shown: { organizations: number; bids: number; awards: number; rate: number } | null
}

export function successOf(bids: readonly ScoredBid[]): Success {
  const organizations = new Set(bids.map(({ organizationId }) => organizationId)).size
  if (organizations < fewestOrganizations) return { isTooFew: organizations > 0, shown: null }
  const awards = bids.filter(({ isAwarded }) => isAwarded).length
  return {
    isTooFew: false,
    shown: { organizations, bids: bids.length, awards, rate: Math.round((awards / bids.length) * 100) },
  }
}
