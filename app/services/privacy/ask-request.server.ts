import { addressKey, networkOf, throttles } from '#app/domain/account/throttle.ts'
import { confirmDays, type DataRequestTyped } from '#app/domain/privacy/data-request.ts'
import { type Outcome, ok } from '#app/domain/shared/outcome.ts'
import { newToken } from '#app/services/account/store.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { letterPaths } from '#app/services/shared/letter-paths.ts'
import { sendLetter } from '#app/services/shared/mail.server.ts'
import { countTry } from '#app/services/shared/throttle.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { sealAsker } from './sealed-asker.server.ts'

/**
 * Somebody without an account asks about what is kept of them. Nothing runs before the link in the letter is confirmed; the same form
 * sent twice asks once. Too many letters to one address are not sent, and nobody is told.
 */
export async function askDataRequest(ctx: Context, input: DataRequestTyped): Promise<Outcome> {
  const { key, wish, about, words, name } = input
  const email = addressKey(input.email)
  const network = await countTry(ctx.db, throttles.dataRequestIp, networkOf(ctx.ip))
  if (!network.ok) return network
  const letters = await countTry(ctx.db, throttles.letterAddress, email)
  if (!letters.ok) return ok()
  const { token, tokenHash } = newToken()
  return transact(ctx, async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`
    const locale = ctx.locale === 'en' ? 'EN' : 'ZH_CN'
    const made = await tx.$executeRaw`
      INSERT INTO data_request (form_key, wish, about, words, contact_sealed, locale, token_hash)
      VALUES (${key}::uuid, ${wish}, ${about}, ${words}, ${sealAsker(ctx.keys, key, { name, email })}, ${locale}::locale, ${tokenHash})
      ON CONFLICT (form_key) DO NOTHING`
    if (made === 0) return ok()
    await sendLetter(tx, ctx, {
      to: email,
      locale: ctx.locale,
      template: 'dataRequestMade',
      values: {
        url: letterPaths.dataRequest(token),
        untilAt: new Date(ctx.now.getTime() + confirmDays * 86_400_000).toISOString(),
      },
    })
    return ok()
  })
}
