import { z } from 'zod'
import { checkbox, day, optionalText, text, uuid, version, wholeNumber } from '../shared/form-fields.ts'
import { sampleMax } from './sample.ts'

export const evaluationKinds = ['MIDTERM', 'FINAL'] as const
export type EvaluationKind = (typeof evaluationKinds)[number]

export const evaluationMax = {
  brief: 1_000,
  agency: 60,
  reason: 300,
  note: 1_000,
  summary: 3_000,
  people: 300,
} as const
export const tieKinds = ['NONE', 'EMPLOYMENT', 'KINSHIP', 'COLLABORATION', 'OTHER'] as const
export type TieKind = (typeof tieKinds)[number]

/** One tick comes as a text, several as a list, none not at all. */
const uuids = z.preprocess(
  (typed): unknown => (typed === undefined || typed === '' ? [] : Array.isArray(typed) ? typed : [typed]),
  z.array(uuid).max(50),
)
/** A whole number, or nothing yet. */
const wholeOrNothing = (max: number) =>
  z
    .string()
    .optional()
    .transform((value) => (value ?? '').trim())
    .refine((value) => value === '' || (/^\d{1,9}$/.test(value) && Number(value) <= max), { error: 'form.integer' })
    .transform((value) => (value === '' ? null : Number(value)))

export const commissionForm = z.object({
  kind: z.enum(evaluationKinds, { error: 'form.choice' }),
  setId: uuid,
  dueOn: day,
  agency: text(evaluationMax.agency),
  brief: optionalText(evaluationMax.brief),
  appointed: uuids,
  drawn: wholeNumber(0, 5),
  gated: uuids,
})
export type CommissionForm = z.output<typeof commissionForm>

export const appointForm = z.object({ version, accountId: uuid })
export const replaceForm = z.object({ version, seatId: uuid })
export const cancelForm = z.object({ version, reason: text(evaluationMax.note, 5) })

export const declareForm = z
  .object({
    tie: z.enum(tieKinds, { error: 'form.choice' }),
    note: optionalText(evaluationMax.note),
  })
  .refine(({ tie, note }) => tie === 'NONE' || note !== '', { path: ['note'], error: 'form.required' })

export const sheetForm = z.object({
  version,
  scores: z
    .array(
      z.object({
        itemCode: z.string().max(20),
        planned: wholeOrNothing(100_000_000),
        actual: wholeOrNothing(100_000_000),
        choice: wholeOrNothing(20),
        factor: wholeOrNothing(100),
        reason: optionalText(evaluationMax.reason),
      }),
    )
    .max(100),
  summary: optionalText(evaluationMax.summary),
  advice: optionalText(evaluationMax.summary),
  isMisused: checkbox,
  misuseNote: optionalText(evaluationMax.note),
})
export type SheetForm = z.output<typeof sheetForm>

export const visitForm = z.object({
  version,
  visitedOn: day,
  place: text(80),
  people: text(evaluationMax.people),
  finding: text(evaluationMax.note, 5),
})
export const drawSampleForm = z.object({ version, size: wholeNumber(1, sampleMax) })
export const sampleResultForm = z.object({
  version,
  sampleId: uuid,
  reached: wholeNumber(0, sampleMax),
  confirmed: wholeNumber(0, sampleMax),
})
export const signForm = z.object({ version, contentSha256: z.string().regex(/^[0-9a-f]{64}$/) })

export const replyForm = z.object({ version, text: text(evaluationMax.summary, 2) })
export const fixedForm = z.object({ version, note: text(evaluationMax.note, 5) })
export const confirmForm = z.object({
  version,
  fixList: optionalText(evaluationMax.summary),
  fixDueOn: z
    .union([z.literal(''), day])
    .optional()
    .transform((value) => (value === '' || value === undefined ? null : value)),
})
export const returnForm = z.object({ version, reason: text(evaluationMax.note, 5) })
