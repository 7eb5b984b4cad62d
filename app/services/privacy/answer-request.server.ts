import { administrationPolicy } from '#app/domain/account/policy.ts'
import type { DataAnswerTyped } from '#app/domain/privacy/data-request.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { letterPaths } from '#app/services/shared/letter-paths.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'
import { readAsker } from './sealed-asker.server.ts'

/** An administrator answers, once; the answer goes to who asked, in their language. */
export const answerDataRequest = (ctx: Context, input: DataAnswerTyped & { id: string }): Promise<Outcome> =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (accountId === undefined || !may(administrationPolicy, 'answerDataRequests', ctx.actor, {}))
      return refuse('forbidden')
    const { id, version, outcome, answer } = input
    await tx.$queryRaw`SELECT id FROM data_request WHERE id = ${id}::uuid FOR UPDATE`
    const request = await tx.dataRequest.findUnique({ where: { id } })
    if (request?.requestNo == null) return refuse('not-found')
    if (request.answeredAt !== null) return refuse('privacy.settled')
    if (request.version !== version) return stale()
    await tx.dataRequest.update({
      where: { id },
      data: { outcome, answer, answeredAt: ctx.now, answeredById: accountId, version: { increment: 1 } },
    })
    const asker = readAsker(ctx.keys, request.formKey, request.contactSealed)
    if (asker !== null)
      await sendLetter(tx, ctx, {
        to: asker.email,
        locale: request.locale === 'EN' ? 'en' : 'zh-CN',
        template: 'dataRequestAnswered',
        values: {
          requestNo: request.requestNo,
          outcomeKey: `privacy.request.outcome.${outcome}`,
          answer,
          url: letterPaths.privacy(),
        },
      })
    // What was asked and answered stays out of the audit: from there it could not be erased.
    await record(tx, ctx, {
      type: 'data-request.answered',
      entity: 'data_request',
      entityId: id,
      data: { requestNo: request.requestNo, outcome },
    })
    return ok()
  })
