import { callQuestionPolicy } from '#app/domain/call/policy.ts'
import { lastDayForQuestions, takesQuestions } from '#app/domain/call/questions.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import { databaseNow } from '#app/services/bid/store.server.ts'
import { readBookOf } from '#app/services/rule-book/store.server.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { readOfficials } from './officials.server.ts'

type AskQuestion = { callNo: string; organizationId: string; text: string }

/** An organization asks until the book's last day. Neither the public nor the body learns who asked: no name leaves this row. */
export const askQuestion = (ctx: Context, { callNo, organizationId, text }: AskQuestion) =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    const call = await tx.call.findUnique({ where: { callNo } })
    if (call === null || accountId === undefined) return refuse('not-found')
    if (!may(callQuestionPolicy, 'ask', ctx.actor, { organizationId })) return refuse('call.not-your-organization')
    const book = await readBookOf(tx, call, dayOf(ctx.now))
    const last = lastDayForQuestions(book, call.bidDeadlineAt, await readCalendar(tx))
    const facts = { ...call, isSuspended: call.suspendedAt !== null }
    if (!takesQuestions(facts, last, await databaseNow(tx))) return refuse('call.questions-closed')
    // Posted twice, by a second press or a page sent again, it is one question.
    await tx.$queryRaw`SELECT 1 AS done FROM pg_advisory_xact_lock(hashtextextended(${`question:${organizationId}`}, 0))`
    const same = { callId: call.id, organizationId, text, answeredAt: null }
    if ((await tx.callQuestion.count({ where: same })) > 0) return ok()
    const { id } = await tx.callQuestion.create({
      data: { callId: call.id, organizationId, askedById: accountId, text, askedAt: ctx.now },
      select: { id: true },
    })
    // Not to the call's body, and not in anybody's name.
    await record(tx, ctx, { type: 'call.question-asked', entity: 'call-question', entityId: id, organizationId })
    for (const { email, locale } of await readOfficials(tx, call.bodyId, ['OFFICER']))
      await sendLetter(tx, ctx, {
        to: email,
        locale,
        template: 'questionAsked',
        values: { callTitle: call.title, question: text, url: `/bureau/calls/${call.id}/questions` },
      })
    return ok()
  })
