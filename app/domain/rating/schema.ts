import { z } from 'zod'
import { day, file, optionalFile, optionalText, text, uuid, version, wholeNumber } from '../shared/form-fields.ts'
import { recognitionKinds } from './recognition.ts'
import { pointsMax } from './rule.ts'

export const ratingMax = {
  title: 120,
  notice: 4_000,
  statement: 2_000,
  note: 2_000,
  reason: 600,
  documentNo: 120,
} as const

const grade = wholeNumber(1, 5, 'form.choice')
const documentNo = text(ratingMax.documentNo, 2)
const maybeDay = z
  .union([z.literal(''), day])
  .optional()
  .transform((value) => (value === '' || value === undefined ? undefined : value))

export const roundForm = z
  .object({
    bodyId: uuid,
    title: text(ratingMax.title, 4),
    notice: text(ratingMax.notice, 10),
    documentNo,
    applyFrom: day,
    applyUntil: day,
  })
  .refine(({ applyFrom, applyUntil }) => applyFrom <= applyUntil, { error: 'rating.dates', path: ['applyUntil'] })

export const applyForm = z.object({ roundId: uuid, wantedGrade: grade, statement: text(ratingMax.statement, 10) })
export const withdrawApplicationForm = z.object({ version })
export const checkForm = z
  .object({
    version,
    decision: z.enum(['ACCEPT', 'REFUSE'], { error: 'form.choice' }),
    reason: optionalText(ratingMax.reason),
  })
  .refine(({ decision, reason }) => decision === 'ACCEPT' || reason.length >= 2, {
    error: 'form.required',
    path: ['reason'],
  })
export const visitForm = z.object({ version, visitedOn: day, visitNote: text(ratingMax.note, 10) })
export const assessForm = z.object({ version, points: wholeNumber(0, pointsMax), assessment: text(ratingMax.note, 10) })
export const decideForm = z.object({
  version,
  points: wholeNumber(0, pointsMax),
  reason: text(ratingMax.reason, 5),
  documentNo,
})
export const confirmRatingForm = z.object({ version, plaqueNo: optionalText(ratingMax.documentNo) })
export const complaintForm = z.object({ statement: text(ratingMax.statement, 10) })
export const answerComplaintForm = z.object({
  complaintId: uuid,
  decision: z.enum(['UPHOLD', 'REJECT'], { error: 'form.choice' }),
  answer: text(ratingMax.reason, 5),
})

/** A rating that was decided elsewhere, or by the registry before it rated here. `regionId` empty: by the state. */
export const enterRatingForm = z
  .object({
    bodyId: uuid,
    origin: z.enum(['OWN', 'PLACE', 'STATE'], { error: 'form.choice' }),
    regionId: z.union([z.literal(''), uuid]).optional(),
    authorityName: optionalText(ratingMax.title),
    grade,
    documentNo,
    decidedOn: day,
    validFrom: day,
    validUntil: day,
    file,
  })
  .superRefine(({ origin, regionId, authorityName, decidedOn, validFrom, validUntil }, ctx) => {
    const says = (path: string, message: string) => {
      ctx.addIssue({ code: 'custom', message, path: [path] })
    }
    if (origin === 'PLACE' && (regionId === undefined || regionId === '')) says('regionId', 'form.required')
    if (origin !== 'OWN' && authorityName === '') says('authorityName', 'form.required')
    if (validFrom < decidedOn) says('validFrom', 'rating.dates')
    if (validUntil < validFrom) says('validUntil', 'rating.dates')
  })
  .transform(({ origin, regionId, authorityName, ...rest }) => ({
    ...rest,
    origin,
    regionId: origin === 'PLACE' ? regionId : undefined,
    authorityName: origin === 'OWN' ? '' : authorityName,
  }))
export type EnterRatingTyped = z.output<typeof enterRatingForm> & { organizationId: string }

export const decisionStep = z.object({ decisionId: uuid })
export const withdrawDecisionForm = z.object({ decisionId: uuid, reason: text(ratingMax.reason, 2) })
export const revokeForm = z.object({
  decisionId: uuid,
  revokedOn: day,
  reason: text(ratingMax.reason, 5),
  documentNo,
})
export const revocationStep = z.object({ revocationId: uuid })

export const recognitionForm = z
  .object({
    bodyId: uuid,
    what: z.enum(recognitionKinds, { error: 'form.choice' }),
    issuerRegionId: uuid,
    acceptingRegionId: uuid,
    fromOn: day,
    toOn: maybeDay,
    title: text(ratingMax.title, 4),
    documentNo,
    file: optionalFile,
  })
  .refine(({ fromOn, toOn }) => toOn === undefined || toOn > fromOn, { error: 'rating.dates', path: ['toOn'] })
export type RecognitionTyped = z.output<typeof recognitionForm>
export const recognitionStep = z.object({ recognitionId: uuid })
export const endRecognitionForm = z.object({ recognitionId: uuid, endsOn: day, documentNo })
