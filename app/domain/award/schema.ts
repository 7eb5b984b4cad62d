import { z } from 'zod'
import { money, optionalText, text, uuid, version } from '../shared/form-fields.ts'

export const awardReasonsMax = 2000
export const revocationCodes = ['refusedToSign', 'droppedOut', 'ineligible', 'fraud', 'remedyUpheld'] as const
export type RevocationCode = (typeof revocationCodes)[number]

const emptyIsNone = (value: unknown) => (value === '' ? undefined : value)

/** Reasons are published with the result. Amounts are asked only where bids name no price, or several are funded. */
export const decideForm = z.object({
  reasons: text(awardReasonsMax, 10),
  bidId: z.preprocess(emptyIsNone, uuid.optional()),
  passOverReason: optionalText(awardReasonsMax),
  amounts: z
    .array(z.object({ bidId: uuid, amount: z.preprocess(emptyIsNone, money.optional()) }))
    .max(500)
    .optional(),
  version,
})

/** One act on a notice as it was drawn. */
export const noticeForm = z.object({ noticeId: uuid, version })

export const revokeForm = z.object({
  awardId: uuid,
  code: z.enum(revocationCodes, { error: 'form.required' }),
  note: text(awardReasonsMax, 10),
})

export const endForm = z.object({ reason: text(awardReasonsMax, 10) })

export const promoteForm = z.object({ reasons: text(awardReasonsMax, 10) })
