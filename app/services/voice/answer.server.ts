import { networkOf, throttles } from '#app/domain/account/throttle.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { AnswerCode } from '#app/domain/voice/code.ts'
import type { AnswerForm } from '#app/domain/voice/schema.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { dateOfDay } from '#app/services/shared/date-column.server.ts'
import { countTry, hasTriesLeft } from '#app/services/shared/throttle.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { hashOfCode } from './answer-codes.server.ts'
import { useCode } from './store.server.ts'

/**
 * One code, one answer. No audit row and no event: they would keep the hour and the address, and with them the person. The answer
 * and the comment are rows of their own that name the occasion and the day only.
 */
export async function answer(ctx: Context, { code, ...said }: AnswerForm & { code: AnswerCode }): Promise<Outcome> {
  const network = networkOf(ctx.ip)
  const tries = await hasTriesLeft(ctx.db, throttles.answerCodeIp, network)
  if (!tries.ok) return tries
  const codeHash = hashOfCode(ctx.keys, code)
  const isKnown = (await ctx.db.answerCode.findUnique({ where: { codeHash }, select: { sessionId: true } })) !== null
  if (!isKnown) {
    await countTry(ctx.db, throttles.answerCodeIp, network)
    return refuse('voice.unknown')
  }
  return transact(ctx, async (tx) => {
    const sessionId = await useCode(tx, codeHash)
    if (sessionId === undefined) return refuse('voice.used')
    const today = dateOfDay(dayOf(ctx.now))
    await tx.serviceAnswer.create({ data: { sessionId, score: said.score, knew: said.knew, answeredOn: today } })
    if (said.comment !== '')
      await tx.serviceComment.create({ data: { sessionId, text: said.comment, writtenOn: today } })
    return ok()
  })
}
