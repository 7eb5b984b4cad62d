import { type BidContent, bidContent } from '#app/domain/bid/content.ts'
import { canonicalContent } from '#app/domain/bid/envelope.ts'
import { type BidEvent, bidLifecycle } from '#app/domain/bid/lifecycle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { stale } from '#app/services/shared/transact.server.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'
import { type Bid, Prisma } from '#prisma/generated/client.ts'
import type { Envelope } from './envelope.server.ts'

/** The bid, locked until the transaction ends; null when it is not there. */
export async function lockBid(tx: Tx, id: string): Promise<Bid | null> {
  await tx.$queryRaw`SELECT id FROM bid WHERE id = ${id}::uuid FOR UPDATE`
  return tx.bid.findUnique({ where: { id } })
}

/** The only writer of a bid's state but for sealing (putEnvelope). */
export async function moveBid(
  tx: Tx,
  bid: Pick<Bid, 'id' | 'state' | 'version'>,
  event: BidEvent,
  data: Prisma.BidUncheckedUpdateManyInput = {},
): Promise<Outcome> {
  const state = bidLifecycle.next(bid.state, event)
  if (state === undefined) return refuse('bid.wrong-state')
  const { count } = await tx.bid.updateMany({
    where: { id: bid.id, state: bid.state, version: bid.version },
    data: { ...data, state, version: { increment: 1 } },
  })
  return count === 1 ? ok() : stale()
}

type Kept = Envelope & { ownCopy: Uint8Array<ArrayBuffer>; place: 'BROWSER' | 'SERVER' }

/**
 * Seals a bid that the caller holds locked as a draft: one statement, refused by PostgreSQL as `seal_bid` says. From here to the commit
 * nobody else gets a receipt.
 */
export async function putEnvelope(
  tx: Tx,
  { actor }: Context,
  bid: Pick<Bid, 'id' | 'version'>,
  { contentSha256, envelopeSha256, ephemeralPublicKey, ciphertext, ownCopy, place }: Kept,
): Promise<{ receiptNo: string; sealedAt: Date }> {
  const [sealed] = await tx.$queryRaw<{ receiptNo: string; sealedAt: Date }[]>`
    SELECT receipt_no AS "receiptNo", sealed_at AS "sealedAt" FROM seal_bid(${bid.id}::uuid, ${bid.version}, ${actor.accountId ?? null}::uuid,
      ${place}::sealing_place, ${contentSha256}, ${envelopeSha256}, ${ephemeralPublicKey}, ${ciphertext}, ${ownCopy})`
  if (sealed === undefined) throw new Error('seal_bid returned nothing')
  return sealed
}

/** A new bid with its draft. The database refuses it after the deadline and when another one lives. */
export async function insertDraft(
  tx: Tx,
  ctx: Context,
  { callId, organizationId, content }: { callId: string; organizationId: string; content: BidContent },
): Promise<string> {
  const { accountId } = ctx.actor
  if (accountId === undefined) throw new Error('a bid is started by somebody')
  const { id } = await tx.bid.create({
    data: { callId, organizationId, createdById: accountId, createdAt: ctx.now },
    select: { id: true },
  })
  await tx.bidDraft.create({
    data: { bidId: id, sealed: lockDraft(ctx.keys, id, content), savedAt: ctx.now, savedById: accountId },
    select: { bidId: true },
  })
  return id
}

export type Draft = {
  content: BidContent
  version: number
  answersVersion: number
  budgetVersion: number
  formVersion: number
  savedAt: Date
}

/** What is being written; a draft is always content as the schema has it. */
export async function readDraft(tx: Tx, { keys }: Pick<Context, 'keys'>, bidId: string): Promise<Draft | undefined> {
  const row = await tx.bidDraft.findUnique({ where: { bidId } })
  return row === null ? undefined : { ...row, content: unlockDraft(keys, bidId, row) }
}

/** Drafts are kept under a key of the application: a copy of the database alone says nothing of what is being written. */
export const lockDraft = (keys: Keys, bidId: string, content: BidContent): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(keys.wrap('bid-draft', Buffer.from(canonicalContent(content)), bidId))

/** `content`: a draft that was last saved before drafts were encrypted. */
export const unlockDraft = (
  keys: Keys,
  bidId: string,
  { sealed, content }: { sealed: Uint8Array | null; content: unknown },
): BidContent =>
  bidContent.parse(sealed === null ? content : JSON.parse(keys.unwrap('bid-draft', sealed, bidId).toString('utf8')))

/** Keeps a changed part of the draft. The bid is locked by the caller, so nobody writes between. */
export async function writeDraft(
  tx: Tx,
  ctx: Context,
  bidId: string,
  content: BidContent,
  part: 'answers' | 'budget' | 'form' | 'files',
): Promise<void> {
  await tx.bidDraft.updateMany({
    where: { bidId },
    data: {
      sealed: lockDraft(ctx.keys, bidId, content),
      content: Prisma.DbNull,
      savedAt: ctx.now,
      ...(ctx.actor.accountId === undefined ? {} : { savedById: ctx.actor.accountId }),
      version: { increment: 1 },
      ...(part === 'answers' ? { answersVersion: { increment: 1 } } : {}),
      ...(part === 'form' ? { formVersion: { increment: 1 } } : {}),
      ...(part === 'budget' ? { budgetVersion: { increment: 1 } } : {}),
    },
  })
}

/** What is sealed is what was checked: something around the words of the draft has changed. */
export async function touchBidDraft(tx: Tx, bidId: string): Promise<void> {
  await tx.bidDraft.updateMany({ where: { bidId }, data: { version: { increment: 1 } } })
}

/** The database's clock: what deadlines are decided by and receipts are stamped with. */
export async function databaseNow(tx: Tx): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock() AS now`
  if (row === undefined) throw new Error('clock() returned nothing')
  return row.now
}
