import type { Scored } from './ask-all.ts'
import { type QueryClass, queryClasses } from './queries/shape.ts'

export const engines = ['Meilisearch', 'PostgreSQL'] as const
export type EngineName = (typeof engines)[number]

/** Mean nDCG@10 of each class and of all queries, each query counting once. */
export type Means = Readonly<Record<QueryClass | 'all', number>>
export type Measured = Readonly<Record<EngineName, readonly Scored[]>>

const mean = (scored: readonly Scored[]) => scored.reduce((sum, { score }) => sum + score, 0) / scored.length

export const meansOf = (scored: readonly Scored[]): Means => ({
  ...(Object.fromEntries(
    queryClasses.map((name) => [name, mean(scored.filter(({ query }) => query.of === name))]),
  ) as Record<QueryClass, number>),
  all: mean(scored),
})

/** Lowest first, then in the order of the lines. */
export const worstOf = (scored: readonly Scored[]): Scored[] => [...scored].sort((a, b) => a.score - b.score)
