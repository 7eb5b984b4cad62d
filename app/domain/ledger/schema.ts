import { z } from 'zod'
import { day, money, optionalText, text, uuid } from '../shared/form-fields.ts'

export const fundSources = ['FISCAL', 'LOTTERY', 'DONATION'] as const

export const fundForm = z.object({
  bodyId: uuid,
  name: text(80),
  source: z.enum(fundSources, { error: 'form.choice' }),
  purpose: optionalText(500),
})

/** `key` is made when the page is drawn: pressing twice appropriates once. */
export const appropriationForm = z.object({
  key: uuid,
  amountFen: money.refine((value) => value > 0n, { error: 'form.money' }),
  memo: text(200),
})

/** `month`: its first day. */
export const closeMonthForm = z.object({ bodyId: uuid, month: day })

export const releaseForm = z.object({ paymentRef: text(80) })
