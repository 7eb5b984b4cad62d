import { expect, test } from 'vitest'
import { ruleBooks } from '#prisma/rule-books/index.ts'
import { criteriaTemplates, kindOfKey, templatesFor } from './criteria-templates.ts'
import { callMethods } from './terms.ts'

test('every set adds up to a hundred, and its price is within the bounds of every book it is offered for', () => {
  for (const method of callMethods) {
    const book = ruleBooks.find((one) => one.method === method)
    for (const name of templatesFor(method)) {
      const rows: readonly { key: string; points: string }[] = criteriaTemplates[name]
      expect(rows.reduce((sum, { points }) => sum + Number(points), 0)).toBe(100)
      const price = rows.find(({ key }) => kindOfKey(key) === 'PRICE')
      // Negotiated: a price is asked for, and nothing is weighed.
      if (book?.singleSource !== undefined) expect(price).toBeDefined()
      else if (book?.priceWeight == null) expect(price).toBeUndefined()
      else {
        expect(Number(price?.points)).toBeGreaterThanOrEqual(book.priceWeight.min)
        expect(Number(price?.points)).toBeLessThanOrEqual(book.priceWeight.max)
      }
    }
  }
})
