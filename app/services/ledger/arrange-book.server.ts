import type { BookTyped } from '#app/domain/ledger/book.ts'
import { ledgerPolicy } from '#app/domain/ledger/policy.ts'
import { ok, refuse } from '#app/domain/shared/outcome.ts'
import { may } from '#app/domain/shared/policy.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { record } from '#app/services/shared/record.server.ts'
import { stale, transact } from '#app/services/shared/transact.server.ts'

export type ArrangeBook = BookTyped & { bookId: string }

/** Names one of a body's four books and says whose lines of which entries it shows. Entries are what they are: it is a way of reading. */
export const arrangeBook = (ctx: Context, { bookId, version, ...wanted }: ArrangeBook) =>
  transact(ctx, async (tx) => {
    const book = await tx.ledgerBook.findUnique({ where: { id: bookId } })
    if (book === null || !may(ledgerPolicy, 'readStatements', ctx.actor, book)) return refuse('not-found')
    if (!may(ledgerPolicy, 'arrangeBooks', ctx.actor, book)) return refuse('forbidden')
    const others = await tx.ledgerBook.findMany({ where: { bodyId: book.bodyId, NOT: { id: book.id } } })
    for (const field of ['nameZh', 'nameEn'] as const) {
      const isTaken = others.some((other) => other[field].toLowerCase() === wanted[field].toLowerCase())
      if (isTaken) return refuse('ledgerBook.name-taken', { field })
    }
    const { count } = await tx.ledgerBook.updateMany({
      where: { id: book.id, version },
      data: { ...wanted, version: { increment: 1 } },
    })
    if (count === 0) return stale()
    const { nameZh, nameEn, accountKinds, entryKinds } = book
    await record(tx, ctx, {
      type: 'ledger.book-arranged',
      entity: 'ledger_book',
      entityId: book.id,
      bodyId: book.bodyId,
      data: { position: book.position, before: { nameZh, nameEn, accountKinds, entryKinds }, after: wanted },
    })
    return ok()
  })
