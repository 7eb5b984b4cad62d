import type { Context } from './context.server.ts'
import type { Db } from './db.server.ts'

/** `asOf`: when they were summed, where that was a while ago; null: just now. */
export type Told<Figures> = Figures & { asOf: string | null }

type Kept = { figures: object; madeAt: Date; tookMs: number }

/** Sums of everything grow with it. What took so long to sum is told again … */
const slowMs = 2_000
/** … for so many times as long as it took, … */
const timesAsLong = 50
/** … and never longer than this. */
const ageMaxMs = 600_000
const entriesMax = 200

const stores = new WeakMap<Db, { kept: Map<string, Kept>; making: Map<string, Promise<Kept | null>> }>()

const storeOf = (db: Db) => {
  const store = stores.get(db) ?? { kept: new Map<string, Kept>(), making: new Map<string, Promise<Kept | null>>() }
  stores.set(db, store)
  return store
}

/**
 * Public sums over everything there is: as the database has them, until they take long. From then on they are made once for all who ask at the
 * same time, and told again for a while with their hour, so that no number of readers can keep the database busy with the same sum. `key`: of
 * what, and in which language. `clock`: milliseconds.
 */
export async function slowFigures<Figures extends object>(
  { db, now }: Pick<Context, 'db' | 'now'>,
  key: string,
  make: () => Promise<Figures | null>,
  clock: () => number = () => performance.now(),
): Promise<Told<Figures> | null> {
  const { kept, making } = storeOf(db)
  const last = kept.get(key)
  if (last !== undefined && now.getTime() - last.madeAt.getTime() < Math.min(last.tookMs * timesAsLong, ageMaxMs))
    return { ...(last.figures as Figures), asOf: last.madeAt.toISOString() }
  // While it is quick nobody waits for another's answer, which may have been begun before something changed.
  const made = (last === undefined ? undefined : making.get(key)) ?? makeOnce()
  const { figures } = (await made) ?? {}
  return figures === undefined ? null : { ...(figures as Figures), asOf: null }

  function makeOnce() {
    const startedAt = clock()
    const promised = make()
      .then((whole) => {
        const entry = whole === null ? null : { figures: whole, madeAt: now, tookMs: clock() - startedAt }
        kept.delete(key)
        if (entry !== null && entry.tookMs >= slowMs) keep(entry)
        return entry
      })
      .finally(() => making.delete(key))
    making.set(key, promised)
    return promised
  }

  function keep(entry: Kept) {
    kept.set(key, entry)
    for (const oldest of kept.keys()) {
      if (kept.size <= entriesMax) break
      kept.delete(oldest)
    }
  }
}
