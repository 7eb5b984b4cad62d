import { z } from 'zod'
import { checkbox, day, email, file, money, text, uuid, version } from '../shared/form-fields.ts'

export const conditions = ['NEW', 'GOOD', 'USED'] as const
export type Condition = (typeof conditions)[number]
/** How a thing was valued: by an invoice, by its price on the market, by an appraiser. */
export const valuations = ['INVOICE', 'MARKET', 'APPRAISAL'] as const
export type Valuation = (typeof valuations)[number]

export const noteMax = 300

/** How many, or how much: at most two decimals, as text for PostgreSQL's numeric. */
const quantity = z
  .string({ error: 'form.required' })
  .transform((value) => value.normalize('NFKC').trim())
  .refine((value) => value !== '', { error: 'form.required' })
  .refine((value) => value === '' || (/^\d{1,8}(\.\d{1,2})?$/.test(value) && Number(value) > 0), {
    error: 'gift.refusal.quantity',
  })

export const giftForm = z.object({
  key: uuid,
  giverName: text(40),
  giverEmail: email,
  what: text(100),
  quantity,
  unit: text(10),
  condition: z.enum(conditions, { error: 'form.required' }),
  value: money.refine((fen) => fen > 0n && fen <= 1_000_000_000_000n, { error: 'gift.refusal.value' }),
  valuation: z.enum(valuations, { error: 'form.required' }),
  valuationNote: text(noteMax),
})
export type GiftTyped = z.output<typeof giftForm>

export const giftStep = z.object({ giftId: uuid, version })
export const receiveGiftForm = z.object({ giftId: uuid, version, on: day, file })
export const giftUseForm = z.object({ giftId: uuid, quantity, what: text(200), on: day })

export const confirmForm = z.object({ version, isNamed: checkbox })
export const declineForm = z.object({ version, note: text(noteMax, 2) })
