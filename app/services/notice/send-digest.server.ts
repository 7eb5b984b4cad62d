import { z } from 'zod'
import { quietEnd, usualChoice } from '#app/domain/notice/delivery.ts'
import { anonymous } from '#app/domain/shared/actor.ts'
import type { Db } from '#app/services/shared/db.server.ts'
import { askForDigest, putLetter } from '#app/services/shared/mail.server.ts'

const payloadSchema = z.object({ accountId: z.uuid() })

/** One letter that tells of every letter kept for the digest, each in one digest only. Run twice, it finds nothing left. */
export async function sendDigest(db: Db, payload: unknown, now = new Date()): Promise<void> {
  const { accountId } = payloadSchema.parse(payload)
  await db.$transaction(async (tx) => {
    // Two workers at once: the second waits here and finds what the first left.
    await tx.$queryRaw`SELECT id FROM account WHERE id = ${accountId}::uuid FOR UPDATE`
    const account = await tx.account.findFirst({
      where: { id: accountId, state: 'ACTIVE' },
      select: { email: true, locale: true, noticeSetting: true },
    })
    if (account === null) return
    // Late, into hours that became quiet since: again in the morning.
    const quiet = quietEnd(account.noticeSetting ?? usualChoice, now)
    if (quiet !== undefined) return askForDigest(tx, accountId, quiet)
    const parts = await tx.message.findMany({ where: { accountId, state: 'WAITING' }, select: { id: true } })
    if (parts.length === 0) return
    const digestId = await putLetter(
      tx,
      { actor: anonymous, now, requestId: 'worker', ip: '' },
      {
        to: account.email,
        locale: account.locale === 'EN' ? 'en' : 'zh-CN',
        template: 'digest',
        values: { countText: String(parts.length), url: '/inbox', settingsUrl: '/account/letters' },
      },
    )
    await tx.message.updateMany({
      where: { id: { in: parts.map(({ id }) => id) } },
      data: { state: 'DIGESTED', digestId },
    })
  })
}
