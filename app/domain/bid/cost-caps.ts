import { kindsByDay } from '../claim/schema.ts'
import type { BidLine } from './content.ts'

// How much of a budget may be for what, said while it is written. The rules are dated data (cost_rule): rules.md C3; the same that
// spending is held to later. public/enhance/budget-rules.js reckons the same while somebody types.

/** A rule of a day, as PostgreSQL has it: ten-thousandths of the sum asked for, or fen for a person and a day. */
export type CostRule = {
  code: string
  effect: 'REFUSE' | 'WARN'
  bps: number | null
  fen: string | null
  sourceZh: string
  sourceEn: string
  isConfirmed: boolean
}

export const shareKinds: Readonly<Record<string, readonly string[]>> = {
  STAFF_SHARE: ['STAFF'],
  LABOUR_SHARE: ['STAFF', 'VOLUNTEER'],
  MANAGEMENT_SHARE: ['MANAGEMENT'],
}
export const rateCodes: readonly string[] = ['EXPERT_SENIOR', 'EXPERT_OTHER', 'TRAINING', 'MEETING']

/** For so many days an expert has the full fee, then that of `EXPERT_LATER`. */
const fullDays = 2

/** One rule held against a budget, in fen. `line`: the number of the line it is about; null for a share of the whole. */
export type CapStanding = {
  code: string
  effect: 'REFUSE' | 'WARN'
  line: number | null
  limitFen: bigint
  budgetFen: bigint
  isOver: boolean
}

/** Whether a budget is held to any rule: then each of its lines says its kind. */
export const asksKinds = (rules: readonly CostRule[]): boolean =>
  rules.some(({ code }) => code in shareKinds || rateCodes.includes(code))

/** The rate a line's kind has, if any. */
export const rateCodeOf = ({ kind, isSenior }: Pick<BidLine, 'kind' | 'isSenior'>): string | undefined =>
  kind === undefined || !kindsByDay.includes(kind)
    ? undefined
    : kind === 'EXPERT'
      ? isSenior === true
        ? 'EXPERT_SENIOR'
        : 'EXPERT_OTHER'
      : kind

const fenOf = (rules: readonly CostRule[], code: string | undefined): bigint | undefined => {
  const fen = rules.find((rule) => rule.code === code)?.fen
  return fen === null || fen === undefined ? undefined : BigInt(fen)
}

/** A line whose kind has a rate, without the persons and days that the rate is for. */
export const lacksQuantity = (line: BidLine, rules: readonly CostRule[]): boolean =>
  fenOf(rules, rateCodeOf(line)) !== undefined && (line.persons === undefined || line.days === undefined)

/** What a line may cost by its rate, fen; undefined where no rate is for it, or its quantity is not said. */
export function lineLimit(line: BidLine, rules: readonly CostRule[]): bigint | undefined {
  const rate = fenOf(rules, rateCodeOf(line))
  if (rate === undefined || line.persons === undefined || line.days === undefined) return undefined
  const [persons, days] = [BigInt(line.persons), BigInt(line.days)]
  if (line.kind !== 'EXPERT') return rate * persons * days
  const full = days < fullDays ? days : BigInt(fullDays)
  return persons * (rate * full + (fenOf(rules, 'EXPERT_LATER') ?? rate) * (days - full))
}

/**
 * Every rule that says something of this budget: shares of the whole first, then line by line. A share is of what is asked for, or of
 * what the lines add up to while no price is typed; a fraction of a fen is not allowed.
 */
export function capStandings(
  lines: readonly BidLine[],
  priceFen: bigint | undefined,
  rules: readonly CostRule[],
): CapStanding[] {
  const sumOf = (kinds?: readonly string[]) =>
    lines.reduce(
      (sum, { kind, amountFen }) =>
        kinds === undefined || (kind !== undefined && kinds.includes(kind)) ? sum + BigInt(amountFen) : sum,
      0n,
    )
  const whole = priceFen ?? sumOf()
  const shares = rules.flatMap(({ code, effect, bps }): CapStanding[] => {
    const kinds = shareKinds[code]
    if (kinds === undefined || bps === null) return []
    const [limitFen, budgetFen] = [(whole * BigInt(bps)) / 10_000n, sumOf(kinds)]
    return [{ code, effect, line: null, limitFen, budgetFen, isOver: budgetFen > limitFen }]
  })
  const rates = lines.flatMap((line, index): CapStanding[] => {
    const limitFen = lineLimit(line, rules)
    const rule = rules.find(({ code }) => code === rateCodeOf(line))
    if (limitFen === undefined || rule === undefined) return []
    const budgetFen = BigInt(line.amountFen)
    return [
      { code: rule.code, effect: rule.effect, line: index + 1, limitFen, budgetFen, isOver: budgetFen > limitFen },
    ]
  })
  return [...shares, ...rates]
}
