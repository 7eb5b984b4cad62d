import { z } from 'zod'
import { downloadResponse } from '#app/http/download.server.ts'
import { orRefuse, pageLoader } from '#app/http/page.server.ts'
import { readBidFile } from '#app/services/bid/read-bid-file.server.ts'

export const loader = pageLoader(
  { may: 'body', params: z.object({ callId: z.uuid(), bidId: z.uuid(), fileId: z.uuid() }) },
  async ({ ctx, params }) => downloadResponse(orRefuse(await readBidFile(ctx, params))),
)
