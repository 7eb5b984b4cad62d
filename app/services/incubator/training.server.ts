import { incubationPolicy, incubatorPolicy } from '#app/domain/incubator/policy.ts'
import type { TrainingAudience } from '#app/domain/incubator/terms.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context, Teller } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import type { IncubatorTraining, TrainingSignup } from '#prisma/generated/client.ts'
import { factsOf } from './store.server.ts'

type New = {
  incubatorId: string
  title: string
  about: string
  place: string
  startsAt: Date
  hours: string
  seats: number
  forWhom: TrainingAudience
}

/** Days on which a training may lie ahead: what is further off is a slip of the pen. */
const aheadMs = 366 * 86_400_000

export const planTraining = (ctx: Context, input: New) =>
  transact<{ trainingId: string }>(ctx, async (tx) => {
    const base = await tx.incubator.findUnique({ where: { id: input.incubatorId } })
    if (base === null || !may(incubatorPolicy, 'manage', ctx.actor, { bodyId: base.bodyId ?? undefined }))
      return refuse('not-found')
    const ahead = input.startsAt.getTime() - ctx.now.getTime()
    if (ahead <= 0 || ahead > aheadMs) return refuse('incubator.training-day', { field: 'startsAt' })
    const { incubatorId, title, startsAt } = input
    await tx.$queryRaw`SELECT id FROM incubator WHERE id = ${incubatorId}::uuid FOR UPDATE`
    const same = await tx.incubatorTraining.findFirst({ where: { incubatorId, title, startsAt } })
    if (same !== null) return ok({ trainingId: same.id })
    const { id } = await tx.incubatorTraining.create({
      data: { ...input, madeById: ctx.actor.accountId ?? '', madeAt: ctx.now },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'training.planned',
      entity: 'training',
      entityId: id,
      bodyId: base.bodyId ?? undefined,
      isPublic: true,
    })
    return ok({ trainingId: id })
  })

async function holdTraining(tx: Tx, ctx: Context, trainingId: string) {
  await tx.$queryRaw`SELECT id FROM incubator_training WHERE id = ${trainingId}::uuid FOR UPDATE`
  const training = await tx.incubatorTraining.findUnique({ where: { id: trainingId } })
  if (training === null) return refuse('not-found')
  const base = await tx.incubator.findUniqueOrThrow({ where: { id: training.incubatorId } })
  if (!may(incubatorPolicy, 'manage', ctx.actor, { bodyId: base.bodyId ?? undefined })) return refuse('not-found')
  return ok({ training, base })
}

export const cancelTraining = (ctx: Context, { trainingId, reason }: { trainingId: string; reason: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdTraining(tx, ctx, trainingId)
    if (!held.ok) return held
    const { training, base } = held
    if (training.cancelledAt !== null || training.heldAt !== null) return refuse('incubation.decided')
    await tx.incubatorTraining.updateMany({
      where: { id: trainingId },
      data: { cancelledAt: ctx.now, cancelledReason: reason },
    })
    await record(tx, ctx, {
      type: 'training.cancelled',
      entity: 'training',
      entityId: trainingId,
      bodyId: base.bodyId ?? undefined,
      isPublic: true,
    })
    const signups = await tx.trainingSignup.findMany({ where: { trainingId, cancelledAt: null } })
    for (const signup of signups) await tellSignedUp(tx, ctx, training, base.nameZh, signup, 'cancelled', reason)
    return ok()
  })

/** To an organization's people, or to the leader of a group. */
export async function tellSignedUp(
  tx: Tx,
  ctx: Teller,
  training: IncubatorTraining,
  incubatorName: string,
  { organizationId, incubationId }: Pick<TrainingSignup, 'organizationId' | 'incubationId'>,
  what: 'cancelled' | 'reminder',
  reason = '',
) {
  const values = {
    incubatorName,
    trainingTitle: training.title,
    whatKey: `incubator.letter.${what}`,
    startsAt: training.startsAt.toISOString(),
    place: training.place,
    reason,
    url: `/trainings/${training.id}`,
  }
  if (organizationId !== null)
    return tell(tx, ctx, { organizationId, roles: ['OWNER', 'EDITOR'] }, 'trainingNotice', values)
  const incubation = await tx.incubation.findUniqueOrThrow({ where: { id: incubationId ?? '' } })
  const { email, locale } = await tx.account.findUniqueOrThrow({ where: { id: incubation.accountId } })
  await sendLetter(tx, ctx, {
    to: email,
    locale: locale === 'EN' ? 'en' : 'zh-CN',
    template: 'trainingNotice',
    values,
  })
}

