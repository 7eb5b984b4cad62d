import type { Digest } from '#app/domain/audit-trail/canonical.ts'
import { type Verdict, verifyChains } from '#app/domain/audit-trail/verify.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { readChains, sha256 } from './read-chains.server.ts'

const hoursMax = 2

/** Computes every link and digest again from the rows, as of one moment; nobody waits for it. `saved`: digests kept elsewhere. */
export const verify = (db: Db, saved: readonly Digest[] = []): Promise<Verdict> =>
  db.$transaction(async (tx) => verifyChains(sha256, await readChains(tx, saved)), {
    isolationLevel: 'RepeatableRead',
    timeout: hoursMax * 3_600_000,
    maxWait: 10_000,
  })
