import { z } from 'zod'
import { instruments } from '../call/terms.ts'
import { serviceFields } from '../search/ask.ts'
import { day, money, optionalText, text, ticks, uuid, wholeNumber } from '../shared/form-fields.ts'

/** Who gives: the body's own budget, the city's, the town's, the welfare lottery, donors, and money that matches what others give. */
export const fundSources = ['FISCAL', 'CITY', 'TOWN', 'LOTTERY', 'DONATION', 'MATCHING'] as const
export type FundSource = (typeof fundSources)[number]

/** Percent with at most two decimals → ten-thousandths; empty is none. */
const share = z
  .string()
  .optional()
  .transform((value) => (value ?? '').trim())
  .refine((value) => value === '' || /^\d{1,3}(\.\d{1,2})?$/.test(value), { error: 'form.percent' })
  .transform((value) => {
    const [whole = '0', cents = ''] = value === '' ? ['0'] : value.split('.')
    return Number(whole) * 100 + Number(cents.padEnd(2, '0'))
  })

const shares = z
  .object({ FISCAL: share, CITY: share, TOWN: share, LOTTERY: share, DONATION: share, MATCHING: share })
  .transform((typed) =>
    fundSources.flatMap((source) => (typed[source] === 0 ? [] : [{ source, weight: typed[source] }])),
  )
  .refine((given) => given.reduce((sum, { weight }) => sum + weight, 0) === 10_000, { error: 'fund.shares-not-whole' })

export const fundForm = z.object({
  bodyId: uuid,
  name: text(80),
  shares,
  purpose: optionalText(500),
  fields: ticks(serviceFields),
  instruments: ticks(instruments),
  /** One use a line. */
  uses: optionalText(1000)
    .transform((lines) => [
      ...new Set(
        lines
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
      ),
    ])
    .refine((uses) => uses.length <= 20, { error: 'fund.too-many-uses' }),
})

/** `key` is made when the page is drawn: pressing twice appropriates once. */
export const appropriationForm = z.object({
  key: uuid,
  source: z.enum(fundSources, { error: 'form.choice' }),
  year: wholeNumber(2000, 2100),
  amountFen: money.refine((value) => value > 0n, { error: 'form.money' }),
  documentNo: text(200),
})

export const proposalStep = z.object({ proposalId: uuid })

/** `month`: its first day. */
export const closeMonthForm = z.object({ bodyId: uuid, month: day })

/** One number for each payment order, in the order the page shows them; the account that the page showed. */
const paid = { paymentRefs: z.array(text(80)).min(1).max(6), payoutAccountId: uuid }
export const releaseForm = z.object({ ...paid, reason: optionalText(500) })
export const batchForm = z.object({
  rows: z
    .array(z.object({ ...paid, trancheId: uuid }))
    .min(1)
    .max(20),
})
