import type { Db, Tx } from '#app/services/shared/db.server.ts'

/** Several reads of one and the same state of the ledger: a payment made meanwhile is in all of them or in none. */
export const onePicture = <Result>(db: Db, read: (tx: Tx) => Promise<Result>): Promise<Result> =>
  db.$transaction(read, { isolationLevel: 'RepeatableRead', timeout: 60_000, maxWait: 10_000 })
