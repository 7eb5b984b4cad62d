import { networkOf, throttles } from '#app/domain/account/throttle.ts'
import { type GiverCode, parseGiverCode } from '#app/domain/appeal/giver-code.ts'
import type { VolunteerTyped } from '#app/domain/volunteer/schema.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { countTry, hasTriesLeft } from '#app/services/shared/throttle.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { calloutFact, codeOfSignup, findOrAddVolunteer, hashOfVolunteerCode } from './store.server.ts'

/** Anyone signs up, with or without an account; the same form posted twice signs up once and answers with the same code. */
export async function signUp(
  ctx: Context,
  { calloutId, key, ...typed }: VolunteerTyped & { calloutId: string; key: string },
): Promise<Outcome<{ code: GiverCode }>> {
  const tries = await countTry(ctx.db, throttles.volunteerIp, networkOf(ctx.ip))
  if (!tries.ok) return tries
  const code = codeOfSignup(ctx.keys, { calloutId, formKey: key })
  return transact<{ code: GiverCode }>(ctx, async (tx) => {
    await tx.$queryRaw`SELECT id FROM callout WHERE id = ${calloutId}::uuid FOR UPDATE`
    const callout = await tx.callout.findUnique({ where: { id: calloutId } })
    if (callout === null) return refuse('not-found')
    const known = await tx.volunteerSignup.findFirst({ where: { calloutId, formKey: key } })
    if (known !== null) return ok({ code })
    if (callout.cancelledAt !== null) return refuse('volunteer.cancelled')
    if (callout.startsAt <= ctx.now) return refuse('volunteer.over')
    const { volunteerId } = await findOrAddVolunteer(
      tx,
      ctx,
      { organizationId: callout.organizationId, recordedById: null, accountId: ctx.actor.accountId ?? null },
      { ...typed, consentHow: 'ELECTRONIC', consentOn: dayOf(ctx.now) },
    )
    const { id } = await tx.volunteerSignup.create({
      data: {
        calloutId,
        volunteerId,
        formKey: key,
        codeHash: hashOfVolunteerCode(ctx.keys, code),
        signedUpAt: ctx.now,
      },
      select: { id: true },
    })
    await record(tx, ctx, { ...calloutFact(callout), type: 'callout.signed-up', data: { signupId: id } })
    return ok({ code })
  })
}

/** Whose code this is; too many wrong ones from one place are answered no more. */
export async function findSignup(ctx: Context, typed: string): Promise<Outcome<{ signupId: string }>> {
  const network = networkOf(ctx.ip)
  const tries = await hasTriesLeft(ctx.db, throttles.giverCodeIp, network)
  if (!tries.ok) return tries
  const code = parseGiverCode(typed)
  const found =
    code === undefined
      ? null
      : await ctx.db.volunteerSignup.findUnique({
          where: { codeHash: hashOfVolunteerCode(ctx.keys, code) },
          select: { id: true },
        })
  if (found !== null) return ok({ signupId: found.id })
  await countTry(ctx.db, throttles.giverCodeIp, network)
  return refuse('not-found')
}

/** The volunteer cannot come after all: the place is free for somebody else. */
export async function signOff(ctx: Context, typed: string): Promise<Outcome> {
  const found = await findSignup(ctx, typed)
  if (!found.ok) return found
  return transact(ctx, async (tx) => {
    const signup = await tx.volunteerSignup.findUniqueOrThrow({
      where: { id: found.signupId },
      include: { callout: true },
    })
    if (signup.cancelledAt !== null) return ok()
    await tx.volunteerSignup.updateMany({ where: { id: signup.id }, data: { cancelledAt: ctx.now } })
    await record(tx, ctx, { ...calloutFact(signup.callout), type: 'callout.signed-off' })
    return ok()
  })
}
