import { type EngineName, engines, type Means, type Measured, meansOf } from './measure.ts'
import { type QueryClass, queryClasses } from './queries/shape.ts'

/** What each engine must keep, in each class and over all. Raise them when the search gets better; never lower one to pass. */
export const floors: Readonly<Record<EngineName, Means>> = {
  Meilisearch: {
    all: 0,
  } as Means,
  PostgreSQL: {
    all: 0,
  } as Means,
}

export type Breach = { engine: EngineName; name: QueryClass | 'all' }

export const breachesIn = (measured: Measured): Breach[] =>
  engines.flatMap((engine) => {
    const means = meansOf(measured[engine])
    return ([...queryClasses, 'all'] as const)
      .filter((name) => means[name] < floors[engine][name])
      .map((name) => ({ engine, name }))
  })
