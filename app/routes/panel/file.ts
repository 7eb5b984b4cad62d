import { z } from 'zod'
import { downloadResponse } from '#app/http/download.server.ts'
import { orNotFound, orRefuse, pageLoader } from '#app/http/page.server.ts'
import { readBidFile } from '#app/services/bid/read-bid-file.server.ts'
import { readMask, redactorOf } from '#app/services/panel/queries/mask.server.ts'
import { isSeatedWithoutConflict } from '#app/services/panel/queries/scoring-desk.server.ts'

const params = z.object({ callId: z.uuid(), bidId: z.uuid(), fileId: z.uuid() })

/** A file of a bid, for a judge who may read that bid. */
export const loader = pageLoader({ may: 'expert', params }, async ({ ctx, params: { callId, bidId, fileId } }) => {
  const isEntitled = orNotFound((await isSeatedWithoutConflict(ctx, { callId, bidId })) || null)
  const file = orRefuse(await readBidFile(ctx, { bidId, fileId }, { isSeatedWithoutConflict: isEntitled }))
  const isBlind = (await readMask(ctx.db, callId)) !== null
  return downloadResponse(isBlind ? { ...file, name: (await redactorOf(ctx.db, bidId))(file.name) } : file)
})
