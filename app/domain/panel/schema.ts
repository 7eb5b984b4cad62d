import { z } from 'zod'
import { serviceFields } from '../call/terms.ts'
import { groupsMax, usualCalibration } from './groups.ts'
import { reasonsRules } from './score-sheet.ts'
import { rejectionCauses } from './review.ts'
import { checkbox, dateTime, optionalText, points, text, uuid, version, wholeNumber } from '../shared/form-fields.ts'

export const reasonMax = 600
export const commentMax = 2000
export const recusalMax = 300
export const noteMax = 300

export const conflictKinds = ['NONE', 'EMPLOYMENT', 'CONTROL', 'KINSHIP', 'COLLABORATION', 'OTHER'] as const

export const appointedMax = 300
export const seatForm = z.object({ expertId: uuid, asChair: checkbox, reason: optionalText(appointedMax) })
export const representativeForm = z.object({ accountId: uuid, asChair: checkbox })
export const drawForm = z.object({
  wanted: wholeNumber(1, 15),
  field: z
    .enum(['', ...serviceFields])
    .optional()
    .transform((value) => (value === undefined || value === '' ? null : value)),
  regionId: z
    .union([uuid, z.literal('')])
    .optional()
    .transform((value) => (value === undefined || value === '' ? null : value)),
})
export const nothingForm = z.object({})
export const pinForm = z.object({
  seatId: uuid,
  bidId: uuid,
  kind: z.enum(['EMPLOYMENT', 'CONTROL', 'KINSHIP', 'COLLABORATION', 'OTHER'], { error: 'form.choice' }),
  reason: text(noteMax, 2),
})
export const questionMax = 1000
export const answerMax = 3000
export const admitForm = z.object({ bidId: uuid, version })
export const rejectForm = z.object({
  bidId: uuid,
  version,
  cause: z.enum(rejectionCauses, { error: 'form.choice' }),
  reason: text(1000, 10),
})
export const askForm = z.object({ bidId: uuid, question: text(questionMax, 5), dueAt: dateTime })
export const explainForm = z.object({ clarificationId: uuid, version, answer: text(answerMax, 2) })
export const findForm = z.object({
  bidId: uuid,
  version,
  finding: z.enum(['ACCEPTED', 'REJECTED'], { error: 'form.choice' }),
  reason: text(1000, 5),
})
export const drawAnswerForm = z.object({ version, reason: optionalText(noteMax) })
export const pledgeForm = z.object({ agreed: checkbox.refine((value) => value, { error: 'panel.confirmPledge' }) })
export const seatChoice = z.object({ seatId: uuid, version })
export const startForm = z.object({ version })

export const declareForm = z.object({
  declarations: z
    .array(
      z.object({
        bidId: uuid,
        kind: z.enum(conflictKinds, { error: 'form.choice' }),
        note: optionalText(noteMax),
      }),
    )
    .min(1)
    .max(200),
  truthful: checkbox.refine((value) => value, { error: 'panel.confirmTruthful' }),
})

export const recuseForm = z.object({ reason: text(recusalMax, 2), version })

const emptyPoints = z
  .string()
  .optional()
  .transform((value) => (value ?? '').trim())
  .refine((value) => value === '' || /^\d{1,3}(\.\d{1,2})?$/.test(value), { error: 'form.points' })
  .transform((value) => (value === '' ? null : value))

/** A sheet as it is being written: boxes may be empty. */
export const draftSheetForm = z.object({
  scores: z.array(z.object({ criterionId: uuid, points: emptyPoints, reason: optionalText(reasonMax) })).max(60),
  comment: optionalText(commentMax),
  version,
})
export const submitSheetForm = z.object({ version })
/** A small whole number; an empty box is the customary one. */
const countOr = (usual: number, max: number) =>
  z
    .string()
    .optional()
    .transform((value) => (value ?? '').trim())
    .refine((value) => value === '' || (/^\d$/.test(value) && Number(value) <= max), { error: 'form.invalid' })
    .transform((value) => (value === '' ? usual : Number(value)))

export const scoringForm = z
  .object({
    version,
    isBlind: checkbox,
    reasons: z.enum(reasonsRules, { error: 'form.choice' }),
    allowsDiscussion: checkbox,
    calibrates: checkbox,
    dropHigh: countOr(usualCalibration.dropHigh, 9),
    dropLow: countOr(usualCalibration.dropLow, 9),
    meanDecimals: countOr(usualCalibration.meanDecimals, 6),
    coefficientDecimals: countOr(usualCalibration.coefficientDecimals, 6),
    decimals: countOr(usualCalibration.decimals, 4),
  })
  .transform(({ version: read, isBlind, reasons, allowsDiscussion, calibrates, ...calibration }) => ({
    version: read,
    isBlind,
    reasons,
    allowsDiscussion,
    calibration: calibrates ? calibration : null,
  }))
export const groupsForm = z.object({
  version,
  groups: wholeNumber(1, groupsMax),
  seats: z
    .array(z.object({ seatId: uuid, group: z.string().regex(/^[A-F]?$/) }))
    .max(60)
    .optional()
    .transform((seats) => seats ?? []),
})
export const secondMax = 600
export const minuteMax = 3000
export const secondForm = z.object({
  scores: z
    .array(z.object({ criterionId: uuid, points }))
    .min(1)
    .max(60),
  reason: text(secondMax, 5),
})
export const minuteForm = z.object({ text: text(minuteMax, 5) })
export const sampleMax = 6000
export const sampleTitleMax = 60
export const sampleForm = z.object({
  version: z.coerce.number().int().min(0),
  title: text(sampleTitleMax, 2),
  text: text(sampleMax, 20),
})
export const sampleScoreForm = z.object({
  scores: z
    .array(z.object({ criterionId: uuid, points }))
    .min(1)
    .max(60),
})
export const closeForm = z.object({ version })

export const dissentMax = 600
export const basisMax = 300
export const correctionMax = 600
/** What is signed is what was shown: the SHA-256 goes with the form. */
export const signForm = z.object({
  resultId: uuid,
  recordSha256: z.string().regex(/^[0-9a-f]{64}$/),
  agrees: z.enum(['yes', 'no'], { error: 'form.choice' }),
  dissent: optionalText(dissentMax),
})
export const reopenForm = z.object({ reason: text(correctionMax, 2), version })
export const correctionKinds = ['ARITHMETIC', 'OUT_OF_RANGE', 'OBJECTIVE_UNEQUAL', 'ABNORMAL'] as const
export const correctForm = z.object({
  version,
  kind: z.enum(correctionKinds, { error: 'form.choice' }),
  reason: text(correctionMax, 2),
  /** One mark, as `bid|judge|criterion`; an agreed value has no judge. Nothing for an arithmetic error. */
  mark: optionalText(200),
  points: emptyPoints,
})
export const agreeForm = z.object({ criterionId: uuid, points, basis: text(basisMax, 2) })
