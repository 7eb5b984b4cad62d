import { signResult } from '#app/services/panel/sign-result.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { done } from '../world.ts'

/** A member agrees with the newest version of the result and signs it. */
export async function sign(ctx: Context, callId: string): Promise<void> {
  const { id, recordSha256 } = await ctx.db.result.findFirstOrThrow({
    where: { callId },
    orderBy: { versionNo: 'desc' },
  })
  await done(signResult(ctx, { callId, resultId: id, recordSha256, dissent: '' }))
}
