import { z } from 'zod'
import { canonicalJson } from '#app/domain/scoring/canonical.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { readOpeningRecord } from '#app/services/opening/queries/opening-record.server.ts'

/** The record's canonical form, byte by byte what was hashed and signed: `sha256sum` of the file is the hash on the page. */
export const loader = pageLoader(
  { may: 'anyone', params: z.object({ callNo: z.string().max(40) }) },
  async ({ ctx, params }) => {
    const { content } = orNotFound(await readOpeningRecord(ctx, params))
    return new Response(canonicalJson(content), {
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': `attachment; filename="${encodeURIComponent(params.callNo)}-opening-record.json"`,
        // A record never changes.
        'Cache-Control': 'public, max-age=300',
      },
    })
  },
)
