import { z } from 'zod'
import { checkbox, countCharacters, optionalText, text, ticks, uuid, version } from '../shared/form-fields.ts'
import { countings, criteriaMax, criterionMax, evidenceKinds } from './terms.ts'

export const narrativeMax = 3_000

/** What is typed while the report is still a draft; figures may be missing, and are then left empty. */
const figures = z
  .array(
    z.object({
      indicatorId: uuid,
      actual: z
        .string()
        .optional()
        .transform((value) => (value ?? '').trim())
        .refine((value) => /^\d{0,9}$/.test(value), { error: 'form.integer' })
        .transform((value) => (value === '' ? null : Number(value))),
    }),
  )
  .default([])

/** `then`: the certifier's button hands the report in with what is on the page. */
export const reportForm = z.object({
  version,
  narrative: optionalText(narrativeMax),
  figures,
  then: z.literal('submit').optional(),
})

/** Success criteria, one in a line; empty lines and marks in front of a line are nobody's words. */
export const criteriaText = optionalText(criteriaMax * (criterionMax + 4))
  .transform((typed) =>
    typed
      .split('\n')
      .map((line) => line.replace(/^\s*(?:[-•·*]|\d{1,2}[.、）)](?!\d))\s*/u, '').trim())
      .filter((line) => line !== ''),
  )
  .refine((lines) => lines.length <= criteriaMax, { error: 'milestone.terms.tooMany' })
  .refine((lines) => lines.every((line) => countCharacters(line) >= 2 && countCharacters(line) <= criterionMax), {
    error: 'milestone.terms.length',
  })
  .refine((lines) => new Set(lines).size === lines.length, { error: 'milestone.terms.twice' })

export const requiredKinds = ticks(evidenceKinds)

/** What the milestones of a contract's draft are judged by. */
export const termsForm = z.object({
  version,
  milestones: z
    .array(
      z.object({
        id: uuid,
        criteria: criteriaText,
        evidence: requiredKinds,
        indicators: z.array(z.object({ id: uuid, counting: z.enum(countings, { error: 'form.choice' }) })).default([]),
      }),
    )
    .max(100),
})
export type MilestoneTerms = z.output<typeof termsForm>['milestones'][number]

const criterionChoice = z
  .union([z.literal(''), uuid])
  .optional()
  .transform((value) => (value === '' ? undefined : value))

export const evidenceForm = z.object({
  title: text(80),
  kind: z.enum(evidenceKinds, { error: 'form.choice' }),
  criterionId: criterionChoice,
  isPublic: checkbox,
  file: z
    .instanceof(File, { error: 'form.fileMissing' })
    .refine((file) => file.size > 0, { error: 'form.fileMissing' }),
})

export const evidenceChoice = z.object({ evidenceId: uuid })
export const evidencePublicity = z.object({ evidenceId: uuid, isPublic: z.enum(['yes', 'no']) })

export const acceptForm = z.object({ version, note: optionalText(500) })
export const returnForm = z.object({ version, reason: text(1_000, 5) })

export const owedReasonMax = 1_000
/** After an early end: whether accepted money is paid. */
export const owedForm = z.object({
  trancheId: uuid,
  isOwed: z.enum(['yes', 'no'], { error: 'form.required' }).transform((value) => value === 'yes'),
  reason: text(owedReasonMax, 5),
})

/** What the payee says of a payment; words are needed where it is missing. */
export const receiptForm = z.object({
  trancheId: uuid,
  state: z.enum(['ARRIVED', 'MISSING'], { error: 'form.choice' }),
  note: optionalText(500),
})
