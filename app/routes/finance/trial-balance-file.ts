import { z } from 'zod'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { trialFile } from '#app/http/statement-page.server.ts'
import { fileFormat } from '#app/http/table-file.server.ts'
import { bodySubject } from '#app/services/ledger/queries/statement-subject.server.ts'

/** A body's trial balance of a period, whole, as a file. */
export const loader = pageLoader(
  { may: 'books', params: z.object({ format: fileFormat }) },
  async ({ ctx, params: { format }, url }) =>
    trialFile(ctx, orNotFound(await bodySubject(ctx, url.searchParams.get('body'))), url, format),
)
