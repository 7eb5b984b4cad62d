import { z } from 'zod'
import { addDays, type Day } from '../shared/day.ts'
import { day, money, optionalText, text, uuid, version } from '../shared/form-fields.ts'
import { ok, type Outcome, refuse } from '../shared/outcome.ts'

export const criterionMarks = ['MET', 'PARTLY', 'NOT_MET'] as const
export const evidenceMarks = ['COUNTS', 'DOES_NOT_COUNT'] as const
export type CriterionMark = (typeof criterionMarks)[number]
export type EvidenceMark = (typeof evidenceMarks)[number]
export type FindingPart = 'NARRATIVE' | 'FIGURE' | 'CRITERION' | 'EVIDENCE'

/** What a reviewer found on one part of a report. `mark` is empty where something is only to be changed. */
export type Finding = {
  part: FindingPart
  partId: string
  mark: CriterionMark | EvidenceMark | ''
  reason: string
}

export const findingReasonMax = 500
const reason = optionalText(findingReasonMax)
const mark = <const Word extends string>(words: readonly Word[]) =>
  z.union([z.literal(''), z.enum(words, { error: 'form.choice' })]).default('')

/** The review sheet as typed; what is not judged yet stays empty. */
export const reviewForm = z.object({
  version,
  narrative: reason,
  figures: z
    .array(z.object({ id: uuid, reason }))
    .max(50)
    .default([]),
  criteria: z
    .array(
      z
        .object({ id: uuid, mark: mark(criterionMarks), reason })
        .refine((one) => one.mark === '' || one.mark === 'MET' || one.reason !== '', {
          path: ['reason'],
          error: 'report.review.sayWhy',
        }),
    )
    .max(50)
    .default([]),
  evidence: z
    .array(
      z
        .object({ id: uuid, mark: mark(evidenceMarks), reason })
        .refine((one) => one.mark !== 'DOES_NOT_COUNT' || one.reason !== '', {
          path: ['reason'],
          error: 'report.review.sayWhy',
        }),
    )
    .max(100)
    .default([]),
})
export type ReviewForm = z.output<typeof reviewForm>

/** The sheet as findings: what is empty is none. */
export function findingsOf(reportId: string, { narrative, figures, criteria, evidence }: ReviewForm): Finding[] {
  const narratives: Finding[] =
    narrative === '' ? [] : [{ part: 'NARRATIVE', partId: reportId, mark: '', reason: narrative }]
  return [
    ...narratives,
    ...figures.flatMap(({ id, ...one }): Finding[] =>
      one.reason === '' ? [] : [{ part: 'FIGURE', partId: id, mark: '', ...one }],
    ),
    ...criteria.flatMap(({ id, ...one }): Finding[] =>
      one.mark === '' ? [] : [{ part: 'CRITERION', partId: id, ...one }],
    ),
    ...evidence.flatMap(({ id, ...one }): Finding[] =>
      one.mark === '' ? [] : [{ part: 'EVIDENCE', partId: id, ...one }],
    ),
  ]
}

/** Whether a report may be accepted, as a whole or in part: every criterion is judged; as a whole, none is missed. */
export function mayAccept(
  criteria: readonly { id: string }[],
  findings: readonly Pick<Finding, 'part' | 'partId' | 'mark'>[],
  isWhole: boolean,
): Outcome {
  const marks = new Map(
    findings.flatMap(({ part, partId, mark: given }) => (part === 'CRITERION' ? [[partId, given] as const] : [])),
  )
  if (criteria.some(({ id }) => !marks.has(id))) return refuse('report.not-judged')
  if (isWhole && criteria.some(({ id }) => marks.get(id) === 'NOT_MET')) return refuse('report.criterion-not-met')
  return ok()
}

/** What is accepted of an amount: so many fen, or a share in hundredths of a percent, down to the fen. */
export type AcceptedPart = { fen: bigint } | { bps: number }

export function acceptedFen(amountFen: bigint, part: AcceptedPart): Outcome<{ fen: bigint }> {
  const fen = 'fen' in part ? part.fen : (amountFen * BigInt(part.bps)) / 10_000n
  return fen > 0n && fen < amountFen ? ok({ fen }) : refuse('report.part-out-of-range', { field: 'amount' })
}

/** A supplementary report is asked for after the day of the decision and within a year of it. */
export const isSupplementDay = (dueOn: Day, today: Day): boolean => dueOn > today && dueOn <= addDays(today, 366)

/** An amount, or a share of the tranche in percent with two decimals; one of them. */
export const acceptPartForm = z
  .object({
    version,
    amount: z.union([z.literal(''), money]).optional(),
    percent: z
      .string()
      .optional()
      .transform((typed) => (typed ?? '').trim())
      .refine((typed) => /^(\d{1,2}(\.\d{1,2})?)?$/.test(typed), { error: 'report.review.percentShape' }),
    rest: z.enum(['supplement', 'cancel'], { error: 'form.choice' }),
    dueOn: z.union([z.literal('').transform(() => undefined), day]).optional(),
    reason: text(1_000, 5),
  })
  .refine(({ amount, percent }) => (amount === undefined || amount === '') !== (percent === ''), {
    path: ['amount'],
    error: 'report.review.oneOfTwo',
  })
  .refine(({ rest, dueOn }) => rest === 'cancel' || dueOn !== undefined, { path: ['dueOn'], error: 'form.required' })

/** Two decimals of a percent as hundredths of a percent: `62.5` is 6250. */
export const bpsOf = (percent: string): number => {
  const [whole = '0', decimals = ''] = percent.split('.')
  return Number(whole) * 100 + Number(decimals.padEnd(2, '0'))
}

export const rejectForm = z.object({ version, reason: text(1_000, 5) })
export const appealForm = z.object({ reason: text(1_000, 5) })
export const appealAnswerForm = z.object({ answer: text(1_000, 5), then: z.enum(['uphold', 'dismiss']) })
