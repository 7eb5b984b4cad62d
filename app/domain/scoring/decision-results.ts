import { z } from 'zod'

const figure = z.string()

const flag = z.discriminatedUnion('kind', [
  /** The judge's total against the mean of the other judges of that bid, signed; null when that mean is zero. */
  z.strictObject({
    kind: z.literal('judgeOutlier'),
    bid: z.string(),
    judge: z.string(),
    deviationPct: figure.nullish(),
  }),
  /** The judge's mean minus the panel's over the same bids, on 0-100. */
  z.strictObject({ kind: z.literal('judgeBias'), judge: z.string(), points: figure }),
  z.strictObject({
    kind: z.literal('abnormallyLowPrice'),
    bid: z.string(),
    against: z.enum(['mean', 'nextLowest', 'ceiling']),
    pct: figure,
  }),
  /** Judges far apart: range and standard deviation of their totals on 0-100. */
  z.strictObject({ kind: z.literal('splitItem'), bid: z.string(), range: figure, sd: figure }),
  /** Too few judges to trim: the plain mean was used. */
  z.strictObject({
    kind: z.literal('trimNotApplied'),
    bid: z.string(),
    criterion: z.string().optional(),
    judges: z.int(),
  }),
  z.strictObject({
    kind: z.literal('belowPassMark'),
    bid: z.string(),
    criterion: z.string().optional(),
    score: figure,
    passMark: figure,
  }),
  /** Equal after the whole tie chain, with not enough for all: people settle it, not the engine. */
  z.strictObject({ kind: z.literal('tiedForAward'), bid: z.string() }),
])

const bidResult = z.strictObject({
  id: z.string(),
  judgeTotals: z.record(z.string(), figure),
  /** On the scale of the sheet; null where nobody found the criterion applicable. */
  criterionMeans: z.record(z.string(), figure.nullable()),
  panelScore: figure,
  priceScore: figure,
  bonus: figure,
  total: figure,
  calibratedTotal: figure.nullish(),
  rank: z.int().nullish(),
  outcome: z.enum(['funded', 'reserve', 'notFunded']),
  /** Kinds of the flags that concern the bid itself; flags on a judge stand in the list of the whole result only. */
  flags: z.array(z.string()),
})

export const decisionResultsSchema = z.strictObject({
  engine: z.string(),
  basePriceFen: figure.nullish(),
  bids: z.array(bidResult),
  panels: z.array(z.strictObject({ id: z.string(), mean: figure, coefficient: figure })),
  flags: z.array(flag),
  reliability: z.strictObject({ alphaInterval: figure.nullish(), pairs: z.int() }),
  hash: z.string(),
})

/** What the engine answers, all figures as decimal text. */
export type DecisionResults = z.infer<typeof decisionResultsSchema>
export type BidResult = DecisionResults['bids'][number]
export type Flag = DecisionResults['flags'][number]
export type BidOutcome = BidResult['outcome']
