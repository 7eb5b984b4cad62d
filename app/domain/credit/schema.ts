import { z } from 'zod'
import { checkbox, day, money, optionalFile, text, uuid, wholeNumber } from '../shared/form-fields.ts'
import { creditEventKinds, type CreditEventKind } from './event.ts'

export const creditMax = { basis: 200, summary: 600, statement: 2_000, reason: 600 } as const
export const inspectionConclusions = ['PASS', 'BASIC_PASS', 'FAIL'] as const
export type InspectionConclusion = (typeof inspectionConclusions)[number]

/** Left empty it is not there; what is typed is answered by its own field's words. */
const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((typed) => (typed === '' ? undefined : typed), schema.optional())

/** A rating is not entered here: app/domain/rating keeps it, and puts it on the timeline. */
export const enteredKinds = creditEventKinds.filter(
  (kind): kind is Exclude<CreditEventKind, 'RATING'> => kind !== 'RATING',
)

/** `fineFen`, `year` with `conclusion`: each with its own kind, and with no other. */
export const eventForm = z
  .object({
    bodyId: uuid,
    kind: z.enum(enteredKinds, { error: 'form.choice' }),
    happenedOn: day,
    legalBasis: text(creditMax.basis, 2),
    documentNo: text(creditMax.basis, 2),
    summary: text(creditMax.summary, 5),
    fineFen: maybe(money),
    year: maybe(wholeNumber(2000, 2100)),
    conclusion: maybe(z.enum(inspectionConclusions, { error: 'form.choice' })),
    needsRectification: checkbox,
    file: optionalFile,
  })
  .superRefine(({ kind, fineFen, year, conclusion }, ctx) => {
    const asks = (field: string, isAsked: boolean, isThere: boolean) => {
      if (isAsked && !isThere) ctx.addIssue({ code: 'custom', message: 'form.required', path: [field] })
    }
    asks('fineFen', kind === 'FINE', fineFen !== undefined)
    asks('year', kind === 'ANNUAL_INSPECTION', year !== undefined)
    asks('conclusion', kind === 'ANNUAL_INSPECTION', conclusion !== undefined)
  })
  .transform(({ fineFen, year, conclusion, ...rest }) => ({
    ...rest,
    fineFen: rest.kind === 'FINE' ? fineFen : undefined,
    year: rest.kind === 'ANNUAL_INSPECTION' ? year : undefined,
    conclusion: rest.kind === 'ANNUAL_INSPECTION' ? conclusion : undefined,
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
