import { z } from 'zod'
import { day, text, uuid, wholeNumber } from '../shared/form-fields.ts'
import { codesMax } from './schema.ts'

/** Hours as typed, at most two decimals → minutes; nothing is nothing. */
export const hours = z
  .string()
  .optional()
  .transform((typed) => (typed ?? '').trim())
  .refine((typed) => /^(\d{1,4}(\.\d{1,2})?)?$/.test(typed), { error: 'activity.hoursShape' })
  .transform((typed) => (typed === '' ? 0 : Math.round(Number(typed) * 60)))

/** A whole number that may stay empty: nothing is none. */
const orNone = (max: number) =>
  z
    .string()
    .optional()
    .transform((typed) => (typed?.trim() ? typed : '0'))
    .pipe(wholeNumber(0, max))

const photo = z
  .instanceof(File)
  .optional()
  .transform((file) => (file === undefined || file.size === 0 ? undefined : file))

/** An activity, written down on a phone in a minute. */
export const activityForm = z.object({
  title: text(60),
  heldOn: day,
  place: text(80),
  milestoneId: z
    .union([z.literal(''), uuid])
    .optional()
    .transform((value) => (value === '' ? undefined : value)),
  attendance: wholeNumber(1, 100_000, 'voice.refusal.attendance'),
  hours,
  volunteers: orNone(10_000),
  codeCount: orNone(codesMax),
  photo,
})
export type ActivityForm = z.output<typeof activityForm>

export const photoForm = z.object({
  photo: z
    .instanceof(File, { error: 'form.fileMissing' })
    .refine((file) => file.size > 0, { error: 'form.fileMissing' }),
})
export const withdrawForm = z.object({ reason: text(300, 2) })

/** Hours for reading: 90 → 1.5 */
export const hoursOf = (minutes: number): number => Math.round((minutes / 60) * 100) / 100
