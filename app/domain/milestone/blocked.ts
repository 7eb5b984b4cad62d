export type BlockedBy = 'suspension' | 'objection' | 'organization' | 'people'

/** What stands between an accepted milestone and its money; empty when it may be paid now. */
export function blockedBy(facts: {
  isSuspended: boolean
  hasOpenObjection: boolean
  isOrganizationActive: boolean
  isThirdPerson: boolean
}): BlockedBy[] {
  const found: BlockedBy[] = []
  if (facts.isSuspended) found.push('suspension')
  if (facts.hasOpenObjection) found.push('objection')
  if (!facts.isOrganizationActive) found.push('organization')
  if (!facts.isThirdPerson) found.push('people')
  return found
}
