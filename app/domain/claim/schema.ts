import { z } from 'zod'
import { checkbox, day, file, money, optionalText, text, uuid, version, wholeNumber } from '../shared/form-fields.ts'

export const expenseKinds = [
  'STAFF',
  'VOLUNTEER',
  'EXPERT',
  'TRAINING',
  'MEETING',
  'MATERIAL',
  'TRAVEL',
  'VENUE',
  'MANAGEMENT',
  'TAX',
  'OTHER',
] as const
export type ExpenseKind = (typeof expenseKinds)[number]

/** Kinds with a rate for a person and a day. */
export const kindsByDay: readonly ExpenseKind[] = ['EXPERT', 'TRAINING', 'MEETING']

const orNothing = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((typed) => (typed === '' ? undefined : typed), schema.optional())

export const batchForm = z
  .object({ fromOn: day, toOn: day })
  .refine(({ fromOn, toOn }) => fromOn <= toOn, { path: ['toOn'], error: 'claim.refusal.period' })

export const expenseForm = z
  .object({
    batchId: uuid,
    lineNo: orNothing(wholeNumber(1, 200)),
    /** May stay open where the budget line has a kind: see `expenseWants`. */
    kind: orNothing(z.enum(expenseKinds, { error: 'form.choice' })),
    spentOn: day,
    payee: text(80),
    purpose: text(200),
    amount: money.refine((fen) => fen > 0n, { error: 'form.money' }),
    invoiceNo: optionalText(40).transform((typed) => typed.replace(/\s/g, '').toUpperCase()),
    invoiceCode: optionalText(40).transform((typed) => typed.replace(/\s/g, '').toUpperCase()),
    /** The whole invoice, where only a part of it is this project's. */
    invoiceTotal: orNothing(money),
    persons: orNothing(wholeNumber(1, 100_000)),
    personDays: orNothing(wholeNumber(1, 100_000)),
    isSenior: checkbox,
    file,
  })
  .superRefine((typed, ctx) => {
    const wrong = (field: string, message: string) => {
      ctx.addIssue({ code: 'custom', path: [field], message })
    }
    if (typed.invoiceTotal !== undefined && typed.invoiceNo === '') wrong('invoiceNo', 'form.required')
    if (typed.invoiceTotal !== undefined && typed.invoiceTotal <= typed.amount)
      wrong('invoiceTotal', 'claim.refusal.share-of-whole')
  })
export type ExpenseTyped = Omit<z.output<typeof expenseForm>, 'file'>

/** What an item of this kind must say besides, field by field; the kind is its budget line's, where that has one. */
export function expenseWants(
  kind: ExpenseKind | undefined,
  { persons, personDays }: Pick<ExpenseTyped, 'persons' | 'personDays'>,
): Record<string, string> {
  if (kind === undefined) return { kind: 'form.choice' }
  const wants: Record<string, string> = {}
  if (kindsByDay.includes(kind) && personDays === undefined) wants['personDays'] = 'form.required'
  if (kind === 'EXPERT' && persons === undefined) wants['persons'] = 'form.required'
  if (kind === 'EXPERT' && (persons ?? 0) > (personDays ?? Infinity)) wants['personDays'] = 'claim.refusal.fewer-days'
  return wants
}

export const reasonMax = 1_000
export const removeForm = z.object({ expenseId: uuid })
export const batchStep = z.object({ batchId: uuid, version })
export const giveBackForm = z.object({ batchId: uuid, version, reason: text(reasonMax, 5) })
export const sampleForm = z.object({ size: wholeNumber(1, 500), seed: optionalText(100) })
export const reasonForm = z.object({ version, reason: text(reasonMax, 2) })
