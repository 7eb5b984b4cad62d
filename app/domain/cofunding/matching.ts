// How much public money may be asked for on top of what others bring (rules.md C1: Guangzhou 60/40, Dongguan 1:2; anchors-grants 198).
// public/enhance/budget-rules.js reckons the same while somebody types. All in whole fen; nothing is rounded up.

/** A call's rule, as PostgreSQL has it (matching_of): fen as text. */
export type MatchingRule = {
  /** SHARE: public money is at most `bps` of the whole. RATIO: at most `bps` ten-thousandths for each fen of secured donations. */
  kind: 'SHARE' | 'RATIO'
  bps: number
  /** Of a RATIO: the most there is with donations, and without any; null of a SHARE. */
  capFen: string | null
  bareFen: string | null
  /** Gifts in kind count up to this share of what counts of what others bring; 0: they do not. */
  inKindBps: number
}

export const cofundingKinds = ['OWN', 'DONATION', 'IN_KIND'] as const
export type CofundingKind = (typeof cofundingKinds)[number]
export type Brought = { kind: CofundingKind; amountFen: string; isAgreed: boolean }

export type Matching = {
  /** Everything that others bring, and what of it the rule counts. */
  broughtFen: bigint
  countedFen: bigint
  /** The most that may be asked for. */
  highestFen: bigint
  /** Which part of the rule says so: the words are at `cofunding.why.<why>`. */
  why: 'share' | 'ratio' | 'cap' | 'bare' | 'none'
  /** Of a RATIO: what the donations make before any cap. */
  productFen: bigint
}

const whole = 10_000n

/** How much of gifts in kind counts beside so much money: at most `bps` of both together. */
function inKindCounted(moneyFen: bigint, inKindFen: bigint, bps: number): bigint {
  const share = BigInt(bps)
  if (share >= whole) return inKindFen
  const most = (moneyFen * share) / (whole - share)
  return inKindFen < most ? inKindFen : most
}

/**
 * Of a SHARE own money and donations count, promised or secured; of a RATIO only donations that are agreed in writing. Under a RATIO
 * nobody has less for having a small donation: what may be asked for without any may always be asked for.
 */
export function matchingOf(rule: MatchingRule, brought: readonly Brought[]): Matching {
  const sum = (counts: (one: Brought) => boolean) =>
    brought.reduce((total, one) => (counts(one) ? total + BigInt(one.amountFen) : total), 0n)
  const broughtFen = sum(() => true)
  const isShare = rule.kind === 'SHARE'
  const moneyFen = sum(({ kind, isAgreed }) => (isShare ? kind !== 'IN_KIND' : kind === 'DONATION' && isAgreed))
  const inKindFen = sum(({ kind, isAgreed }) => kind === 'IN_KIND' && (isShare || isAgreed))
  const countedFen = moneyFen + inKindCounted(moneyFen, inKindFen, rule.inKindBps)
  const bps = BigInt(rule.bps)
  if (isShare) {
    const highestFen = (countedFen * bps) / (whole - bps)
    return { broughtFen, countedFen, highestFen, productFen: highestFen, why: countedFen === 0n ? 'none' : 'share' }
  }
  const [cap, bare] = [BigInt(rule.capFen ?? '0'), BigInt(rule.bareFen ?? '0')]
  const productFen = (countedFen * bps) / whole
  const matched = productFen < cap ? productFen : cap
  if (countedFen === 0n || matched <= bare) return { broughtFen, countedFen, highestFen: bare, productFen, why: 'bare' }
  return { broughtFen, countedFen, highestFen: matched, productFen, why: productFen > cap ? 'cap' : 'ratio' }
}

/**
 * What part of the project's cost public money is, in ten-thousandths, rounded up so that a share above its limit never looks like the
 * limit. Of a SHARE only what counts is part of the cost; of a RATIO everything that is brought.
 */
export function publicShareBps(rule: MatchingRule, priceFen: bigint, { broughtFen, countedFen }: Matching): number {
  const total = totalCost(rule, priceFen, { broughtFen, countedFen })
  return total === 0n ? 0 : Number((priceFen * whole + total - 1n) / total)
}

/** What the project costs altogether, as the rule sees it. */
export const totalCost = (
  { kind }: Pick<MatchingRule, 'kind'>,
  priceFen: bigint,
  { broughtFen, countedFen }: Pick<Matching, 'broughtFen' | 'countedFen'>,
): bigint => priceFen + (kind === 'SHARE' ? countedFen : broughtFen)
