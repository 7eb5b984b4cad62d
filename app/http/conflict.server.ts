import type { Context } from '#app/services/shared/context.server.ts'
import { isPartialIn } from '#app/services/bid/queries/is-barred-from-bid.server.ts'
import { refusalResponse } from './refuse.server.ts'

/** To officials of a body: somebody with a tie to a bidder is told so, instead of finding that the page is not there. */
export async function toldIfPartial(ctx: Context, callId: string): Promise<void> {
  if (await isPartialIn(ctx, callId)) throw refusalResponse({ code: 'award.partial' })
}
