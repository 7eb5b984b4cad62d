import { z } from 'zod'
import { parseDay } from '../shared/day.ts'
import { checkbox, uuid, wholeNumber } from '../shared/form-fields.ts'

/** What an administrator keeps of an expert of the pool. */
export const expertForm = z.object({
  expertId: uuid,
  isActive: checkbox,
  seatsMax: wholeNumber(0, 50),
  trainedUntil: z
    .string()
    .optional()
    .transform((value) => (value ?? '').trim())
    .refine((value) => value === '' || parseDay(value) !== undefined, { error: 'form.date' })
    .transform((value) => (value === '' ? null : value)),
})
