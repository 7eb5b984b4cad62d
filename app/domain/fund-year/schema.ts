import { z } from 'zod'
import { instruments, serviceFields } from '../call/terms.ts'
import { fundSources } from '../ledger/schema.ts'
import { money, optionalText, text, uuid } from '../shared/form-fields.ts'

const orAny = <Word extends string>(words: readonly [Word, ...Word[]]) =>
  z
    .enum(['ANY', ...words], { error: 'form.choice' })
    .transform((value): Word | null => (value === 'ANY' ? null : (value as Word)))

const planLine = z.object({
  name: text(60),
  field: orAny(serviceFields),
  instrument: orAny(instruments),
  plannedFen: money.refine((value) => value > 0n, { error: 'form.money' }),
})

/** `lines`: what the fund is meant for this year; no two of the same field and instrument. */
export const planForm = z.object({
  documentNo: text(200),
  lines: z
    .array(planLine)
    .min(1, { error: 'fund-year.no-lines' })
    .max(40)
    .superRefine((lines, ctx) => {
      const seen = new Set<string>()
      for (const [index, { field, instrument }] of lines.entries()) {
        const key = `${field} ${instrument}`
        if (seen.has(key)) ctx.addIssue({ code: 'custom', message: 'fund-year.line-twice', path: [index, 'name'] })
        seen.add(key)
      }
    }),
})
export type PlanTyped = z.output<typeof planForm>

export const restChoices = ['CARRY', 'RETURN'] as const
export type RestChoice = (typeof restChoices)[number]

const choice = z.enum(restChoices, { error: 'form.choice' })
export const proposeCloseForm = z.object({
  note: optionalText(500),
  choices: z.object(Object.fromEntries(fundSources.map((source) => [source, choice.optional()]))),
})
export const closeStep = z.object({ closeId: uuid })
