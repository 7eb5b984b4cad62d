import { refuse, type Refusal } from '#app/domain/shared/outcome.ts'
import type { Criterion, DecisionRules } from './decision-record.ts'
import { exact, HUNDRED, isDecimal, sum, ZERO, type DecimalInput, type Exact } from './exact.ts'

/** What a call's criteria must satisfy, beyond each having an id, a title and points. All in points of the total. */
export type CriteriaLimits = {
  /** What all criteria add up to; 100 unless the call declares otherwise. */
  totalPoints?: DecimalInput
  /** Bounds of a scored price, both included: services 10-30 under 214号, from 10 under 87令 (rules B4, B6). */
  priceWeight?: { min: DecimalInput; max: DecimalInput }
}

type CriteriaSet = Pick<DecisionRules, 'scaleMode' | 'criteria'>

const pointsOf = ({ maxPoints }: { maxPoints?: DecimalInput | undefined }): Exact =>
  isDecimal(maxPoints) ? exact(maxPoints) : ZERO
const told = (value: Exact) => value.toFixed()
const isScoredPrice = ({ kind, formula }: Criterion) => kind === 'price' && formula === 'lowestOverBid'

const problem = (code: string, field: string, data: NonNullable<Refusal['data']> = {}): Refusal =>
  refuse(`criteria.${code}`, { field, data }).refusal

function repeatedIds(criteria: readonly Criterion[]): Refusal[] {
  const named = criteria.flatMap(({ id, subCriteria = [] }, index) => [
    { id, field: `criteria[${index}].id` },
    ...subCriteria.map((leaf, place) => ({ id: leaf.id, field: `criteria[${index}].subCriteria[${place}].id` })),
  ])
  const first = new Map(named.toReversed().map(({ id, field }) => [id, field]))
  return named.flatMap(({ id, field }) => (first.get(id) === field ? [] : [problem('id-repeated', field, { id })]))
}

/** Sub-criteria have points of their own only where points are printed; they share out the parent's in that proportion. */
function withoutPoints({ scaleMode, criteria }: CriteriaSet): Refusal[] {
  return criteria.flatMap((criterion, index) => {
    const field = `criteria[${index}]`
    const leaves = scaleMode === 'points' ? (criterion.subCriteria ?? []) : []
    const fields = leaves.map((leaf, place) => ({ leaf, field: `${field}.subCriteria[${place}].maxPoints` }))
    const own = criterion.kind === 'price' ? [] : [{ leaf: criterion, field: `${field}.maxPoints` }]
    return [...own, ...fields].flatMap(({ leaf, field: at }) =>
      pointsOf(leaf).gt(0) ? [] : [problem('points-not-positive', at)],
    )
  })
}

/**
 * Problems of a criteria set, empty when a call may be published with it. Codes, with the field and the data of each:
 * `criteria.none`; `criteria.id-repeated {id}`; `criteria.points-not-positive`;
 * `criteria.total {total, expected}`; `criteria.price-repeated`; `criteria.price-weight {weight, min, max}`;
 * `criteria.nothing-scored` when no criterion is left to the panel.
 */
export function validateCriteria(set: CriteriaSet, { totalPoints = 100, priceWeight }: CriteriaLimits = {}): Refusal[] {
  const { criteria } = set
  if (criteria.length === 0) return [problem('none', 'criteria')]
  const counted = criteria.filter((criterion) => criterion.kind !== 'price' || isScoredPrice(criterion))
  const total = sum(counted.map(pointsOf))
  const expected = exact(totalPoints)
  const prices = criteria.flatMap((criterion, index) => (criterion.kind === 'price' ? [{ criterion, index }] : []))
  const price = prices.find(({ criterion }) => isScoredPrice(criterion))
  const weight = price && expected.gt(0) ? pointsOf(price.criterion).times(HUNDRED).div(expected) : undefined

  const problems = [
    ...repeatedIds(criteria),
    ...withoutPoints(set),
    ...prices.slice(1).map(({ index }) => problem('price-repeated', `criteria[${index}].kind`)),
  ]
  if (prices.length === criteria.length) problems.push(problem('nothing-scored', 'criteria'))
  if (!total.eq(expected)) problems.push(problem('total', 'criteria', { total: told(total), expected: told(expected) }))
  if (price && weight && priceWeight && (weight.lt(exact(priceWeight.min)) || weight.gt(exact(priceWeight.max))))
    problems.push(
      problem('price-weight', `criteria[${price.index}].maxPoints`, {
        weight: told(weight.rounded(2, 'halfUp')),
        min: String(priceWeight.min),
        max: String(priceWeight.max),
      }),
    )
  return problems
}
