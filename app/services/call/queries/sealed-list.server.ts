import { createHash } from 'node:crypto'
import { isParticipant } from './is-participant.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readOne, type Reading, reading } from '#app/services/shared/read-together.server.ts'

type Sealed = { organizationId: string; hash: string }

/** Bids of a call that were sealed and not taken back. */
export const sealedBids = (callId: string): Reading<Sealed[]> =>
  reading<Sealed>(Prisma.sql`
    SELECT b.organization_id AS "organizationId", e.envelope_sha256 AS hash FROM bid b JOIN bid_envelope e ON e.bid_id = b.id
    WHERE b.call_id = ${callId}::uuid AND b.state NOT IN ('DRAFT', 'WITHDRAWN')`)

/**
 * The checksums of the envelopes that were sealed for a call, sorted, so that the order tells nothing; those of the reader's own
 * organizations are marked. Only for a call whose deadline has passed: that is the caller's to know. Follows from the envelopes:
 * a worker that is late changes nothing of it.
 */
export function sealedListView({ actor }: Pick<Context, 'actor'>, rows: readonly Sealed[]) {
  const own = new Set(actor.organizations.map(({ organizationId }) => organizationId))
  const hashes = rows
    .map(({ organizationId, hash }) => ({ hash, isOwn: own.has(organizationId) }))
    .toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
  return {
    hashes,
    sha256: createHash('sha256')
      .update(listText(hashes.map(({ hash }) => hash)))
      .digest('hex'),
  }
}

/** One line each: what the text file says, and what its checksum is of. */
const listText = (hashes: readonly string[]): string => hashes.map((hash) => `${hash}\n`).join('')

/** The list as a text file; undefined while the call takes bids, or when there is no such public call. */
export async function readSealedListFile(ctx: Context, callNo: string): Promise<string | undefined> {
  const call = await ctx.db.call.findUnique({
    where: { callNo },
    select: {
      id: true,
      publishedAt: true,
      state: true,
      bidDeadlineAt: true,
      suspendedAt: true,
      isRehearsal: true,
    },
  })
  if (call?.publishedAt == null || call.bidDeadlineAt.getTime() > ctx.now.getTime()) return undefined
  // Suspended, it takes bids again later: nobody learns how many there are.
  if (call.state === 'PUBLISHED' && call.suspendedAt !== null) return undefined
  if (call.isRehearsal && !(await isParticipant(ctx, call.id))) return undefined
  const { hashes } = sealedListView(ctx, await readOne(ctx.db, sealedBids(call.id)))
  return listText(hashes.map(({ hash }) => hash))
}
