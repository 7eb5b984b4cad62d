import { type Citation, cite } from './cite.ts'
import type { Period, RuleBook } from './rule-book.ts'

type Term = Pick<Period, 'code' | 'from' | 'direction' | 'length' | 'unit' | 'bound' | 'isStatutory'>

/** A value of a line: a plain one, an amount in fen, or words that are texts of their own. */
export type LineValue = string | number | { fen: string } | { keys: readonly string[] }

/** One rule of a book as a page says it: text ruleBook.line.<code>, or a term. */
export type RuleLine = { citation: Citation } & (
  { code: string; values: Readonly<Record<string, LineValue>>; period: null } | { period: Term }
)
export const bookParts = ['stages', 'periods', 'bids', 'panel', 'scoring', 'award', 'conditions', 'expertFee'] as const
export type BookPart = (typeof bookParts)[number]

/** Every rule of a book, part by part, with where it is written. What the book does not say is not there. */
export function inWords(book: RuleBook): { part: BookPart; lines: RuleLine[] }[] {
  type Origin = Parameters<typeof cite>[1]
  const line = (rule: Origin, code: string, values: Record<string, LineValue> = {}): RuleLine => ({
    citation: cite(book, rule),
    code,
    values,
    period: null,
  })
  const { bids, panel, priceWeight, scoring, lowPrice, award, bonds, conditions, term, expertFee } = book
  const lines: Record<BookPart, RuleLine[]> = {
    stages: (book.stages ?? []).map((stage) =>
      line(stage, stage.isRequired ? 'stageRequired' : 'stageOpen', {
        stage: { keys: [`venture.stage.${stage.code}`] },
      }),
    ),
    periods: book.periods.map(({ source, article, ...period }) => ({
      citation: cite(book, { source, article }),
      period,
    })),
    bids: [
      ...(book.singleSource === undefined
        ? []
        : [
            line(book.singleSource, 'singleOpinions', { count: book.singleSource.minOpinions }),
            line(book.singleSource, 'singleNegotiators', { count: book.singleSource.negotiators }),
          ]),
      line(bids, 'minimum', {
        minimum: bids.minimum,
        fewer: { keys: bids.ifFewer.map((what) => `ruleBook.fewer.${what}`) },
      }),
    ],
    panel: [
      line(panel, 'seats', { seats: panel.minSeats }),
      ...(panel.isOdd ? [line(panel, 'odd')] : []),
      ...(panel.expertShare.numerator > 0 ? [line(panel, 'experts', panel.expertShare)] : []),
      ...(panel.larger === undefined
        ? []
        : [line(panel, 'larger', { budget: { fen: panel.larger.fromBudgetFen }, seats: panel.larger.minSeats })]),
      line(panel, 'quorum', { quorum: panel.quorum }),
      ...(panel.mayBuyerChair ? [] : [line(panel, 'chair')]),
      line(panel, panel.namesSecretUntil === 'resultNoticed' ? 'namesResult' : 'namesSeated'),
    ],
    scoring: [
      priceWeight === null
        ? line(scoring, 'priceNone')
        : line(priceWeight, 'price', { min: priceWeight.min, max: priceWeight.max }),
      line(scoring, 'rounding', {
        at: { keys: [`ruleBook.roundingAt.${scoring.rounding.at}`] },
        mode: { keys: [`ruleBook.roundingMode.${scoring.rounding.mode}`] },
        decimals: scoring.rounding.decimals,
      }),
      line(scoring, scoring.mayTrim ? 'trim' : 'noTrim'),
      line(scoring, 'outlier', { pct: scoring.outlierPct }),
      line(scoring, 'ties', { ties: { keys: scoring.tieChain.map((rule) => `ruleBook.tie.${rule}`) } }),
      ...(lowPrice === null
        ? []
        : [
            line(lowPrice, 'low', {
              ofMean: lowPrice.ofMeanPct,
              ofNext: lowPrice.ofNextPct,
              ofCeiling: lowPrice.ofCeilingPct,
              minutes: lowPrice.explainMinutes,
            }),
          ]),
    ],
    award: [
      line(award, award.mode),
      line(award, 'candidates', { candidates: award.candidates }),
      line(award, award.passOverFirst === 'forbidden' ? 'inOrder' : 'passOver'),
      ...(award.mode === 'multi' ? [line(award, award.skipUnaffordable ? 'skip' : 'noSkip')] : []),
    ],
    conditions: [
      line(conditions, conditions.preferences === 'forbidden' ? 'noPreferences' : 'preferences'),
      ...(conditions.smallEnterprises === 'barsSocialOrganizations' ? [line(conditions, 'smallEnterprises')] : []),
      ...(conditions.negativeList ? [line(conditions, 'negativeList')] : []),
      ...(bonds === null ? [] : [line(bonds, 'bonds', { bid: bonds.bidPctMax, performance: bonds.performancePctMax })]),
      ...(term === null ? [] : [line(term, 'term', { normal: term.normalMonths, most: term.mostMonths })]),
    ],
    expertFee:
      expertFee === null
        ? []
        : [
            line(expertFee, 'fee', {
              hours: expertFee.hours,
              fee: { fen: expertFee.feeFen },
              perHour: { fen: expertFee.perHourFen },
              dayMax: { fen: expertFee.dayMaxFen },
            }),
          ],
  }
  // Nobody scores what is negotiated: there is no panel, no scale and no rank to tell of.
  if (book.singleSource !== undefined) lines.panel = lines.scoring = lines.award = []
  return bookParts.map((part) => ({ part, lines: lines[part] })).filter((group) => group.lines.length > 0)
}
