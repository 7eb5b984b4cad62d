import { z } from 'zod'
import { downloadResponse } from '#app/http/download.server.ts'
import { orRefuse, pageLoader } from '#app/http/page.server.ts'
import { readOwnBidFile } from '#app/services/bid/read-bid-file.server.ts'

export const loader = pageLoader(
  { may: 'organization', params: z.object({ bidId: z.uuid(), fileId: z.uuid() }) },
  async ({ ctx, params }) => downloadResponse(orRefuse(await readOwnBidFile(ctx, params))),
)
