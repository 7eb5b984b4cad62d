import type { Context } from '#app/services/shared/context.server.ts'
import { isDemonstration } from '#app/services/shared/site-setting.server.ts'
import type { Toast } from './cookies.server.ts'
import { publicUrl } from './session.server.ts'

/** What every page shows around itself. `requestId` finds a surprise in the log. */
export type FrameView = {
  person: { name: string } | undefined
  toast: Toast | undefined
  isDemonstration: boolean
  requestId: string
  /** Where people reach this site, without a slash at its end. */
  siteUrl: string
}

export const readFrame = async (ctx: Context, toast?: Toast): Promise<FrameView> => ({
  person: ctx.actor.accountId === undefined ? undefined : { name: ctx.actor.name },
  toast,
  isDemonstration: await isDemonstration(ctx),
  requestId: ctx.requestId,
  siteUrl: publicUrl().replace(/\/+$/, ''),
})
