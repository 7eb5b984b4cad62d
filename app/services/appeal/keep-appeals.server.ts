import type { Db } from '#app/services/shared/db.server.ts'

/** `toldNow`: only with an owner's connection, the hour the database is to believe (tests). */
type Options = { toldNow?: Date }

/** Frees places whose money did not come, ends appeals whose last day is over; answers how much was done. */
export const keepAppeals = (db: Db, { toldNow }: Options = {}): Promise<number> =>
  db.$transaction(async (tx) => {
    if (toldNow !== undefined)
      await tx.$executeRaw`SELECT set_config('commonweal.clock', ${toldNow.toISOString()}, true)`
    const [row] = await tx.$queryRaw<{ done: number }[]>`SELECT keep_appeals() AS done`
    return row?.done ?? 0
  })
