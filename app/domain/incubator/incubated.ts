import type { Day } from '../shared/day.ts'

/** A stay in an incubator that was begun; `regionPath`: codes from the root, of the incubator. */
export type Stay = {
  readonly incubatorId: string
  readonly regionPath: string
  readonly fromOn: Day
  readonly graduatedOn: Day | null
  readonly leftOn: Day | null
}
export type Incubated = { readonly stay: Stay; readonly standing: 'TENANT' | 'ALUMNUS'; readonly since: Day }

/**
 * Whether an organization counts as incubated on a day: a tenant, or an alumnus; who left otherwise is neither from that day on. The
 * oldest stay first. The same as incubated_on in PostgreSQL.
 */
export const incubatedOn = (stays: readonly Stay[], on: Day): Incubated[] =>
  stays
    .filter(({ fromOn, leftOn }) => fromOn <= on && (leftOn === null || on < leftOn))
    .map((stay): Incubated => ({
      stay,
      standing: stay.graduatedOn !== null && stay.graduatedOn <= on ? 'ALUMNUS' : 'TENANT',
      since: stay.fromOn,
    }))
    .sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0))

/** Conditions of a venture call: by any incubator, or by one in the region of the call. */
export const incubationConditions = ['INCUBATED', 'INCUBATED_HERE'] as const
export type IncubationCondition = (typeof incubationConditions)[number]

const isWithin = (path: string, above: string) => path === above || path.startsWith(`${above}/`)

/** What meets the condition on that day, or null. `callPath`: the region of the call. */
export const meetsIncubation = (
  kind: IncubationCondition,
  callPath: string,
  stays: readonly Stay[],
  on: Day,
): Incubated | null =>
  incubatedOn(stays, on).find(({ stay }) => kind === 'INCUBATED' || isWithin(stay.regionPath, callPath)) ?? null
