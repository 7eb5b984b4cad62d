import type pg from 'pg'
import { type RuleBook, ruleBookSchema } from '#app/domain/rule-book/rule-book.ts'
import { consultation } from './consultation.ts'
import { openTender } from './open-tender.ts'
import { singleSource } from './single-source.ts'
import { smallPurchase } from './small-purchase.ts'
import { venture, ventureWithStages } from './venture.ts'

/** Every book this version of the site comes with, checked. A changed rule is a new version with its day, never an edit. */
export const ruleBooks: readonly RuleBook[] = [
  openTender,
  consultation,
  smallPurchase,
  singleSource,
  venture,
  ventureWithStages,
].map((book) => ruleBookSchema.parse(book))

/** Adds the books that are not there yet; one that is there stays as it was loaded. Idempotent. */
export async function writeRuleBooks(client: pg.Client): Promise<void> {
  for (const book of ruleBooks)
    await client.query(
      `INSERT INTO rule_book (code, version, method, valid_from, content) VALUES ($1, $2, $3::call_method, $4, $5)
       ON CONFLICT (code, version) DO NOTHING`,
      [book.code, book.version, book.method, book.validFrom, JSON.stringify(book)],
    )
}
