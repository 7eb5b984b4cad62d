import { z } from 'zod'
import { addDays, type Day } from '../shared/day.ts'
import { checkbox, file, optionalText, uuid } from '../shared/form-fields.ts'
import { optionalDay } from './schema.ts'

/** Documents that an organization keeps and attaches to bids again and again. */
export const documentKinds = [
  'REGISTRATION',
  'AUDIT_REPORT',
  'ANNUAL_REPORT',
  'TAX_CERTIFICATE',
  'SOCIAL_INSURANCE',
  'LICENCE',
  'RATING',
  'CHARTER',
  'INTERNAL_RULES',
  'OTHER',
] as const
export type DocumentKind = (typeof documentKinds)[number]

/** As many as one organization keeps. */
export const documentsMax = 40
/** The first reminder comes so many days before (reminder_rule). */
const warnDays = 90

export type Validity = 'lasting' | 'valid' | 'expiring' | 'expired'

/** Valid to the end of its last day; without one it lasts. */
export function validityOn(today: Day, validUntil: Day | null): Validity {
  if (validUntil === null) return 'lasting'
  if (validUntil < today) return 'expired'
  return validUntil <= addDays(today, warnDays) ? 'expiring' : 'valid'
}

/** Whether it still counts on the day of a call's deadline. */
export const isValidOn = (day: Day, validUntil: Day | null): boolean => validUntil === null || validUntil >= day

export const documentForm = z
  .object({
    kind: z.enum(documentKinds, { error: 'form.choice' }),
    title: optionalText(60),
    number: optionalText(60),
    issuedOn: optionalDay,
    validUntil: optionalDay,
    isPublic: checkbox,
    file,
  })
  .superRefine(({ kind, title, issuedOn, validUntil }, ctx) => {
    if (kind === 'OTHER' && title === '')
      ctx.issues.push({ code: 'custom', message: 'application.error.documentTitle', path: ['title'], input: title })
    if (issuedOn !== undefined && validUntil !== undefined && validUntil < issuedOn)
      ctx.issues.push({
        code: 'custom',
        message: 'application.error.validBefore',
        path: ['validUntil'],
        input: validUntil,
      })
  })
export type DocumentTyped = z.output<typeof documentForm>
export const removeDocumentForm = z.object({ documentId: uuid })
export const showDocumentForm = z.object({
  documentId: uuid,
  isPublic: z.enum(['yes', 'no']).transform((value) => value === 'yes'),
})
