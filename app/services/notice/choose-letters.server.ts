import type { z } from 'zod'
import { checkHours, nextHour, type NoticeChoice, usualChoice } from '#app/domain/notice/delivery.ts'
import type { noticeSchema } from '#app/domain/notice/schema.ts'
import { noticeTopics } from '#app/domain/notice/topic.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { askForDigest } from '#app/services/shared/mail.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'

/** Of one who has chosen nothing yet. */
const firstVersion = 1

export async function readNoticeChoice({ db, actor }: Context): Promise<NoticeChoice & { version: number }> {
  const account = await db.account.findUniqueOrThrow({
    where: { id: actor.accountId ?? '' },
    select: { noticeSetting: true, noticePreferences: true },
  })
  const { digestHour, quietFrom, quietUntil, version } = account.noticeSetting ?? {
    ...usualChoice,
    version: firstVersion,
  }
  const ways = Object.fromEntries(account.noticePreferences.map(({ topic, way }) => [topic, way]))
  return { digestHour, quietFrom, quietUntil, version, ways }
}

/** How somebody wants letters from now on. What already waits for the digest comes at the new hour. */
export const chooseLetters = (ctx: Context, input: z.output<typeof noticeSchema>): Promise<Outcome> =>
  transact(ctx, async (tx) => {
    const { accountId } = ctx.actor
    if (accountId === undefined) return refuse('sign-in')
    const checked = checkHours(input)
    if (!checked.ok) return checked
    await tx.$queryRaw`SELECT id FROM account WHERE id = ${accountId}::uuid FOR UPDATE`
    const before = await tx.noticeSetting.findUnique({ where: { accountId } })
    if ((before?.version ?? firstVersion) !== input.version) return stale()
    const { digestHour, quietFrom, quietUntil } = input
    const hours = { digestHour, quietFrom, quietUntil, version: input.version + 1 }
    await tx.noticeSetting.upsert({ where: { accountId }, create: { accountId, ...hours }, update: hours })
    for (const topic of noticeTopics) {
      const way = input[topic]
      await tx.noticePreference.upsert({
        where: { accountId_topic: { accountId, topic } },
        create: { accountId, topic, way },
        update: { way },
      })
    }
    if ((await tx.message.count({ where: { accountId, state: 'WAITING' } })) > 0)
      await askForDigest(tx, accountId, nextHour(ctx.now, digestHour))
    await record(tx, ctx, {
      type: 'account.letters-chosen',
      entity: 'account',
      entityId: accountId,
      data: {
        digestHour,
        quietFrom,
        quietUntil,
        ways: Object.fromEntries(noticeTopics.map((topic) => [topic, input[topic]])),
      },
    })
    return ok()
  })
