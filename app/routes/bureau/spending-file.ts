import { z } from 'zod'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { spendingFile } from '#app/http/spending-table.ts'
import { fileFormat } from '#app/http/table-file.server.ts'
import { readSpendingPage } from '#app/services/claim/queries/spending.server.ts'

/** A project's budget against actual with its items, as a file. */
export const loader = pageLoader(
  { may: 'body', params: z.object({ id: z.uuid(), format: fileFormat }) },
  async ({ ctx, params: { id, format } }) => spendingFile(orNotFound(await readSpendingPage(ctx, id)), ctx, format),
)
