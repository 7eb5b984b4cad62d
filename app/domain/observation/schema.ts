import { z } from 'zod'
import { day, text, uuid, version } from '../shared/form-fields.ts'
import { hiddenReasons } from '../voice/schema.ts'

export const observationMax = 1_000

export const observeForm = z.object({ observedOn: day, text: text(observationMax, 5) })
export type ObserveForm = z.output<typeof observeForm>
export const observationAnswerForm = z.object({ observationId: uuid, version, answer: text(observationMax, 2) })
export const observationStep = z.object({ observationId: uuid, version })
export const observationHideForm = z.object({
  observationId: uuid,
  version,
  reason: z.enum(hiddenReasons, { error: 'voice.refusal.reason-missing' }),
})
export const observationRaiseForm = z.object({ observationId: uuid, version, reason: text(observationMax, 5) })
