/** What a held share belongs to: authenticated with it. */
export const heldFor = (callId: string, accountId: string): string => `${callId}|${accountId}`
