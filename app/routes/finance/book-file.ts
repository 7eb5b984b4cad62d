import { z } from 'zod'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { bookFile } from '#app/http/statement-page.server.ts'
import { fileFormat } from '#app/http/table-file.server.ts'
import { readLedgerBook } from '#app/services/ledger/queries/ledger-books.server.ts'

/** A book's lines of a period, whole, as a file. */
export const loader = pageLoader(
  { may: 'books', params: z.object({ id: z.uuid(), format: fileFormat }) },
  async ({ ctx, params: { id, format }, url }) => bookFile(ctx, orNotFound(await readLedgerBook(ctx, id)), url, format),
)
