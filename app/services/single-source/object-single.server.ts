import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { singlePolicy } from '#app/domain/single-source/policy.ts'
import { lockCall } from '#app/services/call/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { singleFacts } from './single-facts.server.ts'

/** Anybody signed in objects to the notice, under a name, within its term. */
export const objectSingle = (ctx: Context, input: { callId: string; name: string; facts: string }) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, input.callId)
    const source = await tx.singleSource.findUnique({ where: { callId: input.callId } })
    if (call === null || source === null) return refuse('not-found')
    const facts = singleFacts(call, source, ctx.now)
    if (!may(singlePolicy, 'read', ctx.actor, facts)) return refuse('not-found')
    if (!may(singlePolicy, 'object', ctx.actor, facts)) return refuse('single.notice-over')
    await tx.singleSourceObjection.create({
      data: {
        callId: call.id,
        filedById: ctx.actor.accountId ?? '',
        filerName: input.name,
        facts: input.facts,
        filedAt: ctx.now,
      },
    })
    const officials = await tx.account.findMany({
      where: {
        state: 'ACTIVE',
        bodyMemberships: { some: { bodyId: call.bodyId, role: { in: ['OFFICER', 'APPROVER'] } } },
      },
      select: { email: true, locale: true },
    })
    for (const { email, locale } of officials)
      await sendLetter(tx, ctx, {
        to: email,
        locale: locale === 'EN' ? 'en' : 'zh-CN',
        template: 'singleObjected',
        values: { callTitle: call.title, filerName: input.name, url: `/bureau/calls/${call.id}/single-source` },
      })
    await record(tx, ctx, {
      type: 'call.single-source-objected',
      entity: 'call',
      entityId: call.id,
      bodyId: call.bodyId,
      callId: call.id,
    })
    return ok()
  })

type AnswerSingle = { callId: string; objectionId: string; version: number; isUpheld: boolean; answer: string }

/** Answered in the open. One that is upheld ends the purchase: the call is cancelled, or the method changed in a new one. */
export const answerSingle = (ctx: Context, { callId, objectionId, version, isUpheld, answer }: AnswerSingle) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    const objection = await tx.singleSourceObjection.findFirst({
      where: { id: objectionId, callId },
      include: { source: true },
    })
    if (call === null || objection === null) return refuse('not-found')
    const facts = singleFacts(call, objection.source, ctx.now)
    if (!may(singlePolicy, 'answer', ctx.actor, facts)) return refuse('single.not-yours')
    if (objection.answeredAt !== null) return refuse('single.answered')
    if (objection.version !== version) return stale()
    await tx.singleSourceObjection.update({
      where: { id: objectionId },
      data: {
        answer,
        isUpheld,
        answeredById: ctx.actor.accountId ?? '',
        answeredAt: ctx.now,
        version: { increment: 1 },
      },
    })
    const filer = await tx.account.findUniqueOrThrow({
      where: { id: objection.filedById },
      select: { email: true, locale: true },
    })
    await sendLetter(tx, ctx, {
      to: filer.email,
      locale: filer.locale === 'EN' ? 'en' : 'zh-CN',
      template: 'singleAnswered',
      values: { callTitle: call.title, answer, url: `/single-source/${callId}` },
    })
    await record(tx, ctx, {
      type: 'call.single-source-answered',
      entity: 'call',
      entityId: callId,
      bodyId: call.bodyId,
      callId,
      data: { isUpheld },
    })
    return ok()
  })
