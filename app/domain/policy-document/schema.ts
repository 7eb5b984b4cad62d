import { z } from 'zod'
import { day, optionalText, text, ticks, uuid, version } from '../shared/form-fields.ts'
import { policyAreas } from './areas.ts'
import { placeDigits, policyKinds, policyLevels } from './terms.ts'

export const policyMax = {
  documentNo: 60,
  titleZh: 200,
  titleEn: 300,
  issuerZh: 80,
  issuerEn: 160,
  placeZh: 40,
  placeEn: 80,
  summaryZh: 600,
  summaryEn: 1200,
  sourceUrl: 500,
  citedAs: 600,
  reason: 300,
} as const

const optionalDay = z
  .union([z.literal(''), day])
  .optional()
  .transform((value) => (value === '' ? undefined : value))

/** From the first year of the republic; PostgreSQL has the same bounds (policy_document_days). */
const isIssuedYear = (year: string): boolean => /^\d{4}$/.test(year) && year >= '1949' && year <= '2199'

const content = {
  kind: z.enum(policyKinds, { error: 'form.choice' }),
  level: z.enum(policyLevels, { error: 'form.choice' }),
  regionCode: optionalText(6),
  placeZh: optionalText(policyMax.placeZh),
  placeEn: optionalText(policyMax.placeEn),
  documentNo: optionalText(policyMax.documentNo),
  titleZh: text(policyMax.titleZh, 2),
  titleEn: text(policyMax.titleEn, 2),
  issuerZh: text(policyMax.issuerZh, 2),
  issuerEn: text(policyMax.issuerEn, 2),
  issuedYear: optionalText(4).refine((value) => value === '' || isIssuedYear(value), { error: 'policy-document.year' }),
  issuedOn: optionalDay,
  inForceFrom: optionalDay,
  inForceUntil: optionalDay,
  summaryZh: text(policyMax.summaryZh, 5),
  summaryEn: text(policyMax.summaryEn, 5),
  sourceUrl: optionalText(policyMax.sourceUrl).refine((value) => value === '' || /^https?:\/\/[^\s]+$/.test(value), {
    error: 'policy-document.address',
  }),
  /** One name a line. */
  citedAs: text(policyMax.citedAs, 2)
    .transform((lines) => [...new Set(lines.split('\n').map((line) => line.trim()))].filter((line) => line !== ''))
    .refine((names) => names.length <= 12 && names.every((name) => name.length >= 2), {
      error: 'policy-document.names',
    }),
  areas: ticks(policyAreas),
  isConfirmed: z.enum(['yes', 'no'], { error: 'form.choice' }).transform((value) => value === 'yes'),
}

type Content = z.output<z.ZodObject<typeof content>>

/** The place is named in both languages and by as many digits as its level has; days do not contradict each other. */
const check = (typed: Content, context: z.RefinementCtx) => {
  const add = (name: keyof Content, message: string) => context.addIssue({ code: 'custom', path: [name], message })
  const { level, regionCode, placeZh, placeEn, issuedOn, issuedYear, inForceFrom, inForceUntil = '9999-12-31' } = typed
  if (level !== 'NATION') {
    if (!new RegExp(`^\\d{${placeDigits[level]}}$`).test(regionCode)) add('regionCode', 'policy-document.code')
    if (placeZh === '') add('placeZh', 'form.required')
    if (placeEn === '') add('placeEn', 'form.required')
  }
  if (inForceUntil < (inForceFrom ?? '') || inForceUntil < (issuedOn ?? ''))
    add('inForceUntil', 'policy-document.ends-before')
  if (issuedOn !== undefined && issuedYear !== '' && !issuedOn.startsWith(issuedYear))
    add('issuedYear', 'policy-document.other-year')
  if (issuedOn !== undefined && !isIssuedYear(issuedOn.slice(0, 4))) add('issuedOn', 'policy-document.year')
}

/** A document of the nation has no place; the day of issue says its year. */
function tidied<Typed extends Content>(typed: Typed) {
  const { issuedYear, ...rest } = typed
  const year = typed.issuedOn?.slice(0, 4) ?? issuedYear
  return {
    ...rest,
    ...(typed.level === 'NATION' ? { regionCode: '', placeZh: '', placeEn: '' } : {}),
    issuedYear: year === '' ? undefined : Number(year),
  }
}

export const policyForm = z.object(content).superRefine(check).transform(tidied)
export type PolicyTyped = z.output<typeof policyForm>

const change = { version, reason: text(policyMax.reason, 2) }
export const policyAmendForm = z
  .object({ ...content, ...change })
  .superRefine(check)
  .transform(tidied)
export const policyEndForm = z.object({ ...change, endsOn: day })
export const policyParams = z.object({ id: uuid })
