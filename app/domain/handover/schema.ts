import { z } from 'zod'
import { day, money, optionalText, text, version } from '../shared/form-fields.ts'

export const handoverReasonMax = 1_000

export const askForm = z.object({
  amount: money,
  startsOn: day,
  endsOn: day,
  /** When each milestone that is left is due, in their order. */
  days: z.array(day).max(100),
  reason: text(handoverReasonMax, 10),
})
export const handoverStep = z.object({ handoverId: z.uuid(), version })
export const acceptForm = z.object({ version, answer: optionalText(handoverReasonMax) })
export const declineForm = z.object({ version, answer: text(handoverReasonMax, 2) })
