import type { CallMethod } from '../call/terms.ts'
import type { IncubationCondition } from '../incubator/incubated.ts'
import type { CallState } from '../call/lifecycle.ts'

export type Applicant = {
  kind: string
  state: 'ACTIVE' | 'SUSPENDED' | 'ENDED'
  mayStart: boolean
  /** It takes part already: with a bid of its own, or as a partner in somebody else's. */
  takesPart: 'no' | 'own' | 'partner'
  /** False: another organization alone is invited. */
  isInvited: boolean
  /** On a list that bars it: app/domain/credit. */
  isCreditBarred: boolean
  /** A condition that the call requires is not met: app/domain/eligibility. */
  isUnfit: boolean
  /** A condition of incubation that it does not meet: app/domain/incubator. */
  incubationUnmet: IncubationCondition | null
}

export type BidFor = {
  state: CallState
  method: CallMethod
  isPastDeadline: boolean
  isSuspended: boolean
  reservation: 'NONE' | 'SMALL_ENTERPRISES'
}

/** Why an organization cannot start a bid; why is at `bid.ineligible.<code>`, what to do at `bid.instead.<code>`. */
export type Ineligible =
  | 'closed'
  | 'not-invited'
  | 'call-suspended'
  | 'suspended'
  | 'credit-listed'
  | 'conditions'
  | 'not-incubated'
  | 'not-incubated-here'
  | 'needs-legal-person'
  | 'reserved'
  | 'already-live'
  | 'already-partner'
  | 'not-editor'

/**
 * Everything that keeps an organization from bidding for a call, what cannot be helped first. Suppliers of government purchases
 * bear civil liability themselves (政府采购法 art. 22): a community group that is only filed, not registered, cannot. Social
 * organizations are no small enterprises (财库〔2020〕46号).
 */
export function ineligibleBecause(applicant: Applicant, call: BidFor): Ineligible[] {
  const reasons: [Ineligible, boolean][] = [
    ['closed', call.state !== 'PUBLISHED' || call.isPastDeadline],
    ['not-invited', !applicant.isInvited],
    ['call-suspended', call.isSuspended],
    ['suspended', applicant.state !== 'ACTIVE'],
    ['credit-listed', applicant.isCreditBarred],
    ['conditions', applicant.isUnfit],
    ['not-incubated', applicant.incubationUnmet === 'INCUBATED'],
    ['not-incubated-here', applicant.incubationUnmet === 'INCUBATED_HERE'],
    ['needs-legal-person', applicant.kind === 'COMMUNITY_GROUP' && call.method !== 'VENTURE_CALL'],
    ['reserved', call.reservation === 'SMALL_ENTERPRISES' && applicant.kind !== 'ENTERPRISE'],
    ['already-live', applicant.takesPart === 'own'],
    ['already-partner', applicant.takesPart === 'partner'],
    ['not-editor', !applicant.mayStart],
  ]
  return reasons.filter(([, holds]) => holds).map(([reason]) => reason)
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
