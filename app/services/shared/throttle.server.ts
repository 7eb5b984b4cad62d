import { createHash } from 'node:crypto'
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible'
import type { Throttle } from '#app/domain/account/throttle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Db } from '#app/services/shared/db.server.ts'

const limiters = new WeakMap<Db, Map<string, RateLimiterPrisma>>()

function limiterOf(db: Db, { name, points, seconds }: Throttle): RateLimiterPrisma {
  let known = limiters.get(db)
  if (known === undefined) limiters.set(db, (known = new Map<string, RateLimiterPrisma>()))
  let limiter = known.get(name)
  if (limiter === undefined) {
    // Left to itself, each limiter of each process would sweep the whole table for all of them every five minutes, and go on after its
    // client was closed: "Failed to clear expired records". The rules of retention sweep it.
    const sweep = { clearExpiredByTimeout: false }
    limiter = new RateLimiterPrisma({ storeClient: db, keyPrefix: name, points, duration: seconds, ...sweep })
    known.set(name, limiter)
  }
  return limiter
}

/** Keys name people and places: the table holds their hashes. */
const hidden = (key: string) => createHash('sha256').update(key).digest('base64url')

const throttled = ({ msBeforeNext }: RateLimiterRes) =>
  refuse('account.throttled', { data: { minutes: Math.max(1, Math.ceil(msBeforeNext / 60_000)) } })

/** Counts one try. Refused when there were too many in the window; counted across all processes, outside any transaction. */
export async function countTry(db: Db, throttle: Throttle, key: string): Promise<Outcome> {
  try {
    await limiterOf(db, throttle).consume(hidden(key))
    return ok()
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    return throttled(error)
  }
}

/** Counts one request, and says how many are left in the window and when it ends, seconds; `left` is below nought when there were too many. */
export async function countRequest(db: Db, throttle: Throttle, key: string): Promise<{ left: number; endsIn: number }> {
  const told = ({ consumedPoints, msBeforeNext }: RateLimiterRes) => ({
    left: throttle.points - consumedPoints,
    endsIn: Math.max(1, Math.ceil(msBeforeNext / 1000)),
  })
  try {
    return told(await limiterOf(db, throttle).consume(hidden(key)))
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    return { ...told(error), left: -1 }
  }
}

/** Refused while earlier tries fill the window; counts nothing. For what only a wrong try counts against, checked before each. */
export async function hasTriesLeft(db: Db, throttle: Throttle, key: string): Promise<Outcome> {
  const known = await limiterOf(db, throttle).get(hidden(key))
  return known === null || known.consumedPoints < throttle.points ? ok() : throttled(known)
}

/** It was the right person after all: their tries are forgotten. */
export async function forgetTries(db: Db, throttle: Throttle, key: string): Promise<void> {
  await limiterOf(db, throttle).delete(hidden(key))
}
