import { z } from 'zod'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { readPublicRecord } from '#app/services/award/queries/public-result.server.ts'

const wanted = z.coerce.number().int().min(1).optional().catch(undefined)

/** The decision record of a published result, as a file: an earlier version with `?version=`. What `npm run --silent recompute` reads. */
export const loader = pageLoader(
  { may: 'anyone', params: z.object({ callNo: z.string().max(40) }) },
  async ({ ctx, params: { callNo }, url }) => {
    const version = wanted.parse(url.searchParams.get('version') ?? undefined)
    const round = z.uuid().safeParse(url.searchParams.get('round'))
    const record = orNotFound(
      await readPublicRecord(ctx, callNo, { version, round: round.success ? round.data : undefined }),
    )
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
