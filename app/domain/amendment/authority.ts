export const amendmentKinds = ['BUDGET', 'MILESTONE', 'SUPPLEMENT'] as const
export type AmendmentKind = (typeof amendmentKinds)[number]

/** Whose wish it is. */
export type AmendmentSide = 'BUYER' | 'SUPPLIER'

/** NOTICE: in force when it is filed. APPROVAL: an official agrees. CONTRACT: both sides sign. */
export type Authority = 'NOTICE' | 'APPROVAL' | 'CONTRACT'

/** Shares of the contract's amount in hundredths of a percent, bounds included; dated data (table amendment_rule). */
export type AmendmentRule = { readonly noticeBps: number; readonly approvalBps: number }

type Line = { readonly position: number; readonly amountFen: string }

/** What the lines that grew have more than before, in fen. Lines are the same lines, by position. */
export function movedFen(from: readonly Line[], to: readonly Line[]): bigint {
  const before = new Map(from.map(({ position, amountFen }) => [position, BigInt(amountFen)]))
  return to.reduce((sum, { position, amountFen }) => {
    const more = BigInt(amountFen) - (before.get(position) ?? 0n)
    return more > 0n ? sum + more : sum
  }, 0n)
}

/**
 * How much agreement a shift takes: up to and with the first bound a notice, above it up to and with the second an approval, above that a
 * contract change (社区公益服务项目绩效评估导则: 5%, 10%). Exact to the fen; the database reckons the same.
 */
export function budgetAuthority(
  moved: bigint,
  amountFen: bigint,
  { noticeBps, approvalBps }: AmendmentRule,
): Authority {
  if (moved * 10_000n <= BigInt(noticeBps) * amountFen) return 'NOTICE'
  return moved * 10_000n <= BigInt(approvalBps) * amountFen ? 'APPROVAL' : 'CONTRACT'
}

/** The share in hundredths of a percent, rounded up: what is above a bound never looks as if it were on it. */
export const sharedBps = (moved: bigint, amountFen: bigint): number =>
  amountFen <= 0n ? 0 : Number((moved * 10_000n + amountFen - 1n) / amountFen)
