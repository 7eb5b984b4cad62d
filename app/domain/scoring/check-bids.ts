import { checkUnique } from './check-rules.ts'
import { leavesOf, panelCriteria, scoredPrice, type Leaf } from './criteria-tree.ts'
import { NOT_APPLICABLE, type DecisionRecord, type Marks, type RecordBid } from './decision-record.ts'
import { exact } from './exact.ts'
import { problem, type RecordProblem } from './record-problems.ts'

type Path = readonly PropertyKey[]

/** A sheet is whole or absent: every leaf has its mark, and no mark stands for something else. */
function checkMarks(marks: Marks, leaves: readonly Leaf[], path: Path): RecordProblem[] {
  const known = new Set(leaves.map(({ id }) => id))
  const unknown = Object.keys(marks).filter((id) => !known.has(id))
  return [
    ...unknown.map((id) => problem([...path, id], 'names nothing that is scored here')),
    ...leaves.flatMap(({ id, full, allowNotApplicable }) => {
      const mark = Object.hasOwn(marks, id) ? marks[id] : undefined
      if (mark === undefined) return [problem([...path, id], 'is not scored')]
      if (mark === NOT_APPLICABLE) return allowNotApplicable ? [] : [problem([...path, id], 'always applies')]
      return String(mark).startsWith('-') || exact(mark).gt(full)
        ? [problem([...path, id], `is out of range: 0 to ${full.toFixed()}`)]
        : []
    }),
  ]
}

type Facts = {
  record: DecisionRecord
  subjective: Leaf[]
  objective: Leaf[]
  judges: ReadonlyMap<string, DecisionRecord['judges'][number]>
}

function checkScores(bid: RecordBid, path: Path, { record, subjective, objective, judges }: Facts): RecordProblem[] {
  const agreed = bid.objective ?? {}
  const sheets = Object.entries(bid.scores)
  const { quorum } = record.rules.panel
  const marked = [...objective.map(({ id }) => agreed[id])]
  return [
    ...sheets.flatMap(([judgeId, sheet]) => {
      const at = [...path, 'scores', judgeId]
      const judge = judges.get(judgeId)
      if (!judge) return [problem(at, 'is no judge of this record')]
      if (bid.panel !== undefined && judge.panel !== undefined && judge.panel !== bid.panel)
        return [problem(at, `sits on panel "${judge.panel}", the bid is before panel "${bid.panel}"`)]
      const problems = checkMarks(sheet, subjective, at)
      const applies = [...marked, ...Object.values(sheet)].some((mark) => mark !== NOT_APPLICABLE)
      return problems.length > 0 || applies || subjective.length + objective.length === 0
        ? problems
        : [problem(at, 'leaves nothing that applies')]
    }),
    ...(sheets.length < quorum
      ? [problem([...path, 'scores'], `is scored by ${sheets.length} judges, the quorum is ${quorum}`)]
      : []),
    ...checkMarks(agreed, objective, [...path, 'objective']),
  ]
}

function checkPrice(bid: RecordBid, path: Path, { rules }: DecisionRecord): RecordProblem[] {
  const at = [...path, 'priceFen']
  const isMissing = bid.priceFen === null || bid.priceFen === undefined
  if (scoredPrice(rules) && (isMissing || Number(bid.priceFen) === 0))
    return [problem(at, 'must be above zero: the price earns points')]
  if (rules.award.mode === 'multi' && isMissing) return [problem(at, 'is needed to award under a budget')]
  if (bid.priceDeductionPct !== undefined && bid.hostKind !== 'smallEnterprise')
    return [problem([...path, 'priceDeductionPct'], 'only a small enterprise has a price deduction')]
  if (Number(bid.priceDeductionPct ?? 0) >= 100) return [problem([...path, 'priceDeductionPct'], 'must be below 100')]
  return []
}

function checkBonus(bid: RecordBid, path: Path, { call, rules }: DecisionRecord): RecordProblem[] {
  const entries = Object.entries(bid.bonus ?? {})
  if (entries.length > 0 && call.regime !== 'venture')
    return [problem([...path, 'bonus'], 'bonus parts exist in venture calls only')]
  if (!rules.bonus) return []
  const maxima = new Map(rules.bonus.parts.map(({ id, maxPoints }) => [id, exact(maxPoints)]))
  return entries.flatMap(([id, points]) => {
    const max = maxima.get(id)
    if (!max) return [problem([...path, 'bonus', id], 'is no bonus part of the rules')]
    return exact(points).gt(max) ? [problem([...path, 'bonus', id], `is out of range: 0 to ${max.toFixed()}`)] : []
  })
}

/** Panels are compared by means of what is left after the drops: something must be left on each. */
function checkCalibration({ rules, bids }: DecisionRecord): RecordProblem[] {
  if (!rules.calibration) return []
  const dropped = rules.calibration.dropHigh + rules.calibration.dropLow
  const sizes = new Map<string, number>()
  for (const { panel } of bids) if (panel !== undefined) sizes.set(panel, (sizes.get(panel) ?? 0) + 1)
  return [
    ...bids.flatMap(({ panel }, index) =>
      panel === undefined ? [problem(['bids', index, 'panel'], 'is needed to calibrate')] : [],
    ),
    ...[...sizes].flatMap(([panel, size]) =>
      size > dropped ? [] : [problem(['rules', 'calibration'], `drops all ${size} bids of panel "${panel}"`)],
    ),
  ]
}

/** Checks of judges and bids against the rules, which must themselves have passed. */
export function checkBids(record: DecisionRecord): RecordProblem[] {
  const criteria = panelCriteria(record.rules)
  const facts: Facts = {
    record,
    subjective: leavesOf(criteria, 'subjective'),
    objective: leavesOf(criteria, 'objective'),
    judges: new Map(record.judges.map((judge) => [judge.id, judge])),
  }
  return [
    ...checkUnique(record.judges.map(({ id }, index) => ({ id, path: ['judges', index] }))),
    ...checkUnique(record.bids.map(({ id }, index) => ({ id, path: ['bids', index] }))),
    ...record.bids.flatMap((bid, index) => {
      const path = ['bids', index]
      return [...checkScores(bid, path, facts), ...checkPrice(bid, path, record), ...checkBonus(bid, path, record)]
    }),
    ...checkCalibration(record),
  ]
}
