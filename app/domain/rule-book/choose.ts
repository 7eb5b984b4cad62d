import type { CallMethod } from '../call/terms.ts'
import { compareDays, type Day, toDay } from '../shared/day.ts'
import type { RuleBook } from './rule-book.ts'

/** The book in force for a method on a day: the latest that was valid by then, and of that the highest version. */
export const bookInForce = (books: readonly RuleBook[], method: CallMethod, day: Day): RuleBook | undefined =>
  books
    .filter((book) => book.method === method && compareDays(toDay(book.validFrom), day) <= 0)
    .toSorted((a, b) => compareDays(toDay(b.validFrom), toDay(a.validFrom)) || b.version - a.version)[0]
