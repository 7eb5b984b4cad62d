import type { CallMethod } from '../call/terms.ts'
import type { CallState } from '../call/lifecycle.ts'

export type Applicant = {
  kind: string
  state: 'ACTIVE' | 'SUSPENDED'
  mayStart: boolean
  hasLiveBid: boolean
  /** False: another organization alone is invited. */
  isInvited: boolean
}

/** Why an organization cannot start a bid; the words are at `bid.ineligible.<code>`. */
export type Ineligible = 'closed' | 'not-invited' | 'suspended' | 'needs-legal-person' | 'already-live' | 'not-editor'

/**
 * Whether an organization may bid for a call, first reason first. Suppliers of government purchases bear civil liability
 * themselves (政府采购法 art. 22): a community group that is only filed, not registered, cannot.
 */
export function ineligibleBecause(
  applicant: Applicant,
  call: { state: CallState; method: CallMethod; isPastDeadline: boolean },
): Ineligible | undefined {
  if (call.state !== 'PUBLISHED' || call.isPastDeadline) return 'closed'
  if (!applicant.isInvited) return 'not-invited'
  if (applicant.state === 'SUSPENDED') return 'suspended'
  if (applicant.kind === 'COMMUNITY_GROUP' && call.method !== 'VENTURE_CALL') return 'needs-legal-person'
  if (applicant.hasLiveBid) return 'already-live'
  if (!applicant.mayStart) return 'not-editor'
  return undefined
}

/** Whether this organization is among those that may bid: everybody, but for a single source and for a rehearsal. */
export const isInvited = (
  call: {
    readonly isRehearsal: boolean
    readonly singleSource: { readonly organizationId: string } | null
    readonly invitees: readonly { readonly organizationId: string }[]
  },
  organizationId: string,
): boolean =>
  (call.singleSource === null || call.singleSource.organizationId === organizationId) &&
  (!call.isRehearsal || call.invitees.some((invitee) => invitee.organizationId === organizationId))
