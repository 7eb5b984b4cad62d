import { z } from 'zod'
import { downloadResponse } from '#app/http/download.server.ts'
import { orRefuse, pageLoader } from '#app/http/page.server.ts'
import { readFile } from '#app/services/file/read-file.server.ts'

export const loader = pageLoader({ may: 'anyone', params: z.object({ fileId: z.uuid() }) }, async ({ ctx, params }) =>
  downloadResponse(orRefuse(await readFile(ctx, params.fileId))),
)
