import { describe, expect, test } from 'vitest'
import { ruleBooks } from '#prisma/rule-books/index.ts'
import { callMethods } from '../call/terms.ts'
import { toDay } from '../shared/day.ts'
import { bookInForce } from './choose.ts'
import { type RuleBook, ruleBookSchema, seatsAtLeast } from './rule-book.ts'

const [tender] = ruleBooks
if (tender === undefined) throw new Error('there are books')
const refusedAt = (book: unknown) =>
  ruleBookSchema.safeParse(book).error?.issues.map(({ path }) => path.join('.')) ?? []

describe('a rule book that cannot hold', () => {
  test.each<[string, Partial<RuleBook> | object, string]>([
    ['a source that is not listed', { bids: { minimum: 3, ifFewer: ['fail'], source: 'hearsay' } }, 'bids'],
    [
      'a price weight upside down',
      { priceWeight: { min: 30, max: 10, isStatutory: true, source: 'order87' } },
      'priceWeight',
    ],
    ['a quorum no panel reaches', { panel: { ...tender.panel, quorum: 9 } }, 'panel.quorum'],
    [
      'more experts than seats',
      { panel: { ...tender.panel, expertShare: { numerator: 4, denominator: 3 } } },
      'panel.expertShare',
    ],
    ['a term twice', { periods: [...tender.periods, ...tender.periods.slice(0, 1)] }, 'periods'],
    ['a method of the other regime', { method: 'VENTURE_CALL' }, 'method'],
    ['a day that is none', { validFrom: '2026-02-30' }, 'validFrom'],
    ['a word that is not in the format', { colour: 'red' }, ''],
  ])('%s', (_, over, path) => expect(refusedAt({ ...tender, ...over })).toContain(path))
})

test('every method has a book today', () => {
  for (const method of callMethods) expect(bookInForce(ruleBooks, method, toDay('2026-03-02'))?.method).toBe(method)
})

test('the latest book in force by the day holds, and none before its day', () => {
  const later = { ...tender, version: 2, validFrom: '2026-07-01' }
  const at = (day: string) => bookInForce([tender, later], tender.method, toDay(day))?.version
  expect([at('2017-09-30'), at('2026-06-30'), at('2026-07-01')]).toEqual([undefined, 1, 2])
})

test('a large budget takes a larger panel, from the amount itself on', () => {
  expect([seatsAtLeast(tender, 999_999_999n), seatsAtLeast(tender, 1_000_000_000n)]).toEqual([5, 7])
})
