import { z } from 'zod'
import { file, optionalText, text, uuid, version } from '../shared/form-fields.ts'
import { remedyMeasures, remedyOutcomes, remedyStages } from './terms.ts'

export const remedyTextMax = 4000
export const subjectMax = 80

const told = { subject: text(subjectMax, 4), facts: text(remedyTextMax, 10), request: text(remedyTextMax, 4) }
const evidence = file.optional()

/** Who, about which stage, what happened, what is asked for. */
export const filingForm = z.object({
  what: z.enum(['INQUIRY', 'OBJECTION'], { error: 'form.required' }),
  stage: z.enum(remedyStages, { error: 'form.required' }),
  organizationId: z.preprocess((value) => (value === '' ? undefined : value), uuid.optional()),
  ...told,
  file: evidence,
})
export const complaintForm = z.object({ ...told, file: evidence })

export const answerForm = z.object({
  answer: text(remedyTextMax, 10),
  outcome: z.enum(remedyOutcomes, { error: 'form.required' }),
  measure: z.enum(remedyMeasures, { error: 'form.required' }),
  version,
})
export const withdrawForm = z.object({ version, note: optionalText(10) })
