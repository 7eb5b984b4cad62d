import { bookInForce } from '#app/domain/rule-book/choose.ts'
import { type RuleBook, ruleBookSchema } from '#app/domain/rule-book/rule-book.ts'
import type { CallMethod } from '#app/domain/call/terms.ts'
import type { Day } from '#app/domain/shared/day.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'

/** Every book, as loaded with the migrations; a handful. */
export const readRuleBooks = async (db: Db | Tx): Promise<RuleBook[]> =>
  (await db.ruleBook.findMany({ orderBy: [{ code: 'asc' }, { version: 'asc' }] })).map(({ content }) =>
    ruleBookSchema.parse(content),
  )

/** The book that a call published on this day goes by. @throws when there is none: every method has one. */
export async function readBookInForce(db: Db | Tx, method: CallMethod, day: Day): Promise<RuleBook> {
  const book = bookInForce(await readRuleBooks(db), method, day)
  if (book === undefined) throw new Error(`no rule book for ${method} on ${day}`)
  return book
}

/** What a page says of a book: its name and where to read it. */
export const bookView = ({ code, version, title, validFrom }: RuleBook) => ({ code, version, title, validFrom })
export type BookView = ReturnType<typeof bookView>

type Booked = { ruleBookCode: string | null; ruleBookVersion: number | null; method: CallMethod }

// A version of a book never changes once it is there (rule_book is append-only): each is read once.
const kept = new WeakMap<Db | Tx, Map<string, RuleBook>>()

async function readBook(db: Db | Tx, code: string, version: number): Promise<RuleBook> {
  const books = kept.get(db) ?? new Map<string, RuleBook>()
  kept.set(db, books)
  const key = `${code} ${String(version)}`
  const known = books.get(key)
  if (known !== undefined) return known
  const row = await db.ruleBook.findUniqueOrThrow({ where: { code_version: { code, version } } })
  const book = ruleBookSchema.parse(row.content)
  books.set(key, book)
  return book
}

/** The book a call was published under, frozen; of a draft the one in force on this day. */
export async function readBookOf(db: Db | Tx, call: Booked, today: Day): Promise<RuleBook> {
  const { ruleBookCode: code, ruleBookVersion: version } = call
  return code === null || version === null ? readBookInForce(db, call.method, today) : readBook(db, code, version)
}
