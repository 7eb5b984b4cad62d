import { z } from 'zod'
import { indicatorFile } from '#app/http/indicator-table.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { fileFormat } from '#app/http/table-file.server.ts'
import { readIndicatorBoard } from '#app/services/regional/queries/indicator-board.server.ts'

const params = z.object({ code: z.string().regex(/^\d{2,12}$/), format: fileFormat })

/** A place and every place in it by all indicators of a year, for the appraisal. */
export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, url, params: { code, format } }) =>
  indicatorFile(orNotFound(await readIndicatorBoard(ctx, code, url.searchParams.get('year'))), ctx, format),
)
