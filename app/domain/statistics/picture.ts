/** The pictures of the public site, in the order of its overview. */
export const pictures = ['money', 'calls', 'payments', 'agreement', 'success', 'map'] as const
export type Picture = (typeof pictures)[number]
