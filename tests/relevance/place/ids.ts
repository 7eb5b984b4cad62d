import { createHash } from 'node:crypto'

/** Nine in the morning of a day, in China. */
export const at = (day: string): Date => new Date(`${day}T09:00:00+08:00`)
export const daysAfter = (day: string, days: number): Date => new Date(at(day).getTime() + days * 86_400_000)
export const fen = (wan: number): bigint => BigInt(wan) * 1_000_000n

/** Ids as the database makes them, in order of time, but the same in every run: what is equal otherwise is put in order by them. */
export function idOf(name: string, day = '2024-01-01'): string {
  const time = at(day).getTime().toString(16).padStart(12, '0')
  const rest = createHash('sha256').update(name).digest('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6, 18)}`
}

export const idsFor = (rows: readonly { key: string; on?: string }[]): ReadonlyMap<string, string> =>
  new Map(rows.map(({ key, on }) => [key, idOf(key, on)]))

/** @throws Error for a key that the corpus does not have. */
export function need<Value>(map: ReadonlyMap<string, Value>, key: string): Value {
  const value = map.get(key)
  if (value === undefined) throw new Error(`nothing in the corpus is called ${key}`)
  return value
}
