/** RFC 6238: a code lives for thirty seconds. */
export const totpPeriodSeconds = 30
/** Clocks drift: the code before and the code after are taken too. */
export const totpWindow = 1

export const stepAt = (now: Date): bigint => BigInt(Math.floor(now.getTime() / 1000 / totpPeriodSeconds))

/**
 * The step a code counts for, when it may be used: `delta` is how many steps it lies from now (null: no code of this secret),
 * `lastStep` the latest that was used. A code is used once, and none older than the last.
 */
export function usableStep(now: Date, delta: number | null, lastStep: bigint | null): bigint | undefined {
  if (delta === null || Math.abs(delta) > totpWindow) return undefined
  const step = stepAt(now) + BigInt(delta)
  return lastStep !== null && step <= lastStep ? undefined : step
}
