import type { Counts } from '#search/port.ts'

export type Choice<Value extends string> = { value: Value; count: number }

/** In the order of the list; the one that is set is there even when nothing is left of it, so that it can be taken away. */
export const choices = <Value extends string>(
  values: readonly Value[],
  counts: Counts,
  chosen: Value | undefined,
): Choice<Value>[] =>
  values
    .filter((value) => counts[value] !== undefined || value === chosen)
    .map((value) => ({ value, count: counts[value] ?? 0 }))

/** Values that no list holds, such as years: the latest first. */
export const latestFirst = (counts: Counts, chosen: string | undefined): Choice<string>[] =>
  choices(
    [...new Set([...Object.keys(counts), ...(chosen === undefined ? [] : [chosen])])].sort().reverse(),
    counts,
    chosen,
  )

/** A filter that is set, and how many would be found without it. */
export type Looser<Facet extends string> = { facet: Facet; total: number }

/** Where nothing was found: which one filter to take away, the most fruitful first. */
export const looserThan = <Facet extends string>(
  total: number,
  without: Readonly<Partial<Record<Facet, number>>>,
): Looser<Facet>[] =>
  total > 0
    ? []
    : Object.entries<number | undefined>(without)
        .flatMap(([facet, count]) =>
          count === undefined || count === 0 ? [] : [{ facet: facet as Facet, total: count }],
        )
        .sort((a, b) => b.total - a.total)
