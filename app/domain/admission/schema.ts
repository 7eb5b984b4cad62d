import { z } from 'zod'
import { day, text, uuid } from '../shared/form-fields.ts'

export const admissionMax = { reason: 600, reply: 2_000, documentNo: 120, name: 120 } as const
export const exitCauses = ['OWN_WISH', 'CONDITION_LOST', 'BREACH', 'LISTED', 'TERM_OVER'] as const
export type ExitCause = (typeof exitCauses)[number]

const documentNo = text(admissionMax.documentNo, 2)
const maybeDay = z
  .union([z.literal(''), day])
  .optional()
  .transform((value) => (value === '' || value === undefined ? undefined : value))

/** `organization`: its code or its exact name. */
export const admitForm = z.object({
  bodyId: uuid,
  organization: text(admissionMax.name, 2),
  admittedOn: day,
  reason: text(admissionMax.reason, 5),
  documentNo,
})
export const admissionStep = z.object({ admissionId: uuid })
export const exitForm = z
  .object({
    admissionId: uuid,
    cause: z.enum(exitCauses, { error: 'form.choice' }),
    reason: text(admissionMax.reason, 5),
    documentNo,
    replyUntil: day,
    exitOn: day,
    reentryOn: maybeDay,
  })
  .superRefine(({ replyUntil, exitOn, reentryOn }, ctx) => {
    if (exitOn <= replyUntil) ctx.addIssue({ code: 'custom', message: 'admission.exitAfterReply', path: ['exitOn'] })
    if (reentryOn !== undefined && reentryOn <= exitOn)
      ctx.addIssue({ code: 'custom', message: 'admission.reentryAfterExit', path: ['reentryOn'] })
  })
export const exitDecisionForm = z.object({
  exitId: uuid,
  decision: z.enum(['UPHOLD', 'DROP'], { error: 'form.choice' }),
  reason: text(admissionMax.reason, 2),
})
export const replyForm = z.object({ exitId: uuid, reply: text(admissionMax.reply, 5) })
