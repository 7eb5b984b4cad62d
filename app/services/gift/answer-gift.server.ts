import { networkOf, throttles } from '#app/domain/account/throttle.ts'
import { parseGiverCode } from '#app/domain/appeal/giver-code.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { hashOfGiverCode, readGiver } from '#app/services/shared/giver.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { countTry, hasTriesLeft } from '#app/services/shared/throttle.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { factOf, lockGift, moveGift } from './store.server.ts'

/** Whose code this is; too many wrong ones from one place are answered no more. */
export async function findGift(ctx: Context, typed: string): Promise<Outcome<{ giftId: string }>> {
  const network = networkOf(ctx.ip)
  const tries = await hasTriesLeft(ctx.db, throttles.giverCodeIp, network)
  if (!tries.ok) return tries
  const code = parseGiverCode(typed)
  const found =
    code === undefined
      ? null
      : await ctx.db.gift.findUnique({
          where: { codeHash: hashOfGiverCode(ctx.keys, code) },
          select: { id: true },
        })
  if (found !== null) return ok({ giftId: found.id })
  await countTry(ctx.db, throttles.giverCodeIp, network)
  return refuse('gift.unknown')
}

type Answer = { code: string; version: number } & ({ isNamed: boolean } | { note: string })

/** The giver says whether what the organization wrote is so, and whether their name may be shown. */
export async function answerGift(ctx: Context, { code, version, ...answer }: Answer): Promise<Outcome> {
  const found = await findGift(ctx, code)
  if (!found.ok) return found
  return transact(ctx, async (tx) => {
    const locked = await lockGift(tx, found.giftId)
    if (locked === null) return refuse('gift.unknown')
    const { gift, project } = locked
    const row = { ...gift, version }
    const moved =
      'note' in answer
        ? await moveGift(tx, row, 'decline', { answeredAt: ctx.now, declineNote: answer.note })
        : await moveGift(tx, row, 'confirm', {
            answeredAt: ctx.now,
            publicName: answer.isNamed ? readGiver(ctx.keys, gift).name : '',
          })
    if (!moved.ok) return moved
    await record(tx, ctx, {
      ...factOf(project),
      type: 'note' in answer ? 'gift.declined' : 'gift.confirmed',
      data: { what: gift.what },
    })
    return ok()
  })
}
