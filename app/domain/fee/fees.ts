import { ok, type Outcome, refuse } from '../shared/outcome.ts'
import type { FeeMode, Relief, ServiceClass } from './schema.ts'

type Named = { readonly zh: string; readonly en: string }
/** What a call says of fees and of whom it is for. Fen as text; `terms` null: everything is free. */
export type CallFees = {
  readonly terms: { readonly capFen: string; readonly lowShareBps: number } | null
  readonly groups: readonly (Named & { readonly code: string; readonly relief: Relief })[]
}
/** A service of a project as pages show it. Fen as text, of one unit. */
export type ServiceView = {
  readonly id: string
  readonly name: string
  readonly unit: string
  readonly class: ServiceClass
  readonly mode: FeeMode
  readonly costFen: string
  readonly feeFen: string
  readonly reducedFen: string | null
  readonly reducedGroups: readonly Named[]
  readonly freeGroups: readonly Named[]
}

type Service = {
  readonly class: ServiceClass
  readonly mode: FeeMode
  readonly cost: bigint
  readonly feeFen: bigint
  readonly reducedGroups: readonly string[]
  readonly freeGroups: readonly string[]
}

/** Whether a service keeps to what its call lets it take. PostgreSQL holds the same (guard_service_item). */
export function decideFee(service: Service, { terms, groups }: CallFees): Outcome {
  const { mode, cost, feeFen, reducedGroups, freeGroups } = service
  if (mode === 'FREE') return ok()
  if (terms === null) return refuse('fee.only-free', { field: 'mode' })
  const { capFen, lowShareBps } = terms
  if (feeFen > BigInt(capFen)) return refuse('fee.over-cap', { field: 'fee' })
  if (service.class === 'PUBLIC_BENEFIT' && feeFen > cost) return refuse('fee.over-cost', { field: 'fee' })
  if (mode === 'LOW' && feeFen * 10_000n > cost * BigInt(lowShareBps))
    return refuse('fee.low-too-high', { field: 'fee' })
  const isMissing = groups.some(({ code, relief }) =>
    relief === 'FREE'
      ? !freeGroups.includes(code)
      : relief === 'REDUCED' && !freeGroups.includes(code) && !reducedGroups.includes(code),
  )
  return isMissing ? refuse('fee.group-missing', { field: 'groups' }) : ok()
}
