import type { Criterion, DecisionRecord, DecisionRules } from './decision-record.ts'
import { problem, type RecordProblem } from './record-problems.ts'
import { TRIM_FLOOR } from './settings.ts'

type Path = readonly PropertyKey[]

/** Every id must be new: a score, a price or a rank is found by it alone. */
export function checkUnique(entries: readonly { id: string; path: Path }[]): RecordProblem[] {
  const seen = new Set<string>()
  return entries.flatMap(({ id, path }) => {
    if (seen.has(id)) return [problem([...path, 'id'], `"${id}" is used twice`)]
    seen.add(id)
    return []
  })
}

type PlacedLeaf = { leaf: NonNullable<Criterion['subCriteria']>[number]; path: Path }

const subLeaves = (criterion: Criterion, path: Path): PlacedLeaf[] =>
  (criterion.subCriteria ?? []).map((leaf, index) => ({ leaf, path: [...path, 'subCriteria', index] }))

function checkPriceCriterion(criterion: Criterion, path: Path): RecordProblem[] {
  const problems: RecordProblem[] = []
  if (criterion.formula === undefined) problems.push(problem([...path, 'formula'], 'a price criterion needs a formula'))
  if (criterion.subCriteria) problems.push(problem([...path, 'subCriteria'], 'a price is not divided'))
  if (criterion.passMark != null) problems.push(problem([...path, 'passMark'], 'a price has no pass mark'))
  if (criterion.allowNotApplicable) problems.push(problem([...path, 'allowNotApplicable'], 'a price always applies'))
  return problems
}

function checkGroup(criterion: Criterion, path: Path, scaleMode: DecisionRules['scaleMode']): RecordProblem[] {
  const problems: RecordProblem[] = []
  if (criterion.kind) problems.push(problem([...path, 'kind'], 'the sub-criteria have a kind, their parent has none'))
  if (criterion.allowNotApplicable)
    problems.push(problem([...path, 'allowNotApplicable'], 'only what is scored can be not applicable'))
  for (const { leaf, path: at } of subLeaves(criterion, path)) {
    if (leaf.kind === undefined || leaf.kind === 'price')
      problems.push(problem([...at, 'kind'], 'must be "subjective" or "objective"'))
    if (leaf.formula) problems.push(problem([...at, 'formula'], 'only a price has a formula'))
    if (scaleMode === 'points' && !(Number(leaf.maxPoints) > 0))
      problems.push(problem([...at, 'maxPoints'], 'must be above zero'))
    if (scaleMode === 'percentTimesWeight' && leaf.maxPoints !== undefined && Number(leaf.maxPoints) !== 100)
      problems.push(problem([...at, 'maxPoints'], 'is 100 here: only the parent has a weight'))
  }
  return problems
}

function checkCriterion(criterion: Criterion, path: Path, scaleMode: DecisionRules['scaleMode']): RecordProblem[] {
  if (criterion.kind === 'price') return checkPriceCriterion(criterion, path)
  const problems = criterion.subCriteria ? checkGroup(criterion, path, scaleMode) : []
  if (!criterion.subCriteria && !criterion.kind) problems.push(problem([...path, 'kind'], 'a criterion needs a kind'))
  if (criterion.formula) problems.push(problem([...path, 'formula'], 'only a price has a formula'))
  if (!(Number(criterion.maxPoints) > 0)) problems.push(problem([...path, 'maxPoints'], 'must be above zero'))
  const full = scaleMode === 'points' ? criterion.maxPoints : 100
  if (criterion.passMark != null && Number(criterion.passMark) > Number(full))
    problems.push(problem([...path, 'passMark'], `is above the highest score, ${full}`))
  return problems
}

function checkPanel({ aggregate, trim, trimFloor = TRIM_FLOOR }: DecisionRules['panel']): RecordProblem[] {
  if (aggregate === 'mean') return []
  if (!trim) return [problem(['rules', 'panel', 'trim'], 'a trimmed mean needs how many to drop, at least 1')]
  return trimFloor > 2 * trim
    ? []
    : [problem(['rules', 'panel', 'trimFloor'], `must leave a score when ${trim} are dropped at each end`)]
}

function checkTieChain({ call, rules }: DecisionRecord, ids: ReadonlySet<string>): RecordProblem[] {
  return rules.tieChain.flatMap((link, index) => {
    const path = ['rules', 'tieChain', index]
    if (rules.tieChain.indexOf(link) !== index) return [problem(path, 'is listed twice')]
    if (link === 'preferredHost' && call.regime !== 'venture')
      return [problem(path, 'a preferred host exists in venture calls only')]
    if (link.startsWith('higherCriterion:') && !ids.has(link.slice('higherCriterion:'.length)))
      return [problem(path, 'names no criterion')]
    return []
  })
}

/** Checks of the rules that one value alone does not show. After these, every sheet they admit can be computed. */
export function checkRules(record: DecisionRecord): RecordProblem[] {
  const { call, rules } = record
  const criteria = rules.criteria.map((criterion, index) => ({ criterion, path: ['rules', 'criteria', index] }))
  const named = criteria.flatMap(({ criterion, path }) => [
    { id: criterion.id, path },
    ...subLeaves(criterion, path).map(({ leaf, path: at }) => ({ id: leaf.id, path: at })),
  ])
  const prices = criteria.filter(({ criterion }) => criterion.kind === 'price')
  return [
    ...checkUnique(named),
    ...criteria.flatMap(({ criterion, path }) => checkCriterion(criterion, path, rules.scaleMode)),
    ...prices.slice(1).map(({ path }) => problem([...path, 'kind'], 'there is one price')),
    ...checkPanel(rules.panel),
    ...checkTieChain(record, new Set(named.map(({ id }) => id))),
    ...(rules.bonus && call.regime !== 'venture'
      ? [problem(['rules', 'bonus'], 'bonus parts exist in venture calls only')]
      : []),
    ...checkUnique(
      (rules.bonus?.parts ?? []).map(({ id }, index) => ({ id, path: ['rules', 'bonus', 'parts', index] })),
    ),
  ]
}
