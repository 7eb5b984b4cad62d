import { createHash } from 'node:crypto'
import type { OpeningRecord } from '#app/domain/opening/record.ts'
import { canonicalJson } from '#app/domain/scoring/canonical.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import type { Opened } from './open-bids.server.ts'

export const recordHash = (content: unknown): string =>
  createHash('sha256').update(canonicalJson(content)).digest('hex')

/** Writes down the opening that is being done in this transaction; from here on it stays as it is. */
export async function makeRecord(
  tx: Tx,
  call: Call,
  found: readonly Opened[],
  openedAt: Date,
): Promise<{ sha256: string }> {
  const { publicKey } = await tx.callKey.findUniqueOrThrow({ where: { callId: call.id }, select: { publicKey: true } })
  const body = await tx.body.findUniqueOrThrow({ where: { id: call.bodyId }, select: { nameZh: true } })
  const present = await tx.$queryRaw<{ name: string; is_escrow: boolean; confirmed_at: Date }[]>`
    SELECT a.name, h.is_escrow, o.confirmed_at FROM opening_confirmation o JOIN account a ON a.id = o.account_id
    JOIN call_keyholder h ON h.call_id = o.call_id AND h.account_id = o.account_id
    WHERE o.call_id = ${call.id}::uuid ORDER BY o.confirmed_at, a.name`
  const bids = await tx.bid.findMany({
    where: { id: { in: found.map(({ bidId }) => bidId) } },
    select: {
      id: true,
      sealedAt: true,
      organization: { select: { name: true } },
      envelope: { select: { receiptNo: true, contentSha256: true, envelopeSha256: true } },
    },
    orderBy: [{ sealedAt: 'asc' }, { id: 'asc' }],
  })
  const fates = new Map(found.map((opened) => [opened.bidId, opened]))
  const content: OpeningRecord = {
    format: 'commonweal.opening/1',
    callNo: call.callNo ?? '',
    title: call.title,
    bodyName: body.nameZh,
    deadlineAt: call.bidDeadlineAt.toISOString(),
    openedAt: openedAt.toISOString(),
    publicKey: Buffer.from(publicKey).toString('base64'),
    threshold: call.keyThreshold,
    keyholders: await tx.callKeyholder.count({ where: { callId: call.id } }),
    present: present.map(({ name, is_escrow, confirmed_at }) => ({
      name,
      isEscrow: is_escrow,
      at: confirmed_at.toISOString(),
    })),
    bids: bids.map(({ id, sealedAt, organization, envelope }) => ({
      organization: organization.name,
      receiptNo: envelope?.receiptNo ?? '',
      sealedAt: sealedAt?.toISOString() ?? '',
      contentSha256: envelope?.contentSha256 ?? '',
      envelopeSha256: envelope?.envelopeSha256 ?? '',
      outcome: fates.get(id)?.broken ?? 'VERIFIED',
      priceFen: fates.get(id)?.content.priceFen ?? null,
    })),
  }
  const sha256 = recordHash(content)
  await tx.openingRecord.create({
    data: { callId: call.id, content, sha256, madeAt: openedAt },
    select: { callId: true },
  })
  return { sha256 }
}
