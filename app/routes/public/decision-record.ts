import { z } from 'zod'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { readPublicRecord } from '#app/services/award/queries/public-result.server.ts'

/** The decision record of a published result, as a file: what `npm run --silent recompute` reads. */
export const loader = pageLoader(
  { may: 'anyone', params: z.object({ callNo: z.string().max(40) }) },
  async ({ ctx, params: { callNo } }) => {
    const record = orNotFound(await readPublicRecord(ctx, callNo))
    return new Response(`${JSON.stringify(record, null, 2)}\n`, {
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': `attachment; filename="${encodeURIComponent(callNo)}-decision-record.json"`,
        // A published record never changes.
        'Cache-Control': 'public, max-age=300',
      },
    })
  },
)
