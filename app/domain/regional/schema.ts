import { z } from 'zod'
import { optionalFile, text, uuid, wholeNumber } from '../shared/form-fields.ts'

export const figureKinds = ['TARGET', 'BASE', 'ACTUAL'] as const
export type FigureKind = (typeof figureKinds)[number]

export const indicatorUnits = [
  'ORGANIZATIONS',
  'PER_10K',
  'PERCENT',
  'PROJECTS',
  'PERSON_TIMES',
  'PERSONS',
  'HOURS',
  'SCORE',
  'SQM',
] as const
export type IndicatorUnit = (typeof indicatorUnits)[number]

/** A number with at most two decimals, kept as text: no binary float on the way. */
const figure = z
  .string({ error: 'form.required' })
  .transform((value) => value.trim().replaceAll(',', ''))
  .refine((value) => /^\d{1,11}(\.\d{1,2})?$/.test(value), { error: 'regional.form.valueForm' })

export const figureForm = z.object({
  bodyId: uuid,
  regionId: uuid,
  indicatorCode: z.string().regex(/^[A-Z0-9_]{2,40}$/, { error: 'form.choice' }),
  what: z.enum(figureKinds, { error: 'form.choice' }),
  year: wholeNumber(1990, 2100),
  value: figure,
  documentTitle: text(200, 2),
  documentNo: text(200, 2),
  file: optionalFile,
})
export type FigureTyped = z.output<typeof figureForm>
export const figureStep = z.object({ figureId: uuid })
