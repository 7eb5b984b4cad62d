import type { CallMethod, Instrument, ServiceField } from '#prisma/generated/enums.ts'
import type { MatchingRule } from '#app/domain/cofunding/matching.ts'
import type { PostTyped } from '#app/domain/post-price/schema.ts'
import type { Calibration } from '#app/domain/panel/groups.ts'
import type { CriteriaSetName } from '../criteria.ts'

export type MilestonePlan = {
  title: string
  deliverable: string
  indicator: string
  unit: string
  target: number
  /** When it is due, as a part of the term. */
  at: number
  trancheBps: number
}

/** What the bids, the judges' reasons and the reports are written around. */
export type CallWords = {
  /** Whom it serves. */
  group: string
  place: string
  /** The service in a few words. */
  service: string
  /** Three concrete things that are done. */
  acts: readonly [string, string, string]
}

export type CallPlan = {
  key: string
  body: string
  fund: string
  region: string
  method: CallMethod
  instrument: Instrument
  field: ServiceField
  criteria: CriteriaSetName
  title: string
  summary: string
  requirement: string
  beneficiaries: string
  budgetYuan: number
  ceilingYuan?: number
  /** The posts it buys: level, five grades of the standard, persons, months. */
  posts?: readonly PostTyped[]
  /** How much there is on top of what others bring. */
  matching?: MatchingRule
  /** Days from the seeding day to the deadline; negative is past. */
  deadline: number
  deadlineTime?: string
  /** Days between publication and deadline. */
  openFor?: number
  /** Days from the deadline to the start of the service, and its length. */
  startAfter?: number
  months?: number
  quorum?: number
  milestones: readonly MilestonePlan[]
  words: CallWords
  bidders?: readonly string[]
  /** Whether the panel may discuss bids, and how several groups are made comparable. */
  scoring?: { allowsDiscussion?: boolean; calibration?: Calibration }
  /** A made-up answer that every judge scores first. */
  sample?: { title: string; text: string }
}

/** Chinese requirements have a customary order: content, quantity and quality, people, acceptance and payment. */
export function requirementText(parts: {
  content: readonly string[]
  quantity: readonly string[]
  people: readonly string[]
  acceptance: readonly string[]
}): string {
  const section = (head: string, lines: readonly string[]) =>
    `${head}\n${lines.map((line, index) => `${String(index + 1)}. ${line}`).join('\n')}`
  return [
    section('一、服务内容', parts.content),
    section('二、数量与质量要求', parts.quantity),
    section('三、人员要求', parts.people),
    section('四、验收与付款', parts.acceptance),
  ].join('\n\n')
}

type Step = readonly [title: string, deliverable: string, target: number]

/** Figures that grow from step to step are running totals, as notices write them; a milestone asks for its own part. */
const isRunning = (steps: readonly Step[]): boolean =>
  steps.length > 1 && steps.every(([, , target], index) => index === 0 || target > (steps[index - 1]?.[2] ?? 0))

const spread = (
  at: readonly number[],
  shares: readonly number[],
  indicator: string,
  unit: string,
  steps: readonly Step[],
): MilestonePlan[] =>
  steps.map(([title, deliverable, target], index) => ({
    title,
    deliverable,
    indicator,
    unit,
    target: isRunning(steps) ? target - (steps[index - 1]?.[2] ?? 0) : target,
    at: at[index] ?? 1,
    trancheBps: shares[index] ?? 0,
  }))

/** 40 / 40 / 20. */
export const threeSteps = (indicator: string, unit: string, ...steps: [Step, Step, Step]) =>
  spread([0.2, 0.6, 1], [4000, 4000, 2000], indicator, unit, steps)

/** 50 / 40 / 10, as the venture calls pay. */
export const ventureSteps = (indicator: string, unit: string, ...steps: [Step, Step, Step]) =>
  spread([0.15, 0.55, 1], [5000, 4000, 1000], indicator, unit, steps)

/** Posts are paid by the quarter. */
export const fourQuarters = (indicator: string, unit: string, ...steps: [Step, Step, Step, Step]) =>
  spread([0.25, 0.5, 0.75, 1], [2500, 2500, 2500, 2500], indicator, unit, steps)

/** Half on the plan, half on the audit. */
export const twoSteps = (indicator: string, unit: string, ...steps: [Step, Step]) =>
  spread([0.4, 1], [5000, 5000], indicator, unit, steps)
