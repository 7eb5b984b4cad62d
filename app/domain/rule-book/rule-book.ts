import { z } from 'zod'
import { callMethods } from '../call/terms.ts'
import { parseDay } from '../shared/day.ts'

/** `commonweal.rules/1`: everything in which one way of buying or granting differs from another, as dated data. */
export const RULES_FORMAT = 'commonweal.rules/1'

const text = z.string().trim().min(1)
const both = z.strictObject({ zh: text, en: text })
const count = z.int().min(0)
const percent = z.number().min(0).max(100)

/** Whose rule it is: an id of the book's `sources`, and the article where one is known. */
const origin = { source: text, article: z.string().optional() }

/** What happens on the way; a term counts from one of these. */
export const ruleEvents = [
  'singleSourceNoticed',
  'callPublished',
  'callAmended',
  'questionAsked',
  'bidDeadline',
  'panelDrawn',
  'opened',
  'resultSigned',
  'resultReported',
  'decided',
  'resultNoticed',
  'noticeEnded',
  'contractSigned',
  'contractEnded',
  'inquiryFiled',
  'objectionFiled',
  'objectionAnswerDue',
  'complaintFiled',
  'invoiceReceived',
] as const
export type RuleEvent = (typeof ruleEvents)[number]

/** What a term bounds. Texts: ruleBook.period.<code>. */
export const periodCodes = [
  'bidPeriod',
  'documentOffer',
  'amendment',
  'questions',
  'panelDraw',
  'report',
  'decision',
  'resultPublication',
  'resultNotice',
  'contractSigning',
  'contractFiling',
  'contractPublication',
  'singleSourceNotice',
  'inquiryAnswer',
  'objectionToDocuments',
  'objectionToProcess',
  'objectionToResult',
  'objectionAnswer',
  'complaint',
  'complaintDecision',
  'complaintSuspension',
  'payment',
  'archive',
] as const
export type PeriodCode = (typeof periodCodes)[number]

const period = z.strictObject({
  code: z.enum(periodCodes),
  from: z.enum(ruleEvents),
  /** Counted forward from the event, or backward: at least this long before it. */
  direction: z.enum(['after', 'before']).default('after'),
  length: count,
  unit: z.enum(['natural', 'working', 'year']),
  /** At least so long must be given, or at most so long may be taken. */
  bound: z.enum(['atLeast', 'atMost']),
  /** Statutory terms block; the others are advice that may be departed from with a written reason. */
  isStatutory: z.boolean(),
  ...origin,
})
export type Period = z.output<typeof period>

const panel = z.strictObject({
  minSeats: count,
  isOdd: z.boolean(),
  /** At least this share of the seats are experts. */
  expertShare: z.strictObject({ numerator: count, denominator: count.min(1) }),
  /** More seats from this budget on. */
  larger: z.strictObject({ fromBudgetFen: z.string().regex(/^\d+$/), minSeats: count }).optional(),
  quorum: count.min(1),
  mayBuyerChair: z.boolean(),
  /** Names stay secret until then. */
  namesSecretUntil: z.enum(['resultNoticed', 'panelSeated']),
  ...origin,
})

/** The way of a venture call, in its order (公益创投). Texts: venture.stage.<code>. */
export const stageCodes = [
  'collection',
  'preliminaryReview',
  'dueDiligence',
  'budgetReview',
  'pitch',
  'scoring',
  'notice',
  'optimisation',
  'agreement',
] as const
export type StageCode = (typeof stageCodes)[number]

/** A stage that is required is done before the call goes on; another is there to be used. */
const stage = z.strictObject({ code: z.enum(stageCodes), isRequired: z.boolean(), ...origin })

const fewerBids = ['fail', 'retender', 'otherMethod', 'proceed'] as const

