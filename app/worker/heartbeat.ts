import type { Db } from '#app/services/shared/db.server.ts'
import { log } from '#app/services/shared/log.server.ts'

const everySeconds = 10

/** Writes the hour by the database's clock, so that /readyz can tell a living worker from a dead one. */
export function keepBeating(db: Db): { first: Promise<void>; stop: () => void } {
  const beat = async () => {
    await db.$executeRaw`INSERT INTO heartbeat (process, at) VALUES ('worker', now()) ON CONFLICT (process) DO UPDATE SET at = now()`
  }
  const timer = setInterval(() => {
    beat().catch((error: unknown) => log.warn({ err: error }, 'heartbeat missed'))
  }, everySeconds * 1000)
  return { first: beat(), stop: () => clearInterval(timer) }
}
