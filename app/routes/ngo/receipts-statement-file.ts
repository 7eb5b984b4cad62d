import { z } from 'zod'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { statementFile } from '#app/http/statement-page.server.ts'
import { fileFormat } from '#app/http/table-file.server.ts'
import { receiptsSubject } from '#app/services/ledger/queries/statement-subject.server.ts'

/** What an organization received of all bodies in a period, whole, as a file. */
export const loader = pageLoader(
  { may: 'organization', params: z.object({ id: z.uuid(), format: fileFormat }) },
  async ({ ctx, params: { id, format }, url }) =>
    statementFile(ctx, orNotFound(await receiptsSubject(ctx, id)), url, format),
)
