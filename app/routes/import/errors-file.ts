import { z } from 'zod'
import { errorsTable } from '#app/http/import-words.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { fileFormat, tableResponse } from '#app/http/table-file.server.ts'
import { readImportErrors } from '#app/services/import/queries/import-page.server.ts'

/** Rows that want mending, with what is wrong beside them. */
export const loader = pageLoader(
  { may: 'signedIn', params: z.object({ id: z.uuid(), format: fileFormat }) },
  async ({ ctx, params: { id, format } }) => {
    const { kind, rows } = orNotFound(await readImportErrors(ctx, id))
    const table = errorsTable(kind, rows, ctx.locale)
    return tableResponse(table, format, table.sheet)
  },
)
