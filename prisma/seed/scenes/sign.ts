import { translator } from '#app/i18n/translate.ts'
import { signResult } from '#app/services/panel/sign-result.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { done } from '../world.ts'

export const pledgeWords = translator('zh-CN')('panel.pledge.text')

/** A member agrees with the newest version of the result and signs it. */
export async function sign(ctx: Context, callId: string): Promise<void> {
  const { id, recordSha256 } = await ctx.db.result.findFirstOrThrow({
    where: { callId },
    orderBy: { versionNo: 'desc' },
  })
  await done(signResult(ctx, { callId, resultId: id, recordSha256, dissent: '' }))
}
