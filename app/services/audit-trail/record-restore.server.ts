import { anonymous } from '#app/domain/shared/actor.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { siteId } from '#app/services/shared/site-id.ts'

/**
 * After the database was brought back to an earlier moment: that it was is a row of the audit, and the chains go on from what there is.
 * Digests published since `restoredTo` tell of what was set aside; they are checked as such, and the restore is public. `from`: which
 * backup, in a word.
 */
export async function recordRestore(
  db: Db,
  { restoredTo, from, now }: { restoredTo: Date; from: string; now: Date },
): Promise<void> {
  const teller = { actor: { ...anonymous, name: 'restore' }, now, requestId: 'restore', ip: '' }
  await db.$transaction((tx) =>
    record(tx, teller, {
      type: 'site.restored',
      entity: 'site',
      entityId: siteId,
      // As instants are written in digests, so that the two can be compared as text.
      data: { restoredTo: `${restoredTo.toISOString().slice(0, -1)}000Z`, from },
      isPublic: true,
    }),
  )
  await db.$queryRaw`SELECT chain_after_restore()`
}
