import { giftPolicy } from '#app/domain/gift/policy.ts'
import type { GiftTyped } from '#app/domain/gift/schema.ts'
import type { Day } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { codeOfGiver, hashOfGiverCode, sealGiver } from '#app/services/shared/giver.server.ts'
import { readUpload, storeFile } from '#app/services/file/store.server.ts'
import { lockProject } from '#app/services/project/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Gift, Project } from '#prisma/generated/client.ts'
import { factOf, lockGift, moveGift } from './store.server.ts'

/**
 * The organization says what was given and what it is worth. The giver's code goes by letter to the giver alone: whoever states a gift
 * cannot confirm it.
 */
export const stateGift = (
  ctx: Context,
  { projectId, key, giverName, giverEmail, value, ...typed }: GiftTyped & { projectId: string },
) =>
  transact<{ giftId: string }>(ctx, async (tx) => {
    const project = await lockProject(tx, projectId)
    const { accountId } = ctx.actor
    if (project === null || accountId === undefined || !may(giftPolicy, 'read', ctx.actor, project))
      return refuse('not-found')
    if (!may(giftPolicy, 'state', ctx.actor, project)) return refuse('forbidden')
    const known = await tx.gift.findUnique({ where: { projectId_formKey: { projectId, formKey: key } } })
    if (known !== null) return ok({ giftId: known.id })
    const which = { projectId, formKey: key }
    const { id } = await tx.gift.create({
      data: {
        ...typed,
        ...which,
        codeHash: hashOfGiverCode(ctx.keys, codeOfGiver(ctx.keys, which)),
        giverSealed: sealGiver(ctx.keys, which, { name: giverName, email: giverEmail, phone: '', message: '' }),
        locale: ctx.locale === 'en' ? 'EN' : 'ZH_CN',
        valueFen: value,
        statedById: accountId,
        statedAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, { ...factOf(project), type: 'gift.stated', data: { what: typed.what } })
    return ok({ giftId: id })
  })

type Step = { giftId: string; version: number }

async function lockedFor(
  tx: Tx,
  ctx: Context,
  deed: 'state' | 'receive' | 'use',
  giftId: string,
): Promise<Outcome<{ gift: Gift; project: Project; accountId: string }>> {
  const found = await lockGift(tx, giftId)
  const { accountId } = ctx.actor
  if (found === null || accountId === undefined || !may(giftPolicy, 'read', ctx.actor, found.project))
    return refuse('not-found')
  return may(giftPolicy, deed, ctx.actor, found.project) ? ok({ ...found, accountId }) : refuse('forbidden')
}

/** Mistyped, or it never came: stated anew, and confirmed anew. */
export const withdrawGift = (ctx: Context, { giftId, version }: Step) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'state', giftId)
    if (!found.ok) return found
    if (found.gift.version !== version) return stale()
    const moved = await moveGift(tx, found.gift, 'withdraw')
    if (!moved.ok) return moved
    await record(tx, ctx, { ...factOf(found.project), type: 'gift.withdrawn', data: { what: found.gift.what } })
    return ok()
  })

/** A confirmed gift is here: on which day, with the paper that was signed for it. */
export async function receiveGift(
  ctx: Context,
  { giftId, version, on, file }: Step & { on: Day; file: File },
): Promise<Outcome> {
  const upload = await readUpload(file)
  if (!upload.ok) return upload
  const { bytes, name, mediaType } = upload
  return transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'receive', giftId)
    if (!found.ok) return found
    const { gift, project, accountId } = found
    if (gift.version !== version) return stale()
    const stored = await storeFile(tx, ctx, {
      bytes,
      name,
      mediaType,
      purpose: 'GIFT_RECEIPT',
      organizationId: project.organizationId,
    })
    const moved = await moveGift(tx, gift, 'receive', {
      receivedOn: dateOfDay(on),
      receivedById: accountId,
      receiptFileId: stored.id,
    })
    if (!moved.ok) return moved
    await record(tx, ctx, {
      ...factOf(project),
      type: 'gift.received',
      data: { what: gift.what, sha256: stored.sha256 },
    })
    return ok()
  })
}

/** Where some of it went. PostgreSQL adds up: never more than came. */
export const enterUse = (
  ctx: Context,
  { giftId, quantity, what, on }: { giftId: string; quantity: string; what: string; on: Day },
) =>
  transact(ctx, async (tx) => {
    const found = await lockedFor(tx, ctx, 'use', giftId)
    if (!found.ok) return found
    const { project, accountId, gift } = found
    await tx.giftUse.create({
      data: { giftId, quantity, what, usedOn: dateOfDay(on), madeById: accountId, madeAt: ctx.now },
      select: { id: true },
    })
    await record(tx, ctx, { ...factOf(project), type: 'gift.used', data: { what: gift.what, quantity } })
    return ok()
  })
