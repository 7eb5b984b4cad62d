import { cite } from '../../rule-book/cite.ts'
import { hasStage } from '../../rule-book/rule-book.ts'
import { validateCriteria } from '../../scoring/criteria.ts'
import { byLaw, error, type Finding, note, warning } from './finding.ts'
import type { CallSheet, Surroundings } from './sheet.ts'

/**
 * Who pitches in person is known by name: the drafter says why names are hidden all the same, or shows them. And prices are
 * read out beside the names at the opening.
 */
export const lintBlind = ({ isBlind, criteria }: CallSheet, { book }: Surroundings): Finding[] =>
  isBlind !== true
    ? []
    : [
        ...(hasStage(book, 'pitch') ? [warning('criteria', 'blind-pitch')] : []),
        ...(criteria.some(({ kind }) => kind === 'PRICE') ? [note('criteria', 'blind-price')] : []),
      ]

/** Points add up, something is left to the panel, and the price counts as much as the book says. */
export function lintCriteria({ criteria }: CallSheet, { book }: Surroundings): Finding[] {
  if (criteria.length === 0) return [error('criteria', 'no-criteria')]
  // Nothing is scored where the price is negotiated: there must be a question and a price, and points are not counted.
  if (book.singleSource !== undefined) {
    if (!criteria.some(({ kind }) => kind === 'SUBJECTIVE')) return [error('criteria', 'no-criteria')]
    return criteria.some(({ kind }) => kind === 'PRICE')
      ? []
      : [error('criteria', 'single-no-price', { citation: cite(book, book.singleSource) })]
  }
  const { priceWeight } = book
  const set = {
    scaleMode: 'points' as const,
    criteria: criteria.map(({ kind, points }, index) => ({
      id: String(index),
      title: String(index),
      maxPoints: points,
      kind: kind === 'PRICE' ? ('price' as const) : ('subjective' as const),
      ...(kind === 'PRICE' ? { formula: 'lowestOverBid' as const } : {}),
    })),
  }
  const found = validateCriteria(set, priceWeight === null ? {} : { priceWeight }).map(
    ({ code, data = {} }): Finding => {
      const short = code.replace('criteria.', 'criteria-')
      if (code !== 'criteria.price-weight' || priceWeight === null) return error('criteria', short, { data })
      return byLaw(priceWeight.isStatutory)('criteria', short, { data, citation: cite(book, priceWeight) })
    },
  )
  // A service at a fixed price is bought without scoring it (财政部令第87号 art. 55): that is for the drafter to say.
  if (priceWeight !== null && priceWeight.min > 0 && !criteria.some(({ kind }) => kind === 'PRICE'))
    found.push(warning('criteria', 'no-price', { data: { min: priceWeight.min }, citation: cite(book, priceWeight) }))
  return found
}