/** The whole book. Money is fen as text; days are `YYYY-MM-DD`. */
export const ruleBookSchema = z
  .strictObject({
    format: z.literal(RULES_FORMAT),
    code: z.string().regex(/^[a-z]+(-[a-z]+)*$/),
    version: count.min(1),
    validFrom: z.string().refine((value) => parseDay(value) !== undefined, 'a day'),
    regime: z.enum(['PROCUREMENT', 'VENTURE']),
    method: z.enum(callMethods),
    title: both,
    /** Document numbers; `isConfirmed` false: quoted from memory, to be confirmed before real use. */
    sources: z.record(text, z.strictObject({ docNo: both, isConfirmed: z.boolean() })),
    periods: z.array(period),
    /** The stages of a call, where the book names them; earlier books do not. */
    stages: z.array(stage).optional(),
    /** Buying from one named supplier: how many experts argue it, how many negotiate. Only in the book of that method. */
    singleSource: z.strictObject({ minOpinions: count, negotiators: count.min(1), ...origin }).optional(),
    bids: z.strictObject({ minimum: count.min(1), ifFewer: z.array(z.enum(fewerBids)).min(1), ...origin }),
    panel,
    /** Bounds of the price's points out of 100; null: the price is not scored. */
    priceWeight: z.strictObject({ min: percent, max: percent, isStatutory: z.boolean(), ...origin }).nullable(),
    scoring: z.strictObject({
      rounding: z.strictObject({
        mode: z.enum(['halfUp', 'truncate']),
        decimals: z.int().min(0).max(4),
        at: z.enum(['everyStep', 'end']),
      }),
      /** Whether the published rules of a call may drop extremes of judges' totals. */
      mayTrim: z.boolean(),
      outlierPct: percent,
      tieChain: z.array(z.enum(['lowerPrice', 'higherTechnical', 'earlierSubmission', 'preferredHost', 'draw'])),
      ...origin,
    }),
    lowPrice: z
      .strictObject({
        ofMeanPct: percent,
        ofNextPct: percent,
        ofCeilingPct: percent,
        explainMinutes: count,
        ...origin,
      })
      .nullable(),
    award: z.strictObject({
      mode: z.enum(['single', 'multi']),
      candidates: count.min(1),
      /** Whether somebody else than the first in rank may be chosen. */
      passOverFirst: z.enum(['forbidden', 'withReasonAndSecondApprover']),
      /** May a smaller bid be funded past one that does not fit the budget? */
      skipUnaffordable: z.boolean(),
      ...origin,
    }),
    bonds: z.strictObject({ bidPctMax: percent, performancePctMax: percent, ...origin }).nullable(),
    conditions: z.strictObject({
      /** Preferences by region or by form of organization. */
      preferences: z.enum(['forbidden', 'allowed']),
      /** Reserved for small enterprises: social organizations would be shut out. */
      smallEnterprises: z.enum(['barsSocialOrganizations', 'notApplicable']),
      /** The list of what must not be bought (102号令 art. 10). */
      negativeList: z.boolean(),
      ...origin,
    }),
    term: z.strictObject({ normalMonths: count.min(1), mostMonths: count.min(1), ...origin }).nullable(),
    /** Experts' pay in fen: up to `hours` the fee, each further hour `perHourFen`, at most `dayMaxFen`. */
    expertFee: z
      .strictObject({
        hours: count,
        feeFen: z.string().regex(/^\d+$/),
        perHourFen: z.string().regex(/^\d+$/),
        dayMaxFen: z.string().regex(/^\d+$/),
        ...origin,
      })
      .nullable(),
  })
  .superRefine((book, issue) => {
    const named = (at: string, source: string) => {
      if (!Object.hasOwn(book.sources, source))
        issue.addIssue({ code: 'custom', path: [at], message: `unknown source ${source}` })
    }
    book.periods.forEach(({ source }, index) => named(`periods.${index}`, source))
    for (const part of [
      'bids',
      'panel',
      'priceWeight',
      'scoring',
      'lowPrice',
      'award',
      'bonds',
      'conditions',
      'term',
      'expertFee',
    ] as const) {
      const rule = book[part]
      if (rule !== null) named(part, rule.source)
    }
    const { priceWeight, panel: seats, term } = book
    if (priceWeight !== null && priceWeight.min > priceWeight.max)
      issue.addIssue({ code: 'custom', path: ['priceWeight'], message: 'min above max' })
    if (seats.quorum > seats.minSeats)
      issue.addIssue({ code: 'custom', path: ['panel', 'quorum'], message: 'a quorum no panel reaches' })
    if (seats.expertShare.numerator > seats.expertShare.denominator)
      issue.addIssue({ code: 'custom', path: ['panel', 'expertShare'], message: 'more than all seats' })
    if (term !== null && term.normalMonths > term.mostMonths)
      issue.addIssue({ code: 'custom', path: ['term'], message: 'normal above most' })
    const stages = (book.stages ?? []).map(({ code }) => code)
    book.stages?.forEach(({ source }, index) => named(`stages.${index}`, source))
    if (
      stages.some(
        (code, index) => index > 0 && stageCodes.indexOf(code) <= stageCodes.indexOf(stages[index - 1] ?? code),
      )
    )
      issue.addIssue({ code: 'custom', path: ['stages'], message: 'stages out of their order' })
    if (book.singleSource !== undefined) named('singleSource', book.singleSource.source)
    if ((book.singleSource === undefined) === (book.method === 'SINGLE_SOURCE'))
      issue.addIssue({ code: 'custom', path: ['singleSource'], message: 'rules of a single source in the wrong book' })
    if (new Set(book.periods.map(({ code }) => code)).size !== book.periods.length)
      issue.addIssue({ code: 'custom', path: ['periods'], message: 'a period twice' })
    if ((book.method === 'VENTURE_CALL') !== (book.regime === 'VENTURE'))
      issue.addIssue({ code: 'custom', path: ['method'], message: 'method and regime do not belong together' })
  })
export type RuleBook = z.output<typeof ruleBookSchema>

/** The book's term of that name, where it has one. */
export const periodOf = (book: Pick<RuleBook, 'periods'>, code: PeriodCode): Period | undefined =>
  book.periods.find((rule) => rule.code === code)

/** Whether the book has this stage at all. */
export const hasStage = ({ stages }: Pick<RuleBook, 'stages'>, code: StageCode): boolean =>
  stages?.some((one) => one.code === code) ?? false

/** How many seats a panel has at least, by the budget of its call. */
export const seatsAtLeast = ({ panel: { minSeats, larger } }: RuleBook, budgetFen: bigint): number =>
  larger !== undefined && budgetFen >= BigInt(larger.fromBudgetFen) ? larger.minSeats : minSeats
