import { organizationsWhere } from '#app/domain/shared/actor.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { openObjection } from '#app/services/project/objection-store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { HiddenReason } from '#prisma/generated/enums.ts'
import { factFor, type Held, holdObservation, moveObservation } from './store.server.ts'

type Chosen = { observationId: string; version: number; projectId: string }

/** The supplier or an officer answers, once; whoever wrote gets a letter. */
export const answerObservation = (ctx: Context, { answer, ...chosen }: Chosen & { answer: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdObservation(tx, ctx, chosen, 'answer')
    if (!held.ok) return held
    const { observation, project } = held
    const isSupplier = organizationsWhere(ctx.actor, 'OWNER', 'EDITOR', 'CERTIFIER').includes(project.organizationId)
    const answered = await moveObservation(tx, observation, 'answer', {
      answer,
      answeredSide: isSupplier ? 'SUPPLIER' : 'BUYER',
      answeredById: ctx.actor.accountId ?? null,
      answeredAt: ctx.now,
    })
    if (!answered.ok) return answered
    await record(tx, ctx, { ...factFor(held), type: 'observation.answered' })
    await tellObserver(tx, ctx, held, answer)
    return ok()
  })

async function tellObserver(tx: Tx, ctx: Context, { observation, project }: Held, answer: string) {
  const { email, locale } = await tx.account.findUniqueOrThrow({
    where: { id: observation.madeById },
    select: { email: true, locale: true },
  })
  await sendLetter(tx, ctx, {
    to: email,
    locale: locale === 'EN' ? 'en' : 'zh-CN',
    template: 'observationAnswered',
    values: { projectTitle: project.title, reason: answer, url: `/observations/${observation.id}` },
  })
}

/** A supervisor makes an objection of it: until that is closed nothing of the project is paid. */
export const raiseObservation = (ctx: Context, { reason, ...chosen }: Chosen & { reason: string }) =>
  transact(ctx, async (tx) => {
    const held = await holdObservation(tx, ctx, chosen, 'raise')
    if (!held.ok) return held
    const { observation, project } = held
    if (project.state === 'COMPLETED' || project.state === 'TERMINATED') return refuse('objection.project-over')
    if (observation.state === 'RAISED') return refuse('observation.raised')
    const objectionId = await openObjection(tx, ctx, project, reason)
    const raised = await moveObservation(tx, observation, 'raise', { objectionId })
    if (!raised.ok) return raised
    await record(tx, ctx, { ...factFor(held), type: 'observation.raised' })
    return ok()
  })

/** Anybody may read it and its answer from now on; the decision may be taken back. */
export const showObservation = (ctx: Context, chosen: Chosen) => moderate(ctx, chosen, null)

export const hideObservation = (ctx: Context, { reason, ...chosen }: Chosen & { reason: HiddenReason }) =>
  moderate(ctx, chosen, reason)

const moderate = (ctx: Context, chosen: Chosen, hiddenReason: HiddenReason | null) =>
  transact(ctx, async (tx) => {
    const held = await holdObservation(tx, ctx, chosen, 'moderate')
    if (!held.ok) return held
    const { observation } = held
    if (hiddenReason === null && observation.answeredAt === null) return refuse('observation.unanswered')
    const { count } = await tx.observation.updateMany({
      where: { id: observation.id, version: observation.version },
      data: {
        showing: hiddenReason === null ? 'SHOWN' : 'HIDDEN',
        hiddenReason,
        moderatedById: ctx.actor.accountId ?? null,
        moderatedAt: ctx.now,
        version: { increment: 1 },
      },
    })
    if (count === 0) return stale()
    await record(tx, ctx, {
      ...factFor(held),
      type: hiddenReason === null ? 'observation.shown' : 'observation.hidden',
      data: hiddenReason === null ? {} : { reason: hiddenReason },
    })
    return ok()
  })
