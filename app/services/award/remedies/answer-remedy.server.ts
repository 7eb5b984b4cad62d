import type { CancelCode } from '#app/domain/call/end-codes.ts'
import { remedyPolicy } from '#app/domain/remedy/policy.ts'
import type { RemedyMeasure, RemedyOutcome } from '#app/domain/remedy/terms.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { endCall, lockCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { type Letter, sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import type { Call, Remedy } from '#prisma/generated/client.ts'
import { sendBack, setAside } from '../send-back.server.ts'
import { tellOrganization } from '../tell-bidders.server.ts'
import { moveRemedy, remedyFacts } from './store.server.ts'

export type AnswerRemedy = {
  remedyId: string
  version: number
  answer: string
  outcome: RemedyOutcome
  measure: RemedyMeasure
}

/**
 * The written answer (政府采购法 art. 53, 56): its outcome, and what follows from it. The answer is public without anybody's contact
 * data; a new evaluation sets the result aside, a cancellation ends the call, in the same transaction.
 */
export const answerRemedy = (ctx: Context, { remedyId, version, ...answered }: AnswerRemedy) =>
  transact(ctx, async (tx) => {
    const found = await tx.remedy.findUnique({ where: { id: remedyId }, select: { callId: true } })
    const call = found === null ? null : await lockCall(tx, found.callId)
    const remedy = await tx.remedy.findUnique({
      where: { id: remedyId },
      include: { call: { select: { bodyId: true } } },
    })
    if (call === null || remedy === null) return refuse('not-found')
    const facts = remedyFacts(remedy)
    if (!may(remedyPolicy, 'read', ctx.actor, facts)) return refuse('not-found')
    const right = remedy.kind === 'COMPLAINT' ? 'decideComplaint' : 'answer'
    if (!may(remedyPolicy, right, ctx.actor, facts))
      return refuse(remedy.state === 'FILED' ? 'remedy.not-judge' : 'remedy.answered')
    if (remedy.version !== version) return stale()
    const { measure, outcome } = answered
    if (measure !== 'NONE' && outcome === 'DISMISSED')
      return refuse('remedy.measure-without-cause', { field: 'measure' })
    if (measure !== 'NONE' && remedy.kind !== 'COMPLAINT' && !may(remedyPolicy, 'takeMeasure', ctx.actor, facts))
      return refuse('remedy.measure-approver', { field: 'measure' })

    const moved = await moveRemedy(tx, remedy, 'answer', {
      ...answered,
      answeredById: ctx.actor.accountId ?? null,
      answeredAt: ctx.now,
    })
    if (!moved.ok) return moved
    const taken = await take(tx, ctx, call, {
      measure,
      reason: answered.answer,
      code: remedy.kind === 'COMPLAINT' ? 'ORDERED' : 'ILLEGALITY',
    })
    if (!taken.ok) return taken
    await record(tx, ctx, {
      type: 'remedy.answered',
      entity: 'remedy',
      entityId: remedy.id,
      bodyId: call.bodyId,
      organizationId: remedy.organizationId ?? undefined,
      callId: call.id,
      isPublic: true,
      data: { kind: remedy.kind, outcome, measure },
    })
    await tellFiler(tx, ctx, call, remedy, outcome)
    return ok()
  })

const judged = ['SCORED', 'NOTICED', 'AWARDED'] as const

type Measure = { measure: RemedyMeasure; reason: string; code: CancelCode }

async function take(tx: Tx, ctx: Context, call: Call, { measure, reason, code }: Measure): Promise<Outcome> {
  if (measure === 'REEVALUATE') {
    if (!judged.some((state) => state === call.state)) return refuse('remedy.measure-not-now', { field: 'measure' })
    return sendBack(tx, ctx, call, reason)
  }
  if (measure === 'CANCEL') {
    const aside = await setAside(tx, ctx, call, reason)
    return aside.ok ? endCall(tx, ctx, call, { event: 'cancel', code, reason }) : aside
  }
  return ok()
}

async function tellFiler(tx: Tx, ctx: Context, call: Call, remedy: Remedy, outcome: RemedyOutcome): Promise<void> {
  const values = {
    callTitle: call.title,
    subject: remedy.subject,
    outcomeKey: `remedy.outcome.${outcome}`,
    url: `/remedies/${remedy.id}`,
  }
  if (remedy.organizationId !== null) {
    await tellOrganization(tx, ctx, remedy.organizationId, 'remedyAnswered', values)
    return
  }
  const filer = await tx.account.findUnique({
    where: { id: remedy.filedById },
    select: { email: true, locale: true },
  })
  if (filer === null) return
  const letter = { to: filer.email, locale: filer.locale === 'EN' ? 'en' : 'zh-CN', template: 'remedyAnswered', values }
  await sendLetter(tx, ctx, letter as Letter)
}

/** Taken back by whoever filed it; what it held back goes on. */
export const withdrawRemedy = (ctx: Context, { remedyId, version }: { remedyId: string; version: number }) =>
  transact(ctx, async (tx) => {
    const remedy = await tx.remedy.findUnique({
      where: { id: remedyId },
      include: { call: { select: { bodyId: true } } },
    })
    if (remedy === null || !may(remedyPolicy, 'read', ctx.actor, remedyFacts(remedy))) return refuse('not-found')
    if (!may(remedyPolicy, 'withdraw', ctx.actor, remedyFacts(remedy))) return refuse('remedy.not-filer')
    if (remedy.version !== version) return stale()
    const moved = await moveRemedy(tx, remedy, 'withdraw', { withdrawnAt: ctx.now })
    if (!moved.ok) return moved
    await record(tx, ctx, {
      type: 'remedy.withdrawn',
      entity: 'remedy',
      entityId: remedy.id,
      bodyId: remedy.call.bodyId,
      organizationId: remedy.organizationId ?? undefined,
      callId: remedy.callId,
      isPublic: true,
    })
    return ok()
  })
