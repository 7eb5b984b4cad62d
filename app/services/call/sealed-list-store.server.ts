import type { Teller } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import type { Call } from '#prisma/generated/client.ts'

/**
 * Publishes the checksum of the sorted list of sealed envelopes, once, whoever comes first: the clock at the deadline, or an
 * opening that was quicker. PostgreSQL counts and hashes what is there (guard_sealed_list); the caller has locked the call, so
 * that nobody seals meanwhile.
 */
export async function listSealedBids(tx: Tx, teller: Teller, call: Pick<Call, 'id' | 'bodyId'>): Promise<void> {
  const [listed] = await tx.$queryRaw<{ count: number; sha256: string }[]>`
    INSERT INTO sealed_list (call_id, count, sha256) VALUES (${call.id}::uuid, 0, '')
    ON CONFLICT (call_id) DO NOTHING RETURNING count, sha256`
  if (listed === undefined) return
  await record(tx, teller, {
    type: 'call.bids-listed',
    entity: 'call',
    entityId: call.id,
    bodyId: call.bodyId,
    callId: call.id,
    data: { count: listed.count, sha256: listed.sha256 },
    isPublic: true,
  })
}
