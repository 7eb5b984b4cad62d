import { z } from 'zod'
import { downloadResponse } from '#app/http/download.server.ts'
import { orRefuse, pageLoader } from '#app/http/page.server.ts'
import { readFile, type Variant } from '#app/services/file/read-file.server.ts'

export const loader = pageLoader(
  { may: 'anyone', params: z.object({ fileId: z.uuid() }) },
  async ({ ctx, params, url }) =>
    downloadResponse(orRefuse(await readFile(ctx, params.fileId, variantOf(url.searchParams.get('as'))))),
)

/** `?as=small` for lists, `?as=original` as it was uploaded. */
const variantOf = (asked: string | null): Variant => (asked === 'small' || asked === 'original' ? asked : 'shown')
