/** A published result: still open to objections, or beyond them. */
export const resultStates = ['onNotice', 'confirmed'] as const
export type ResultState = (typeof resultStates)[number]
