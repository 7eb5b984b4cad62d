import { z } from 'zod'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { readSealedListFile } from '#app/services/call/queries/sealed-list.server.ts'

/** The sorted checksums of all sealed envelopes, one a line and nothing else: `sha256sum` of the file is on the call's page. */
export const loader = pageLoader(
  { may: 'anyone', params: z.object({ callNo: z.string().max(40) }) },
  async ({ ctx, params: { callNo } }) =>
    new Response(orNotFound(await readSealedListFile(ctx, callNo)), {
      headers: {
        'Content-Type': 'text/plain; charset=utf-8',
        'Content-Disposition': `attachment; filename="${encodeURIComponent(callNo)}-sealed-bids.txt"`,
        'Cache-Control': 'public, max-age=300',
      },
    }),
)
