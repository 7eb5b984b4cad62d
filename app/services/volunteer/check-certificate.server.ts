import { networkOf, throttles } from '#app/domain/account/throttle.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { countTry, hasTriesLeft } from '#app/services/shared/throttle.server.ts'
import { readCertificate } from './queries/volunteers.server.ts'

/** Whether there is a certificate of this number or code; too many wrong ones from one place are answered no more. */
export async function checkCertificate(ctx: Context, typed: string): Promise<Outcome<{ mark: string }>> {
  const network = networkOf(ctx.ip)
  const tries = await hasTriesLeft(ctx.db, throttles.giverCodeIp, network)
  if (!tries.ok) return tries
  const mark = typed.normalize('NFKC').replace(/\s/g, '')
  const found = await readCertificate(ctx, mark)
  if (found !== undefined) return ok({ mark: found.code ?? found.number })
  await countTry(ctx.db, throttles.giverCodeIp, network)
  return refuse('volunteer.unknown-certificate', { field: 'mark' })
}
