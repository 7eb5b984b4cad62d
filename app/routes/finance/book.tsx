import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { bookPage } from '#app/http/statement-page.server.ts'
import { readLedgerBook } from '#app/services/ledger/queries/ledger-books.server.ts'
import { BookPage } from '#app/ui/ledger/book-view.tsx'

export const loader = pageLoader(
  { may: 'books', params: z.object({ id: z.uuid() }) },
  async ({ ctx, params: { id }, url }) => bookPage(ctx, orNotFound(await readLedgerBook(ctx, id)), url),
)

export const meta = pageMeta((_t, { book }: { book: { name: string } }) => book.name)

export default function Book() {
  return <BookPage view={useLoaderData<typeof loader>()} />
}
