import { z } from 'zod'
import { text, uuid } from '../shared/form-fields.ts'

/** 8 to 30 digits, as Chinese banks print them; spaces and hyphens are taken out. */
export const accountNumber = z
  .string({ error: 'form.required' })
  .transform((value) => value.normalize('NFKC').replace(/[\s-]/g, ''))
  .refine((value) => value !== '', { error: 'form.required' })
  .refine((value) => value === '' || /^\d{8,30}$/.test(value), { error: 'payout.refusal.number' })

export const payoutForm = z
  .object({ holder: text(80), bank: text(80), number: accountNumber, again: accountNumber })
  .refine(({ number, again }) => number === again, { path: ['again'], error: 'payout.refusal.number-differs' })

export type PayoutTyped = z.output<typeof payoutForm>

export const payoutStep = z.object({ payoutAccountId: uuid })
