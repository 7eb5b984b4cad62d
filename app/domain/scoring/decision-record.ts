import { z } from 'zod'
import { parseDay } from '#app/domain/shared/day.ts'
import { decisionResultsSchema } from './decision-results.ts'
import { isDecimal, type DecimalInput } from './exact.ts'

/** `commonweal.decision/1`: everything a result was computed from, so that a stranger can compute it again. */
export const DECISION_FORMAT = 'commonweal.decision/1'

/** Stands in a sheet for an item that does not apply, where the criterion allows it. */
export const NOT_APPLICABLE = 'n/a'

// Surrogates and control characters have no one canonical text, and a line break would blur the seed of a draw.
const id = z.string().regex(/^[^\p{C}]{1,100}$/u, 'an id of 1 to 100 printable characters')
const text = z.string().regex(/^\P{Cs}+$/u, 'text that is not empty')
const count = z.int().min(0).max(1000)

const decimal = z.custom<DecimalInput>(isDecimal, 'a decimal with at most 4 decimals')
const positive = decimal.refine((value) => Number(value) > 0, 'a decimal above zero')
const notNegative = decimal.refine((value) => !String(value).startsWith('-'), 'a decimal that is not negative')
const percentage = notNegative.refine((value) => Number(value) <= 100, 'a percentage from 0 to 100')

const isFen = (value: unknown): value is DecimalInput =>
  typeof value === 'number' ? Number.isSafeInteger(value) && value >= 0 : /^(?:0|[1-9]\d{0,17})$/.test(String(value))
const fen = z.custom<DecimalInput>(
  (value) => (typeof value === 'string' || typeof value === 'number') && isFen(value),
  'a whole number of fen',
)
const mark = z.custom<DecimalInput>(
  (value) => value === NOT_APPLICABLE || isDecimal(value),
  `a decimal with at most 4 decimals, or "${NOT_APPLICABLE}"`,
)

const leaf = z.strictObject({
  id,
  title: text,
  kind: z.enum(['subjective', 'objective', 'price']).optional(),
  maxPoints: notNegative.optional(),
  formula: z.enum(['lowestOverBid', 'fixedPrice', 'noPrice']).optional(),
  allowNotApplicable: z.boolean().optional(),
})

/**
 * A leaf (with a kind) or a group (with `subCriteria`, which share its points).
 * `maxPoints` is what the criterion can add to the total: points, or the weight in % under `percentTimesWeight`.
 */
const criterion = leaf.extend({
  maxPoints: notNegative,
  passMark: notNegative.nullish(),
  subCriteria: z.array(leaf).min(1).optional(),
})

const rules = z.strictObject({
  scaleMode: z.enum(['points', 'percentTimesWeight']),
  rounding: z.strictObject({
    mode: z.enum(['halfUp', 'truncate']),
    decimals: z.int().min(0).max(4).optional(),
    at: z.enum(['everyStep', 'end']).optional(),
  }),
  panel: z.strictObject({
    aggregate: z.enum(['mean', 'trimmedMean']),
    trim: count.optional(),
    trimFloor: count.optional(),
    trimOn: z.enum(['total', 'criterion']).optional(),
    quorum: count.min(1),
    outlierPct: notNegative.optional(),
  }),
  criteria: z.array(criterion).min(1),
  tieChain: z.array(
    z.union([
      z.enum(['lowerPrice', 'higherTechnical', 'earlierSubmission', 'preferredHost', 'draw']),
      z.templateLiteral(['higherCriterion:', z.string().min(1)]),
    ]),
  ),
  passMark: notNegative.nullish(),
  calibration: z
    .strictObject({
      dropHigh: count,
      dropLow: count,
      meanDecimals: z.int().min(0).max(8),
      coefficientDecimals: z.int().min(0).max(8),
      decimals: z.int().min(0).max(8),
    })
    .nullish(),
  award: z.discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('single') }),
    z.strictObject({
      mode: z.literal('multi'),
      budgetFen: fen,
      /** May a smaller bid be funded past one that does not fit? Not unless the rules say so. */
      skipUnaffordable: z.boolean().optional(),
    }),
  ]),
  bonus: z
    .strictObject({
      parts: z.array(z.strictObject({ id, title: text, source: text, maxPoints: positive })).min(1),
      /** Most points all parts together may add. */
      cap: positive.nullish(),
    })
    .nullish(),
  ceilingFen: fen.nullish(),
  flagLimits: z
    .strictObject({
      lowOfMeanPct: percentage.optional(),
      lowOfNextPct: percentage.optional(),
      lowOfCeilingPct: percentage.optional(),
      splitRange: notNegative.optional(),
      splitSd: notNegative.optional(),
      judgeBias: notNegative.optional(),
    })
    .nullish(),
})

const bid = z.strictObject({
  id,
  priceFen: fen.nullish(),
  submittedAt: z.iso.datetime({ offset: true, message: 'an instant with its offset' }).optional(),
  seal: id.optional(),
  panel: id.optional(),
  /** Needed where a policy speaks of it: only a small enterprise may have a price deduction. */
  hostKind: z.enum(['socialOrganization', 'smallEnterprise', 'enterprise', 'publicInstitution']).optional(),
  priceDeductionPct: percentage.optional(),
  preferredHost: z.boolean().optional(),
  scores: z.record(id, z.record(id, mark)),
  objective: z.record(id, mark).optional(),
  bonus: z.record(id, notNegative).optional(),
})

export const decisionRecordSchema = z.strictObject({
  format: z.literal(DECISION_FORMAT),
  call: z.strictObject({
    id,
    title: text,
    regime: z.enum(['procurement', 'venture']),
    method: z.enum(['openTender', 'competitiveConsultation', 'smallPurchase', 'ventureCall']),
    publishedOn: z.string().refine((value) => parseDay(value) !== undefined, 'a day, YYYY-MM-DD'),
  }),
  rules,
  judges: z.array(z.strictObject({ id, panel: id.optional() })),
  bids: z.array(bid).min(1),
  results: decisionResultsSchema.optional(),
})

export type DecisionRecord = z.infer<typeof decisionRecordSchema>
export type DecisionRules = DecisionRecord['rules']
export type Criterion = DecisionRules['criteria'][number]
export type TieLink = DecisionRules['tieChain'][number]
export type RecordBid = DecisionRecord['bids'][number]
/** A sheet or the agreed values: leaf id to a decimal or `"n/a"`. */
export type Marks = Readonly<Record<string, DecimalInput | undefined>>
