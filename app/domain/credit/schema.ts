import { z } from 'zod'
import { checkbox, day, money, optionalFile, text, uuid, wholeNumber } from '../shared/form-fields.ts'
import { creditEventKinds } from './event.ts'

export const creditMax = { basis: 200, summary: 600, statement: 2_000, reason: 600 } as const
export const inspectionConclusions = ['PASS', 'BASIC_PASS', 'FAIL'] as const
export type InspectionConclusion = (typeof inspectionConclusions)[number]

const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .union([z.literal(''), schema])
    .optional()
    .transform((value) => (value === '' || value === undefined ? undefined : value))

/** `fineFen`, `year` with `conclusion`, `rating` with `validUntil`: each with its own kind, and with no other. */
export const eventForm = z
  .object({
    bodyId: uuid,
    kind: z.enum(creditEventKinds, { error: 'form.choice' }),
    happenedOn: day,
    legalBasis: text(creditMax.basis, 2),
    documentNo: text(creditMax.basis, 2),
    summary: text(creditMax.summary, 5),
    fineFen: maybe(money),
    year: maybe(wholeNumber(2000, 2100)),
    conclusion: maybe(z.enum(inspectionConclusions, { error: 'form.choice' })),
    rating: maybe(wholeNumber(1, 5)),
    validUntil: maybe(day),
    needsRectification: checkbox,
    file: optionalFile,
  })
  .superRefine(({ kind, fineFen, year, conclusion, rating, validUntil }, ctx) => {
    const asks = (field: string, isAsked: boolean, isThere: boolean) => {
      if (isAsked && !isThere) ctx.addIssue({ code: 'custom', message: 'form.required', path: [field] })
    }
    asks('fineFen', kind === 'FINE', fineFen !== undefined)
    asks('year', kind === 'ANNUAL_INSPECTION', year !== undefined)
    asks('conclusion', kind === 'ANNUAL_INSPECTION', conclusion !== undefined)
    asks('rating', kind === 'RATING', rating !== undefined)
    asks('validUntil', kind === 'RATING', validUntil !== undefined)
  })
  .transform(({ fineFen, year, conclusion, rating, validUntil, ...rest }) => ({
    ...rest,
    fineFen: rest.kind === 'FINE' ? fineFen : undefined,
    year: rest.kind === 'ANNUAL_INSPECTION' ? year : undefined,
    conclusion: rest.kind === 'ANNUAL_INSPECTION' ? conclusion : undefined,
    rating: rest.kind === 'RATING' ? rating : undefined,
    validUntil: rest.kind === 'RATING' ? validUntil : undefined,
  }))
export type EventTyped = z.output<typeof eventForm> & { organizationId: string }

export const eventStep = z.object({ eventId: uuid })
export const withdrawForm = z.object({ eventId: uuid, reason: text(creditMax.reason, 2) })

export const requestKinds = ['REPAIR', 'CORRECTION'] as const
export type RequestKind = (typeof requestKinds)[number]
export const requestForm = z.object({
  eventId: uuid,
  kind: z.enum(requestKinds, { error: 'form.choice' }),
  statement: text(creditMax.statement, 5),
  file: optionalFile,
})
export const decisionForm = z.object({
  requestId: uuid,
  decision: z.enum(['GRANT', 'REFUSE'], { error: 'form.choice' }),
  reason: text(creditMax.reason, 2),
})
