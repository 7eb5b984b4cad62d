import { isNoted } from '#app/domain/account/noted-refusal.ts'
import { networkOf } from '#app/domain/account/throttle.ts'
import type { Refusal } from '#app/domain/shared/outcome.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { log } from '#app/services/shared/log.server.ts'
import { loggedPath } from './logged-path.ts'

type Asked = { ctx: Context; request: Request; intent?: string | undefined }

/**
 * One line for each refusal that somebody looks for after an attack: when, who, from which network, what was asked, and why it was refused.
 * Nothing of what was typed.
 */
export function noteRefusal(
  { ctx, request, intent }: Asked,
  { code }: Refusal,
  to: Pick<typeof log, 'warn'> = log,
): void {
  const { accountId, sessionId } = ctx.actor
  if (!isNoted(code, accountId !== undefined)) return
  to.warn(
    {
      requestId: ctx.requestId,
      code,
      method: request.method,
      path: loggedPath(request.url),
      intent,
      accountId,
      sessionId,
      network: networkOf(ctx.ip),
    },
    'refused',
  )
}

/** The same of what a page threw: a refusal's page, and nothing else. */
export async function noteThrown(asked: Asked, thrown: unknown, to?: Pick<typeof log, 'warn'>): Promise<void> {
  if (!(thrown instanceof Response) || thrown.status < 400) return
  const body = (await thrown
    .clone()
    .json()
    .catch(() => ({}))) as { refusal?: Refusal }
  if (body.refusal !== undefined) noteRefusal(asked, body.refusal, to)
}
