import { z } from 'zod'
import { burdenFile } from '#app/http/burden-table.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { fileFormat } from '#app/http/table-file.server.ts'
import { readBurdenBoard } from '#app/services/burden/queries/burden.server.ts'

const rowsMax = 20_000

/** Every organization of the board in one table. */
export const loader = pageLoader(
  { may: 'body', params: z.object({ format: fileFormat }) },
  async ({ ctx, url: { searchParams }, params: { format } }) =>
    burdenFile(
      await readBurdenBoard(
        ctx,
        { quarter: searchParams.get('quarter'), by: searchParams.get('by'), after: null },
        rowsMax,
      ),
      ctx,
      format,
    ),
)
