import { throttles } from '#app/domain/account/throttle.ts'
import { callFacts, callPolicy } from '#app/domain/call/policy.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { countTry, forgetTries } from '#app/services/shared/throttle.server.ts'
import { databaseNow } from '#app/services/bid/store.server.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { Call } from '#prisma/generated/client.ts'
import { heldFor } from './held-for.ts'
import { unlockKey } from './locked-key.server.ts'
import { openBids } from './open-bids.server.ts'
import { asLocked, recordWrong } from './set-opening-key.server.ts'
import { openShare, rebuildKey } from '#app/services/shared/split-key.server.ts'

/** Still waiting for others; opened; or enough shares are there and they do not make the call's key. */
export type Contributed = 'waiting' | 'opened' | 'not-rebuilt'

/**
 * One keyholder gives their share, in a session of their own, by their passphrase. The contribution that makes enough opens every
 * envelope in the same transaction: all of them, or none. Each try that failed is counted and recorded.
 */
export async function contributeShare(
  ctx: Context,
  { callId, passphrase }: { callId: string; passphrase: string },
): Promise<Outcome<{ state: Contributed }>> {
  const { accountId } = ctx.actor
  if (accountId === undefined) return refuse('sign-in')
  const tries = await countTry(ctx.db, throttles.passphrase, accountId)
  if (!tries.ok) return tries
  const contributed = await transact<{ state: Contributed | 'wrong' }>(ctx, async (tx) => {
    const ready = await readyToContribute(tx, ctx, callId, accountId)
    if (!ready.ok) return ready
    const { call } = ready
    const share = await ownShare(tx, ctx, { callId, accountId, passphrase })
    if (!share.ok) return share
    if (share.bytes === undefined) return ok({ state: 'wrong' as const })

    const sealed = Uint8Array.from(ctx.keys.wrap('held-share', share.bytes, heldFor(callId, accountId)))
    share.bytes.fill(0)
    await tx.openingConfirmation.create({ data: { callId, accountId }, select: { callId: true } })
    await tx.heldShare.create({ data: { callId, accountId, sealed }, select: { callId: true } })
    await record(tx, ctx, {
      type: 'call.share-contributed',
      entity: 'call',
      entityId: callId,
      bodyId: call.bodyId,
      callId,
    })
    if ((await tx.openingConfirmation.count({ where: { callId } })) < call.keyThreshold)
      return ok({ state: 'waiting' as const })
    return openWithHeldShares(tx, ctx, call)
  })
  if (!contributed.ok) return contributed
  if (contributed.state === 'wrong') {
    await recordWrong(ctx, accountId)
    return refuse('opening.passphrase-wrong', { field: 'passphrase' })
  }
  await forgetTries(ctx.db, throttles.passphrase, accountId)
  return ok({ state: contributed.state })
}

/** The call, locked, when this person may give a share to its opening now. */
async function readyToContribute(
  tx: Tx,
  ctx: Context,
  callId: string,
  accountId: string,
): Promise<Outcome<{ call: Call }>> {
  const call = await lockCall(tx, callId)
  if (call === null) return refuse('not-found')
  const isKeyholder = (await tx.callShare.count({ where: { callId, accountId } })) > 0
  const facts = { ...callFacts(call), isKeyholder }
  if (!may(callPolicy, 'seeOpening', ctx.actor, facts)) return refuse('not-found')
  if (call.state !== 'PUBLISHED') return refuse('bid.opening-over')
  if (!may(callPolicy, 'confirmOpening', ctx.actor, facts)) return refuse('opening.not-keyholder')
  if ((await databaseNow(tx)).getTime() < call.bidDeadlineAt.getTime()) return refuse('call.before-deadline')
  const bids = await tx.bid.count({
    where: { callId, state: 'SEALED', confirmedAmendment: { gte: call.amendmentNo } },
  })
  const { minimum } = (await readBookOf(tx, call, dayOf(ctx.now))).bids
  if (bids < minimum) return refuse('bid.too-few', { data: { bids, minimum } })
  const confirmed = await tx.openingConfirmation.count({ where: { callId, accountId } })
  return confirmed > 0 ? refuse('bid.already-confirmed') : ok({ call })
}

type ShareRow = {
  opening_key_id: string
  ephemeral_public_key: Uint8Array<ArrayBuffer>
  ciphertext: Uint8Array<ArrayBuffer>
}

/** `bytes` is undefined when the passphrase is wrong. */
async function ownShare(
  tx: Tx,
  ctx: Context,
  { callId, accountId, passphrase }: { callId: string; accountId: string; passphrase: string },
): Promise<Outcome<{ bytes: Buffer | undefined }>> {
  const [row] = await tx.$queryRaw<ShareRow[]>`SELECT * FROM call_share_of(${callId}::uuid, ${accountId}::uuid)`
  if (row === undefined) return refuse('opening.not-keyholder')
  const locked = asLocked(await tx.openingKey.findUnique({ where: { id: row.opening_key_id } }))
  if (locked === undefined) return refuse('opening.key-replaced')
  const privateKey = await unlockKey(ctx.keys, locked, { accountId, passphrase })
  if (privateKey === undefined) return ok({ bytes: undefined })
  const bytes = openShare({ ephemeralPublicKey: row.ephemeral_public_key, ciphertext: row.ciphertext }, privateKey, {
    callId,
    accountId,
    openingKeyId: row.opening_key_id,
  })
  privateKey.fill(0)
  return bytes === undefined ? refuse('opening.share-broken') : ok({ bytes })
}

async function openWithHeldShares(tx: Tx, ctx: Context, call: Call): Promise<Outcome<{ state: Contributed }>> {
  const held = await tx.$queryRaw<
    { account_id: string; sealed: Uint8Array }[]
  >`SELECT * FROM held_shares(${call.id}::uuid)`
  const { publicKey } = await tx.callKey.findUniqueOrThrow({ where: { callId: call.id }, select: { publicKey: true } })
  const shares = held.map(({ account_id, sealed }) =>
    ctx.keys.unwrap('held-share', sealed, heldFor(call.id, account_id)),
  )
  const privateKey = await rebuildKey(shares, call.keyThreshold, publicKey)
  for (const share of shares) share.fill(0)
  if (privateKey === undefined) {
    // Somebody has meddled with a share: what was given stays, and the next keyholder's may make the key.
    await record(tx, ctx, {
      type: 'call.key-not-rebuilt',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId: call.id,
      data: { shares: shares.length },
    })
    return ok({ state: 'not-rebuilt' })
  }
  try {
    const opened = await openBids(tx, ctx, call, privateKey)
    return opened.ok ? ok({ state: 'opened' }) : opened
  } finally {
    privateKey.fill(0)
  }
}
