import { DECISION_FORMAT, type DecisionRecord, type RecordBid } from '../scoring/decision-record.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import type { Calibration } from './groups.ts'
import { dayOf } from '../shared/day.ts'
import { plainDecimal } from './score-sheet.ts'

const regimes = { PROCUREMENT: 'procurement', VENTURE: 'venture' } as const
const methods = {
  OPEN_TENDER: 'openTender',
  COMPETITIVE_CONSULTATION: 'competitiveConsultation',
  SMALL_PURCHASE: 'smallPurchase',
  VENTURE_CALL: 'ventureCall',
} as const

const recordKinds = { SUBJECTIVE: 'subjective', OBJECTIVE: 'objective' } as const

/** Everything a result is computed from, as the server's own lists have it. */
export type PanelFindings = {
  readonly call: {
    readonly id: string
    readonly title: string
    readonly regime: keyof typeof regimes
    readonly method: keyof typeof methods
    readonly publishedAt: Date
    readonly quorum: number
    readonly ceilingFen: bigint
    readonly budgetFen: bigint
    /** The rule book it was published under. */
    readonly book: Pick<RuleBook, 'scoring' | 'lowPrice'>
  }
  /** How many are funded, by the call's rule book. */
  readonly award: Pick<RuleBook['award'], 'mode' | 'skipUnaffordable'>
  readonly criteria: readonly {
    readonly code: string
    readonly title: string
    readonly kind: 'SUBJECTIVE' | 'OBJECTIVE' | 'PRICE'
    readonly maxPoints: string
  }[]
  /** Codes of the seats that count, in their order; recused ones are not among them. */
  readonly judges: readonly string[]
  /** Code → group's letter, where the committee had several groups. */
  readonly groups?: Readonly<Record<string, string>>
  readonly calibration?: Calibration | null
  /** Admitted bids in the order in which they were sealed. */
  readonly bids: readonly {
    readonly id: string
    /** The group that judged it; empty where there was one. */
    readonly group?: string
    readonly priceFen: bigint | null
    /** What it asks for in all: the amount that counts where several are funded under one budget. */
    readonly askedFen: bigint
    readonly sealedAt: Date
    /** Met, on the day it was sealed, the preferences of a venture call. */
    readonly isPreferred?: boolean
    readonly envelopeSha256: string
    /** Judge's code → criterion's code → points. */
    readonly sheets: Readonly<Record<string, Readonly<Record<string, string>>>>
    /** Objective criterion's code → the agreed points. */
    readonly agreed: Readonly<Record<string, string>>
  }[]
}

const plain = (marks: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(marks).map(([id, mark]) => [id, plainDecimal(mark)]))

const inGroup = (group: string | undefined) => (group === undefined || group === '' ? {} : { panel: group })

const BEIJING_MS = 8 * 60 * 60 * 1000
/** `2026-03-20T09:00:00.123+08:00`: an instant on the Beijing clock. */
export const beijingInstant = (instant: Date): string =>
  new Date(instant.getTime() + BEIJING_MS).toISOString().replace('Z', '+08:00')

/** The rules of the call's book, printed in every record; results themselves are added by the engine. */
export function assembleRecord({
  call,
  award,
  criteria,
  judges,
  groups = {},
  calibration = null,
  bids,
}: PanelFindings): DecisionRecord {
  const { lowPrice } = call.book
  const isPriced = criteria.some(({ kind }) => kind === 'PRICE')
  return {
    format: DECISION_FORMAT,
    call: {
      id: call.id,
      title: call.title,
      regime: regimes[call.regime],
      method: methods[call.method],
      publishedOn: dayOf(call.publishedAt),
    },
    rules: {
      scaleMode: 'points',
      rounding: call.book.scoring.rounding,
      panel: { aggregate: 'mean', quorum: call.quorum, outlierPct: call.book.scoring.outlierPct },
      criteria: criteria.map(({ code, title, kind, maxPoints }) =>
        kind === 'PRICE'
          ? { id: code, title, kind: 'price', maxPoints: plainDecimal(maxPoints), formula: 'lowestOverBid' }
          : { id: code, title, kind: recordKinds[kind], maxPoints: plainDecimal(maxPoints) },
      ),
      tieChain: call.book.scoring.tieChain.filter((link) => isPriced || link !== 'lowerPrice'),
      passMark: null,
      calibration,
      award:
        award.mode === 'multi'
          ? { mode: 'multi', budgetFen: call.budgetFen.toString(), skipUnaffordable: award.skipUnaffordable }
          : { mode: 'single' },
      ...(isPriced ? { ceilingFen: call.ceilingFen.toString() } : {}),
      ...(lowPrice === null
        ? {}
        : {
            flagLimits: {
              lowOfMeanPct: lowPrice.ofMeanPct,
              lowOfNextPct: lowPrice.ofNextPct,
              lowOfCeilingPct: lowPrice.ofCeilingPct,
            },
          }),
    },
    judges: judges.map((id) => ({ id, ...inGroup(groups[id]) })),
    bids: bids.map((bid): RecordBid => ({
      id: bid.id,
      priceFen: (award.mode === 'multi' ? bid.askedFen : bid.priceFen)?.toString() ?? null,
      submittedAt: beijingInstant(bid.sealedAt),
      seal: `sha256:${bid.envelopeSha256}`,
      ...inGroup(bid.group),
      ...(call.regime === 'VENTURE' && bid.isPreferred === true ? { preferredHost: true } : {}),
      scores: Object.fromEntries(
        judges.flatMap((judge) => {
          const marks = bid.sheets[judge]
          if (marks === undefined) return []
          return [[judge, plain(marks)]]
        }),
      ),
      ...(criteria.some(({ kind }) => kind === 'OBJECTIVE') ? { objective: plain(bid.agreed) } : {}),
    })),
  }
}
