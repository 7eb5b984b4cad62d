import { z } from 'zod'
import { checkbox, optionalText, text, uuid, version } from '../shared/form-fields.ts'

export const narrativeMax = 3_000

/** What is typed while the report is still a draft; figures may be missing, and are then left empty. */
const figures = z
  .array(
    z.object({
      indicatorId: uuid,
      actual: z
        .string()
        .optional()
        .transform((value) => (value ?? '').trim())
        .refine((value) => /^\d{0,9}$/.test(value), { error: 'form.integer' })
        .transform((value) => (value === '' ? null : Number(value))),
    }),
  )
  .default([])

/** `then`: the certifier's button hands the report in with what is on the page. */
export const reportForm = z.object({
  version,
  narrative: optionalText(narrativeMax),
  figures,
  then: z.literal('submit').optional(),
})

export const evidenceForm = z.object({
  title: text(80),
  isPublic: checkbox,
  file: z
    .instanceof(File, { error: 'form.fileMissing' })
    .refine((file) => file.size > 0, { error: 'form.fileMissing' }),
})

export const evidenceChoice = z.object({ evidenceId: uuid })
export const evidencePublicity = z.object({ evidenceId: uuid, isPublic: z.enum(['yes', 'no']) })

export const acceptForm = z.object({ version, note: optionalText(500) })
export const returnForm = z.object({ version, reason: text(1_000, 5) })

/** What the payee says of a payment; words are needed where it is missing. */
export const receiptForm = z.object({
  trancheId: uuid,
  state: z.enum(['ARRIVED', 'MISSING'], { error: 'form.choice' }),
  note: optionalText(500),
})
