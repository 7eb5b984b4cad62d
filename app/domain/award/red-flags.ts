/**
 * Signs that people should look at before they act; none rejects anything. Each names where it comes from: R0xx of the open contracting
 * red flags (Cardinal), or the article that names it as a sign of collusion (87号令 art. 37; 条例 art. 74).
 */
export const redFlagSources = {
  singleBid: 'R018',
  identicalPrices: 'R028',
  priceGapLow: 'R024',
  priceGapHigh: 'R058',
  allButOneRejected: 'R035',
  lowestRejected: 'R036',
  alwaysLoser: 'R025',
  sharedContact: '87-37',
  sharedAuthor: '87-37',
  lateDocuments: 'sas24-3-10',
} as const
export type RedFlagKind = keyof typeof redFlagSources

export type RedFlag = {
  readonly kind: RedFlagKind
  readonly source: string
  readonly bidIds: readonly string[]
  readonly values: Readonly<Record<string, string>>
}

export type FlaggedBid = {
  readonly bidId: string
  readonly organizationId: string
  readonly priceFen: bigint | null
  readonly isRejected: boolean
  /** Telephone and address as the organization's profile has them; empty where it has none. */
  readonly contactPhone: string
  readonly address: string
  /** Who stored the files of this bid. */
  readonly fileAuthors: readonly string[]
  /** Of this buyer's earlier calls: bids that were ranked, and how many won. */
  readonly earlierBids: number
  readonly earlierWins: number
}

export type FlaggedCall = {
  readonly publishedAt: Date
  readonly bidDeadlineAt: Date
  /** When documents were put up after the publication. */
  readonly documentsAt: readonly Date[]
}

const dayMs = 86_400_000
/** Losing this often without ever winning is a pattern. */
export const losesManyFrom = 5
/** Documents this late leave bidders too little of their time. */
export const lateShare = 0.5

const flag = (kind: RedFlagKind, bidIds: readonly string[], values: RedFlag['values'] = {}): RedFlag => ({
  kind,
  source: redFlagSources[kind],
  bidIds,
  values,
})

export const redFlags = (call: FlaggedCall, bids: readonly FlaggedBid[]): RedFlag[] => [
  ...counts(bids),
  ...prices(bids),
  ...people(bids),
  ...history(bids),
  ...documents(call),
]

function counts(bids: readonly FlaggedBid[]): RedFlag[] {
  const left = bids.filter(({ isRejected }) => !isRejected)
  const priced = bids.filter(({ priceFen }) => priceFen !== null)
  const lowest = priced.toSorted((a, b) => ((a.priceFen ?? 0n) < (b.priceFen ?? 0n) ? -1 : 1))[0]
  return [
    ...(bids.length === 1 ? [flag('singleBid', ids(bids))] : []),
    ...(bids.length > 1 && left.length === 1
      ? [flag('allButOneRejected', ids(left), { count: String(bids.length - 1) })]
      : []),
    ...(priced.length > 1 && lowest?.isRejected === true ? [flag('lowestRejected', [lowest.bidId])] : []),
  ]
}

function prices(bids: readonly FlaggedBid[]): RedFlag[] {
  const priced = bids.filter((bid): bid is FlaggedBid & { priceFen: bigint } => bid.priceFen !== null)
  const same = groups(priced, ({ priceFen }) => priceFen.toString())
  return [
    ...same.map((group) => flag('identicalPrices', ids(group), { amountFen: String(group[0]?.priceFen) })),
    ...outliers(priced),
  ]
}

/** Outside Q1 − 1.5·IQR and Q3 + 1.5·IQR (quartiles by linear interpolation); of fewer than five prices nothing is said. */
function outliers(priced: readonly (FlaggedBid & { priceFen: bigint })[]): RedFlag[] {
  if (priced.length < 5) return []
  const sorted = priced.map(({ priceFen }) => priceFen).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  // Quarters of a fen keep the interpolation whole.
  const quartile = (quarter: bigint): bigint => {
    const place = BigInt(sorted.length - 1) * quarter
    const low = sorted[Number(place / 4n)] ?? 0n
    const high = sorted[Number(place / 4n) + 1] ?? low
    return low * 4n + (high - low) * (place % 4n)
  }
  const [q1, q3] = [quartile(1n), quartile(3n)]
  const reach = ((q3 - q1) * 3n) / 2n
  return priced.flatMap(({ bidId, priceFen }) => {
    if (priceFen * 4n < q1 - reach) return [flag('priceGapLow', [bidId], { amountFen: String(priceFen) })]
    if (priceFen * 4n > q3 + reach) return [flag('priceGapHigh', [bidId], { amountFen: String(priceFen) })]
    return []
  })
}

function people(bids: readonly FlaggedBid[]): RedFlag[] {
  const contacts = [
    ...groups(bids, ({ contactPhone }) => contactPhone.replace(/[\s-]/g, '')),
    ...groups(bids, ({ address }) => address.replace(/\s/g, '')),
  ]
  const authors = new Map<string, Set<string>>()
  for (const { bidId, fileAuthors } of bids)
    for (const author of fileAuthors) authors.set(author, (authors.get(author) ?? new Set()).add(bidId))
  return [
    ...contacts.map((group) => flag('sharedContact', ids(group))),
    ...[...authors.values()].filter(({ size }) => size > 1).map((shared) => flag('sharedAuthor', [...shared])),
  ]
}

const history = (bids: readonly FlaggedBid[]): RedFlag[] =>
  bids
    .filter(({ earlierBids, earlierWins }) => earlierBids >= losesManyFrom && earlierWins === 0)
    .map(({ bidId, earlierBids }) => flag('alwaysLoser', [bidId], { count: String(earlierBids) }))

function documents({ publishedAt, bidDeadlineAt, documentsAt }: FlaggedCall): RedFlag[] {
  const period = bidDeadlineAt.getTime() - publishedAt.getTime()
  const late = documentsAt.filter((at) => at.getTime() - publishedAt.getTime() > period * lateShare)
  const latest = late.toSorted((a, b) => b.getTime() - a.getTime())[0]
  if (latest === undefined) return []
  const days = Math.max(0, Math.floor((bidDeadlineAt.getTime() - latest.getTime()) / dayMs))
  return [flag('lateDocuments', [], { count: String(late.length), days: String(days) })]
}

const ids = (bids: readonly { bidId: string }[]): string[] => bids.map(({ bidId }) => bidId)

/** Groups of two or more that share a key; an empty key is shared with nobody. */
function groups<T>(things: readonly T[], keyOf: (thing: T) => string): T[][] {
  const found = new Map<string, T[]>()
  for (const thing of things) {
    const key = keyOf(thing)
    if (key !== '') found.set(key, [...(found.get(key) ?? []), thing])
  }
  return [...found.values()].filter(({ length }) => length > 1)
}
