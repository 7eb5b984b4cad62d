export type BlockedBy = 'objection' | 'organization' | 'people'

/** What stands between an accepted milestone and its money; empty when it may be paid now. */
export function blockedBy(facts: {
  hasOpenObjection: boolean
  isOrganizationActive: boolean
  isThirdPerson: boolean
}): BlockedBy[] {
  const found: BlockedBy[] = []
  if (facts.hasOpenObjection) found.push('objection')
  if (!facts.isOrganizationActive) found.push('organization')
  if (!facts.isThirdPerson) found.push('people')
  return found
}
