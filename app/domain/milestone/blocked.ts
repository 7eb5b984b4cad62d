export type BlockedBy =
  'suspension' | 'objection' | 'evaluation' | 'organization' | 'account' | 'cap' | 'approval' | 'people'

/** What stands between an accepted milestone and its money; empty when it may be paid now. */
export function blockedBy(facts: {
  isSuspended: boolean
  hasOpenObjection: boolean
  /** An evaluation failed, or one that it waits for is not confirmed. */
  isStoppedByEvaluation: boolean
  isOrganizationActive: boolean
  /** The payee's account is declared and confirmed. */
  hasAccount: boolean
  /** A limit of the body forbids it. */
  isOverCap: boolean
  /** A limit of the body asks for one more person, who has not agreed yet. */
  needsApproval: boolean
  isThirdPerson: boolean
}): BlockedBy[] {
  const found: BlockedBy[] = []
  if (facts.isSuspended) found.push('suspension')
  if (facts.hasOpenObjection) found.push('objection')
  if (facts.isStoppedByEvaluation) found.push('evaluation')
  if (!facts.isOrganizationActive) found.push('organization')
  if (!facts.hasAccount) found.push('account')
  if (facts.isOverCap) found.push('cap')
  if (facts.needsApproval) found.push('approval')
  if (!facts.isThirdPerson) found.push('people')
  return found
}
