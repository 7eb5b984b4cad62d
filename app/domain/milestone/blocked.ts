export type BlockedBy = 'suspension' | 'objection' | 'evaluation' | 'organization' | 'people'

/** What stands between an accepted milestone and its money; empty when it may be paid now. */
export function blockedBy(facts: {
  isSuspended: boolean
  hasOpenObjection: boolean
  /** An evaluation failed, or one that it waits for is not confirmed. */
  isStoppedByEvaluation: boolean
  isOrganizationActive: boolean
  isThirdPerson: boolean
}): BlockedBy[] {
  const found: BlockedBy[] = []
  if (facts.isSuspended) found.push('suspension')
  if (facts.hasOpenObjection) found.push('objection')
  if (facts.isStoppedByEvaluation) found.push('evaluation')
  if (!facts.isOrganizationActive) found.push('organization')
  if (!facts.isThirdPerson) found.push('people')
  return found
}
