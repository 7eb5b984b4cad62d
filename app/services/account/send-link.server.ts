import { z } from 'zod'
import { anonymous } from '#app/domain/shared/actor.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { addJob } from '#app/services/shared/jobs.server.ts'
import { letterPaths } from '#app/services/shared/letter-paths.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { issueToken } from './account-token.server.ts'

const asked = z.object({
  purpose: z.enum(['RESET_PASSWORD', 'CONFIRM_EMAIL']),
  email: z.string(),
  locale: z.enum(['zh-CN', 'en']),
})
type Asked = z.output<typeof asked>

/**
 * Asks the worker for a link to this address. Whether anybody has the address is looked up there: a request that finds an account
 * is answered neither sooner nor later than one that finds none.
 */
export const askForLink = (tx: Tx, ctx: Context, { purpose, email }: Omit<Asked, 'locale'>): Promise<void> =>
  addJob(tx, 'send-link', { purpose, email, locale: ctx.locale } satisfies Asked, `send-link:${purpose}:${email}`)

/** The worker's part: the letter, if there is somebody to write to. */
export async function sendLink(db: Db, payload: unknown): Promise<void> {
  const { purpose, email, locale } = asked.parse(payload)
  const ctx = { actor: anonymous, now: new Date(), requestId: 'worker', ip: '' }
  await db.$transaction(async (tx) => {
    const account = await tx.account.findFirst({
      where: { email, state: 'ACTIVE', ...(purpose === 'CONFIRM_EMAIL' ? { emailConfirmedAt: null } : {}) },
      select: { id: true, name: true },
    })
    if (account === null) return
    const token = await issueToken(tx, ctx, account.id, purpose)
    const { name } = account
    await (purpose === 'RESET_PASSWORD'
      ? sendLetter(tx, ctx, {
          to: email,
          locale,
          template: 'resetPassword',
          values: { name, url: letterPaths.reset(token) },
        })
      : sendLetter(tx, ctx, {
          to: email,
          locale,
          template: 'confirmEmail',
          values: { name, url: letterPaths.confirmEmail(token) },
        }))
  })
}
