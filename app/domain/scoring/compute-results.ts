import { at } from '#app/domain/shared/day.ts'
import { awardBids } from './award-bids.ts'
import { bonusScore } from './bonus-score.ts'
import { calibratePanels, type Calibrated } from './calibrate-panels.ts'
import { decisionHash, type Sha256 } from './canonical.ts'
import { leavesOf, panelCriteria, scoredPrice } from './criteria-tree.ts'
import type { DecisionRecord, Marks, RecordBid } from './decision-record.ts'
import type { DecisionResults, Flag } from './decision-results.ts'
import { exact, type Exact } from './exact.ts'
import { flagBiases, flagLowPrices, flagOutliers, flagSplit } from './flags.ts'
import { scorePanel, type PanelScore } from './panel-score.ts'
import { belowPassMarks } from './pass-marks.ts'
import { comparedPriceFen, scorePrices } from './price-score.ts'
import { rankBids, ranksOf, type Contender } from './rank-bids.ts'
import { krippendorffAlpha } from './reliability.ts'
import { rounder, roundTo, type Rounder } from './rounding.ts'
import { flagLimitsOf, roundingOf, trimmingOf } from './settings.ts'
import { panelMax, sheetTotal, type Scale } from './sheet.ts'

/** Changes whenever the same record could give another result. */
export const ENGINE_VERSION = '1.0.0'

type ScoredBid = {
  bid: RecordBid
  panel: PanelScore
  priceScore: Exact
  bonus: Exact
  total: Exact
  /** The total that is ranked. */
  score: Exact
}

/** Agreed values count on every sheet; a judge's own marks can never replace them. */
const sheetsOf = ({ scores, objective }: RecordBid): Map<string, Marks> =>
  new Map(
    Object.entries(scores).map(([judge, marks]) => [
      judge,
      objective === undefined ? marks : { ...marks, ...objective },
    ]),
  )

function scoreBids(record: DecisionRecord, scale: Scale): { scored: ScoredBid[]; basePriceFen: Exact | undefined } {
  const { rules, bids } = record
  const { round } = scale
  const { basePriceFen, scoreOf } = scorePrices(rules, bids, round)
  const scored = bids.map((bid) => {
    const panel = scorePanel(sheetsOf(bid), scale, trimmingOf(rules))
    const priceScore = scoreOf(bid)
    const bonus = round.step(bonusScore(bid, rules.bonus))
    const total = round.final(panel.panelScore.plus(priceScore).plus(bonus))
    return { bid, panel, priceScore, bonus, total, score: total }
  })
  return { scored, basePriceFen }
}

function calibrate({ rules }: DecisionRecord, scored: readonly ScoredBid[]): Calibrated | undefined {
  if (!rules.calibration) return undefined
  const totals = scored.map(({ bid: { panel = '' }, total }) => ({ panel, total }))
  return calibratePanels(totals, rules.calibration, rules.rounding.mode)
}

function contenderOf(
  { bid, panel, priceScore, score }: ScoredBid,
  priceId: string | undefined,
  round: Rounder,
): Contender {
  const means = [...panel.criterionMeans].map(([id, value]) => [id, value && round.final(value)] as const)
  return {
    id: bid.id,
    score,
    priceFen: comparedPriceFen(bid),
    panelScore: round.final(panel.panelScore),
    criterionScores: new Map([
      ...means,
      ...(priceId === undefined ? [] : [[priceId, round.final(priceScore)] as const]),
    ]),
    submittedAtMs: bid.submittedAt === undefined ? undefined : at(bid.submittedAt).getTime(),
    isPreferredHost: bid.preferredHost === true,
    seal: bid.seal,
  }
}

function flagsOf({ rules }: DecisionRecord, scored: readonly ScoredBid[], max: Exact): Flag[] {
  const limits = flagLimitsOf(rules)
  const totals = scored.map(({ panel }) => panel.judgeTotals)
  // Where the price earns nothing, a low one asks for no explanation.
  const priced = scoredPrice(rules) ? scored.map(({ bid }) => ({ id: bid.id, priceFen: exact(bid.priceFen ?? 0) })) : []
  return [
    ...scored.flatMap(({ bid, panel }) => [
      ...panel.untrimmed.map((where): Flag => ({ kind: 'trimNotApplied', bid: bid.id, ...where })),
      ...flagOutliers(bid.id, panel.judgeTotals, limits),
      ...flagSplit(bid.id, panel.judgeTotals, max, limits),
    ]),
    ...flagLowPrices(priced, rules.ceilingFen == null ? undefined : exact(rules.ceilingFen), limits),
    ...flagBiases(totals, max, limits),
  ]
}

