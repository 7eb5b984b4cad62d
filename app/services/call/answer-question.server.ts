import { callFacts, callPolicy } from '#app/domain/call/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { readConcerned } from './concerned.server.ts'
import { lockCall } from './store.server.ts'

type AnswerQuestion = { callId: string; questionId: string; answer: string }

/** The answer is for all: it is public at once, and everyone who asked or began a bid gets it by letter. Answered once. */
export const answerQuestion = (ctx: Context, { callId, questionId, answer }: AnswerQuestion) =>
  transact(ctx, async (tx) => {
    const call = await lockCall(tx, callId)
    if (call === null || !may(callPolicy, 'readInside', ctx.actor, callFacts(call))) return refuse('not-found')
    if (!may(callPolicy, 'answer', ctx.actor, callFacts(call))) return refuse('call.questions-closed')
    const question = await tx.callQuestion.findUnique({ where: { id: questionId } })
    if (question?.callId !== callId) return refuse('not-found')
    if (question.answeredAt !== null) return refuse('call.already-answered')
    await tx.callQuestion.update({
      where: { id: questionId },
      data: { answer, answeredById: ctx.actor.accountId ?? null, answeredAt: ctx.now },
      select: { id: true },
    })
    await record(tx, ctx, {
      type: 'call.question-answered',
      entity: 'call',
      entityId: callId,
      bodyId: call.bodyId,
      callId,
      data: { questionId },
      isPublic: true,
    })
    for (const { email, locale } of await readConcerned(tx, callId))
      await sendLetter(tx, ctx, {
        to: email,
        locale,
        template: 'questionAnswered',
        values: {
          callTitle: call.title,
          question: question.text,
          answer,
          url: `/calls/${call.callNo ?? ''}#questions`,
        },
      })
    return ok()
  })
