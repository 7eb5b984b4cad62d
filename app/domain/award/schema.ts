import { z } from 'zod'
import { money, text, version } from '../shared/form-fields.ts'

export const awardReasonsMax = 2000

/** Reasons are published with the result. The amount is asked only where bids name no price. */
export const awardForm = z.object({
  reasons: text(awardReasonsMax, 10),
  amount: z.preprocess((value) => (value === '' ? undefined : value), money.optional()),
  version,
})