/** Agreed values are left out: nobody's agreement is shown by a value that was entered once. */
function reliabilityOf(scored: readonly ScoredBid[], scale: Scale): DecisionResults['reliability'] {
  const criteria = scale.criteria.flatMap((criterion) => {
    const leaves = criterion.leaves.filter(({ kind }) => kind === 'subjective')
    return leaves.length > 0 ? [{ ...criterion, leaves }] : []
  })
  // Then a judge's total is already made of the judge's own marks alone.
  const isAllTheirs =
    criteria.length === scale.criteria.length &&
    criteria.every(({ leaves }) => leaves.every(({ allowNotApplicable }) => !allowNotApplicable)) &&
    leavesOf(scale.criteria, 'objective').length === 0
  const units = scored.map(({ bid, panel }) =>
    isAllTheirs && criteria.length > 0
      ? [...panel.judgeTotals.values()]
      : Object.values(bid.scores).flatMap((marks) => sheetTotal(marks, { ...scale, criteria }) ?? []),
  )
  const { alpha, pairs } = krippendorffAlpha(units)
  return { alphaInterval: alpha === undefined ? null : roundTo(alpha, 3, 'halfUp').toFixed(3), pairs }
}

/**
 * The results of a record that `readDecisionRecord` has passed: a pure function of it, whatever results it carries.
 * Bids come in the record's order, judges in the order of each bid's sheets.
 */
export function computeResults(record: DecisionRecord, sha256: Sha256): DecisionResults {
  const { call, rules } = record
  const round = rounder(roundingOf(rules))
  const scale: Scale = { criteria: panelCriteria(rules), scaleMode: rules.scaleMode, round }
  const { scored: raw, basePriceFen } = scoreBids(record, scale)
  const calibrated = calibrate(record, raw)
  const scored = raw.map((entry) =>
    calibrated ? { ...entry, score: calibrated.totalOf({ panel: entry.bid.panel ?? '', total: entry.total }) } : entry,
  )

  const priceId = scoredPrice(rules)?.id
  const contenders = scored.map((entry) => contenderOf(entry, priceId, round))
  const failures = contenders.flatMap((contender) => belowPassMarks(contender, rules))
  const failed = new Set(failures.flatMap((flag) => ('bid' in flag ? flag.bid : [])))
  const groups = rankBids(
    contenders.filter(({ id }) => !failed.has(id)),
    rules.tieChain,
    { callId: call.id, publishedOn: call.publishedOn, sha256 },
  )
  const ranks = ranksOf(groups)
  const amounts = new Map(record.bids.map(({ id, priceFen }) => [id, BigInt(priceFen ?? 0)]))
  const awards = awardBids(
    groups.map((group) => group.map(({ id }) => ({ id, amountFen: amounts.get(id) ?? 0n }))),
    rules.award,
  )

  const flags: Flag[] = [
    ...flagsOf(record, scored, panelMax(scale.criteria)),
    ...failures,
    ...awards.tiedForAward.map((bid): Flag => ({ kind: 'tiedForAward', bid })),
  ]
  const flagsOfBid = new Map<string, Set<Flag['kind']>>()
  for (const flag of flags) {
    if (!('bid' in flag) || 'judge' in flag) continue
    flagsOfBid.set(flag.bid, (flagsOfBid.get(flag.bid) ?? new Set()).add(flag.kind))
  }
  const texts = (values: ReadonlyMap<string, Exact>) =>
    Object.fromEntries(Array.from(values, ([id, value]) => [id, round.text(value)]))

  return {
    engine: ENGINE_VERSION,
    basePriceFen: basePriceFen?.toFixed(0) ?? null,
    bids: scored.map(({ bid, panel, priceScore, bonus, total, score }) => ({
      id: bid.id,
      judgeTotals: texts(panel.judgeTotals),
      criterionMeans: Object.fromEntries(
        Array.from(panel.criterionMeans, ([id, value]) => [id, value ? round.text(value) : null]),
      ),
      panelScore: round.text(panel.panelScore),
      priceScore: round.text(priceScore),
      bonus: round.text(bonus),
      total: round.text(total),
      calibratedTotal: rules.calibration ? score.toFixed(rules.calibration.decimals) : null,
      rank: ranks.get(bid.id) ?? null,
      outcome: awards.outcomes.get(bid.id) ?? 'notFunded',
      flags: [...(flagsOfBid.get(bid.id) ?? [])],
    })),
    panels: (calibrated?.panels ?? []).map(({ id, mean, coefficient }) => ({
      id,
      mean: mean.toFixed(rules.calibration?.meanDecimals),
      coefficient: coefficient.toFixed(rules.calibration?.coefficientDecimals),
    })),
    flags,
    reliability: reliabilityOf(scored, scale),
    hash: decisionHash(record, sha256),
  }
}
