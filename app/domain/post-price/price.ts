// What a post costs (岗位购买): the base of its level, and what education, seniority, qualification, performance and the post itself add
// to it. PostgreSQL does the same sum (post_price). Whole fen; a fraction that a percentage leaves is dropped, factor by factor.

export const factors = ['EDUCATION', 'SENIORITY', 'QUALIFICATION', 'PERFORMANCE', 'POST'] as const
export const itemFactors = ['LEVEL', ...factors] as const
export type ItemFactor = (typeof itemFactors)[number]

/** One line of a standard: fen a month as text, or ten-thousandths of the base; never both. */
export type PriceItem = {
  factor: ItemFactor
  position: number
  labelZh: string
  labelEn: string
  fen: string | null
  bps: number | null
}

/** Positions in the standard: the level, and a grade for each factor in their order. */
export type Grading = { level: number; grades: readonly number[] }

export type PricePart = { item: PriceItem; fen: bigint }
export type PostPrice = { parts: PricePart[]; monthlyFen: bigint }

/** Step by step, the base first; undefined where the standard has no such level or grade. */
export function postPrice(items: readonly PriceItem[], { level, grades }: Grading): PostPrice | undefined {
  const itemAt = (factor: ItemFactor, position: number | undefined) =>
    items.find((item) => item.factor === factor && item.position === position)
  const base = itemAt('LEVEL', level)
  if (base?.fen == null) return undefined
  const baseFen = BigInt(base.fen)
  const parts: PricePart[] = [{ item: base, fen: baseFen }]
  for (const [index, factor] of factors.entries()) {
    const item = itemAt(factor, grades[index])
    if (item === undefined) return undefined
    parts.push({ item, fen: item.fen === null ? (baseFen * BigInt(item.bps ?? 0)) / 10_000n : BigInt(item.fen) })
  }
  return { parts, monthlyFen: parts.reduce((sum, { fen }) => sum + fen, 0n) }
}

export type PostSize = { headcount: number; months: number; monthlyFen: string }

/** What so many posts cost for so many months. */
export const postTotal = ({ headcount, months, monthlyFen }: PostSize): bigint =>
  BigInt(monthlyFen) * BigInt(headcount) * BigInt(months)

/** What a call's ceiling follows from. */
export const postsTotal = (posts: readonly PostSize[]): bigint => posts.reduce((sum, post) => sum + postTotal(post), 0n)