/** An organization signs up, or a group that is in an incubator. PostgreSQL counts the seats. */
export const signUpForTraining = (
  ctx: Context,
  { trainingId, who, people }: { trainingId: string; who: string; people: number },
) =>
  transact(ctx, async (tx) => {
    const training = await tx.incubatorTraining.findUnique({ where: { id: trainingId } })
    if (training === null) return refuse('not-found')
    const isMember = ctx.actor.organizations.some(({ organizationId }) => organizationId === who)
    let as: { organizationId: string } | { incubationId: string } | undefined
    if (isMember) as = { organizationId: who }
    else {
      const incubation = await tx.incubation.findUnique({ where: { id: who } })
      if (
        incubation?.organizationId === null &&
        ['ADMITTED', 'ACTIVE', 'LEAVING'].includes(incubation.state) &&
        may(incubationPolicy, 'write', ctx.actor, factsOf(incubation, { bodyId: null }))
      )
        as = { incubationId: who }
    }
    if (as === undefined) return refuse('not-found')
    await tx.$queryRaw`SELECT id FROM incubator_training WHERE id = ${trainingId}::uuid FOR UPDATE`
    const same = await tx.trainingSignup.findFirst({ where: { trainingId, ...as, cancelledAt: null } })
    if (same !== null) return refuse('incubator.signed-up-already')
    const { id } = await tx.trainingSignup.create({
      data: { trainingId, ...as, people, signedUpById: ctx.actor.accountId ?? '', signedUpAt: ctx.now },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'training.signed-up',
      entity: 'training',
      entityId: trainingId,
      ...('organizationId' in as ? as : {}),
      data: { signupId: id, people },
    })
    return ok()
  })

export const signOffFromTraining = (ctx: Context, { trainingId, signupId }: { trainingId: string; signupId: string }) =>
  transact(ctx, async (tx) => {
    const signup = await tx.trainingSignup.findFirst({ where: { id: signupId, trainingId } })
    if (signup === null) return refuse('not-found')
    const isMine =
      signup.signedUpById === ctx.actor.accountId ||
      ctx.actor.organizations.some(({ organizationId }) => organizationId === signup.organizationId)
    if (!isMine) return refuse('not-found')
    await tx.trainingSignup.updateMany({ where: { id: signupId }, data: { cancelledAt: ctx.now } })
    return ok()
  })

/** Who came, of those who had signed up; hours count for whoever sent somebody. May be put right later. */
export const recordAttendance = (
  ctx: Context,
  { trainingId, attended }: { trainingId: string; attended: Readonly<Record<string, string | undefined>> },
) =>
  transact(ctx, async (tx) => {
    const held = await holdTraining(tx, ctx, trainingId)
    if (!held.ok) return held
    const { training, base } = held
    if (training.cancelledAt !== null) return refuse('incubator.training-cancelled')
    if (training.startsAt > ctx.now) return refuse('incubator.training-ahead')
    const signups = await tx.trainingSignup.findMany({ where: { trainingId, cancelledAt: null } })
    const counts: { id: string; count: number }[] = []
    for (const { id } of signups) {
      const typed = (attended[id] ?? '').trim()
      if (!/^\d{1,3}$/.test(typed) || Number(typed) > 100)
        return refuse('incubator.attendance', { field: `attended.${id}` })
      counts.push({ id, count: Number(typed) })
    }
    for (const { id, count } of counts)
      await tx.trainingSignup.updateMany({
        where: { id },
        data: { attended: count, recordedById: ctx.actor.accountId ?? null },
      })
    await tx.incubatorTraining.updateMany({ where: { id: trainingId }, data: { heldAt: ctx.now } })
    await record(tx, ctx, {
      type: 'training.attended',
      entity: 'training',
      entityId: trainingId,
      bodyId: base.bodyId ?? undefined,
    })
    return ok()
  })
