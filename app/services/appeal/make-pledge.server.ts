import { networkOf, throttles } from '#app/domain/account/throttle.ts'
import { type GiverCode, parseGiverCode } from '#app/domain/appeal/giver-code.ts'
import type { PledgeTyped } from '#app/domain/appeal/schema.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay, dayOfDate } from '#app/services/shared/date-column.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { countTry, hasTriesLeft } from '#app/services/shared/throttle.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { codeOfGiver, hashOfGiverCode, sealGiver } from '#app/services/shared/giver.server.ts'
import { factOf, lockAppeal, lockPledge, movePledge } from './store.server.ts'

export type Promised = { code: GiverCode; wasCut: boolean }

/**
 * Anyone promises to give, with or without an account. The last promise is cut to what is still missing; the same form posted twice
 * promises once and answers with the same code.
 */
export async function makePledge(
  ctx: Context,
  { appealId, key, amount, isNamed, naming, ...giver }: PledgeTyped & { appealId: string },
): Promise<Outcome<Promised>> {
  const tries = await countTry(ctx.db, throttles.pledgeIp, networkOf(ctx.ip))
  if (!tries.ok) return tries
  const code = codeOfGiver(ctx.keys, { appealId, formKey: key })
  return transact<Promised>(ctx, async (tx) => {
    const appeal = await lockAppeal(tx, appealId)
    if (appeal?.openedAt == null) return refuse('not-found')
    const known = await tx.pledge.findUnique({ where: { appealId_formKey: { appealId, formKey: key } } })
    if (known !== null) return ok({ code, wasCut: known.offeredFen > known.amountFen })
    const today = dayOf(ctx.now)
    if (appeal.state !== 'OPEN') return refuse('appeal.not-open')
    if (today < dayOfDate(appeal.opensOn) || today > dayOfDate(appeal.endsOn)) return refuse('appeal.outside-dates')
    const left = appeal.targetFen - appeal.standingFen
    if (left <= 0n) return refuse('appeal.full')
    const counted = amount > left ? left : amount
    await tx.pledge.create({
      data: {
        appealId,
        bodyId: appeal.bodyId,
        formKey: key,
        codeHash: hashOfGiverCode(ctx.keys, code),
        offeredFen: amount,
        amountFen: counted,
        giverSealed: sealGiver(ctx.keys, { appealId, formKey: key }, giver),
        hasEmail: giver.email !== '',
        locale: ctx.locale === 'en' ? 'EN' : 'ZH_CN',
        publicName: isNamed ? giver.name : '',
        naming,
        pledgedAt: ctx.now,
        // PostgreSQL says until when, by the rule of the day.
        dueOn: dateOfDay(today),
      },
      select: { id: true },
    })
    await record(tx, ctx, { ...factOf(appeal), type: 'appeal.pledged', data: { amountFen: counted.toString() } })
    return ok({ code, wasCut: counted < amount })
  })
}

/** Whose code this is; too many wrong ones from one place are answered no more. */
export async function findPledge(ctx: Context, typed: string): Promise<Outcome<{ pledgeId: string }>> {
  const network = networkOf(ctx.ip)
  const tries = await hasTriesLeft(ctx.db, throttles.giverCodeIp, network)
  if (!tries.ok) return tries
  const code = parseGiverCode(typed)
  const found =
    code === undefined
      ? null
      : await ctx.db.pledge.findUnique({
          where: { codeHash: hashOfGiverCode(ctx.keys, code) },
          select: { id: true },
        })
  if (found !== null) return ok({ pledgeId: found.id })
  await countTry(ctx.db, throttles.giverCodeIp, network)
  return refuse('pledge.unknown')
}

/** The giver thinks better of it before the money came: the place is free for somebody else. */
export async function withdrawPledge(ctx: Context, { code, version }: { code: string; version: number }) {
  const found = await findPledge(ctx, code)
  if (!found.ok) return found
  return transact(ctx, async (tx) => {
    const locked = await lockPledge(tx, found.pledgeId)
    if (locked === null) return refuse('pledge.unknown')
    const { pledge, appeal } = locked
    const moved = await movePledge(tx, { ...pledge, version }, 'withdraw')
    if (!moved.ok) return moved
    await record(tx, ctx, { ...factOf(appeal), type: 'appeal.pledge-withdrawn' })
    return ok()
  })
}
