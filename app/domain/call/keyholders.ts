/** A person named on a call's draft to hold a share of its key. */
export type Keyholder = {
  name: string
  isEscrow: boolean
  /** Has set up an opening key. */
  hasKey: boolean
  /** Still holds a role in the body that one may be named with. */
  isNameable: boolean
}

/**
 * Shares of a call's key: at least two officers or approvers and one escrow, so that losing one person does not lose the call; any
 * `threshold` of them open it, never one alone (also CHECKs and triggers in the database).
 */
export const keyholderLimits = { officersMin: 2, officersMax: 6, thresholdMin: 2, thresholdDefault: 2 } as const
