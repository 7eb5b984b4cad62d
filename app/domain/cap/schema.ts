import { z } from 'zod'
import { money, optionalText, text, uuid } from '../shared/form-fields.ts'

/** Of one payment, of a calendar month's, of a calendar year's. */
export const capScopes = ['PAYMENT', 'MONTH', 'YEAR'] as const
export type CapScope = (typeof capScopes)[number]
/** Above it nothing is paid, or only what one more person agreed to. */
export const capEffects = ['APPROVAL', 'BLOCK'] as const
export type CapEffect = (typeof capEffects)[number]

/** `fundId`: `ALL` for everything the body pays. */
export const capForm = z.object({
  bodyId: uuid,
  fundId: z
    .union([z.literal('ALL'), uuid], { error: 'form.choice' })
    .transform((value) => (value === 'ALL' ? undefined : value)),
  scope: z.enum(capScopes, { error: 'form.choice' }),
  effect: z.enum(capEffects, { error: 'form.choice' }),
  amountFen: money.refine((value) => value > 0n, { error: 'form.money' }),
  reason: text(200, 2),
})

export const capStep = z.object({ capId: uuid })

export const approvePaymentForm = z.object({ trancheId: uuid, note: optionalText(300) })
