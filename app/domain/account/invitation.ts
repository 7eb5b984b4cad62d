export const invitationDays = 7

export type InvitationFacts = {
  readonly expiresAt: Date
  readonly acceptedAt: Date | null
  readonly revokedAt: Date | null
}
export type InvitationState = 'OPEN' | 'ACCEPTED' | 'REVOKED' | 'EXPIRED'

export function invitationState(invitation: InvitationFacts, now: Date): InvitationState {
  if (invitation.acceptedAt !== null) return 'ACCEPTED'
  if (invitation.revokedAt !== null) return 'REVOKED'
  return invitation.expiresAt <= now ? 'EXPIRED' : 'OPEN'
}
