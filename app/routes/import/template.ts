import { z } from 'zod'
import { importKinds } from '#app/domain/import/columns.ts'
import { templateTable } from '#app/http/import-words.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { fileFormat, tableResponse } from '#app/http/table-file.server.ts'

/** An empty list with its headings. */
export const loader = pageLoader(
  { may: 'signedIn', params: z.object({ kind: z.enum(importKinds), format: fileFormat }) },
  async ({ ctx, params: { kind, format } }) => {
    const table = templateTable(kind, ctx.locale)
    return tableResponse(table, format, table.sheet)
  },
)
