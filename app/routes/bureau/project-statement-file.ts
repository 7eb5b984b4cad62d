import { z } from 'zod'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { statementFile } from '#app/http/statement-page.server.ts'
import { fileFormat } from '#app/http/table-file.server.ts'
import { projectSubject } from '#app/services/ledger/queries/statement-subject.server.ts'

/** A project’s statement of a period, whole, as a file. */
export const loader = pageLoader(
  { may: 'body', params: z.object({ id: z.uuid(), format: fileFormat }) },
  async ({ ctx, params: { id, format }, url }) =>
    statementFile(ctx, orNotFound(await projectSubject(ctx, id)), url, format),
)
