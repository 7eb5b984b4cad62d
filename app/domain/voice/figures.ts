import { wilson } from './wilson.ts'

/** With fewer answers nothing is shown: a figure of four people is almost four names. */
export const answersMin = 5
/** 4 and 5 of 5 count as satisfied. */
export const satisfiedFrom = 4

/** What PostgreSQL counted. `told`: said whether they knew that public money pays; `knew`: did. */
export type Tally = { n: number; sum: number; satisfied: number; told: number; knew: number }

/** Shares in whole percent. `mean` with one decimal, as text. */
export type Share = { n: number; percent: number; low: number; high: number }
export type Figures = { n: number; mean: string; satisfied: Share; awareness: Share | null }

/** `null`: too few to show. Awareness has its own count, for not everybody says. */
export function figuresOf({ n, sum, satisfied, told, knew }: Tally): Figures | null {
  if (n < answersMin) return null
  return {
    n,
    mean: oneDecimal(sum, n),
    satisfied: shareOf(satisfied, n),
    awareness: told < answersMin ? null : shareOf(knew, told),
  }
}

function shareOf(hits: number, n: number): Share {
  const { low, high } = wilson(hits, n)
  return { n, percent: percentOf(hits / n), low: percentOf(low), high: percentOf(high) }
}

const percentOf = (share: number) => Math.round(share * 100)

/** sum / n, half up, in whole numbers all the way. */
function oneDecimal(sum: number, n: number): string {
  const tenths = Math.floor((20 * sum + n) / (2 * n))
  return `${Math.floor(tenths / 10)}.${tenths % 10}`
}

export const addTallies = (tallies: readonly Tally[]): Tally =>
  tallies.reduce(
    (all, one) => ({
      n: all.n + one.n,
      sum: all.sum + one.sum,
      satisfied: all.satisfied + one.satisfied,
      told: all.told + one.told,
      knew: all.knew + one.knew,
    }),
    { n: 0, sum: 0, satisfied: 0, told: 0, knew: 0 },
  )
