import { z } from 'zod'
import { day, optionalText, text, uuid, version, wholeNumber } from '../shared/form-fields.ts'
import { parseCode } from './code.ts'

export const codesMax = 500
export const commentMax = 500
export const hiddenReasons = ['NAMES_A_PERSON', 'INSULT', 'ADVERTISING', 'OFF_TOPIC'] as const

export const sessionForm = z.object({
  title: text(60),
  heldOn: day,
  place: text(80),
  milestoneId: z
    .union([z.literal(''), uuid])
    .optional()
    .transform((value) => (value === '' ? undefined : value)),
  attendance: wholeNumber(1, 100_000, 'voice.refusal.attendance'),
  codeCount: wholeNumber(1, codesMax, 'voice.refusal.code-range'),
})
export type SessionForm = z.output<typeof sessionForm>

/** A code as somebody typed it. The field is not called `code`: what is typed comes back to be put right. */
export const slipForm = z.object({
  slip: z.string({ error: 'voice.refusal.code-missing' }).transform((typed, ctx) => {
    const code = parseCode(typed)
    if (code === undefined) {
      ctx.issues.push({ code: 'custom', message: 'voice.refusal.code-shape', input: typed })
      return z.NEVER
    }
    return code
  }),
})

export const answerForm = z.object({
  score: z.enum(['1', '2', '3', '4', '5'], { error: 'voice.refusal.score-missing' }).transform(Number),
  knew: z
    .enum(['yes', 'no', 'unsaid'])
    .optional()
    .transform((value) => (value === 'yes' ? true : value === 'no' ? false : null)),
  comment: optionalText(commentMax),
})
export type AnswerForm = z.output<typeof answerForm>

export const showForm = z.object({ commentId: uuid, version })
export const hideForm = z.object({
  commentId: uuid,
  version,
  reason: z.enum(hiddenReasons, { error: 'voice.refusal.reason-missing' }),
})
