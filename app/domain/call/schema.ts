import { z } from 'zod'
import { formItemKinds, formLimits } from './form-item.ts'
import {
  checkbox,
  countCharacters,
  day,
  dateTime,
  money,
  optionalText,
  points,
  text,
  uuid,
  version,
  wholeNumber,
} from '../shared/form-fields.ts'
import { documentKinds } from '../organization/document.ts'
import { organizationKinds } from '../organization/schema.ts'
import { cancelCodes, failCodes } from './end-codes.ts'
import { compareDays } from '../shared/day.ts'
import {
  awardModes,
  callMethods,
  conditionKinds,
  conditionUses,
  criterionKinds,
  fundingKindOf,
  fundingKinds,
  instruments,
  reservations,
  serviceFields,
} from './terms.ts'

export const callLimits = {
  requirement: 8000,
  summary: 300,
  beneficiaries: 500,
  criteria: 15,
  milestones: 10,
  conditions: 20,
} as const

const terms = z.object({
  title: text(80),
  method: z.enum(callMethods),
  instrument: z.enum(instruments),
  /** Left out: what goes with the instrument. */
  fundingKind: z.enum(fundingKinds, { error: 'form.choice' }).optional(),
  field: z.enum(serviceFields),
  regionId: uuid,
  docNo: optionalText(60),
  summary: optionalText(callLimits.summary),
  requirement: optionalText(callLimits.requirement),
  beneficiaries: optionalText(callLimits.beneficiaries),
  budget: money,
  ceiling: money,
  fundId: uuid.optional().transform((id) => id ?? null),
  bidDeadlineAt: dateTime,
  startsOn: day,
  endsOn: day,
  quorum: wholeNumber(3, 15, 'call.error.quorum'),
})

const check = (typed: z.output<typeof terms>, ctx: z.core.$RefinementCtx) => {
  const wrong = (path: keyof typeof typed, message: string) => {
    ctx.issues.push({ code: 'custom', message, path: [path], input: typed[path] })
  }
  if (typed.budget === 0n) wrong('budget', 'call.error.moneyZero')
  if (typed.ceiling === 0n) wrong('ceiling', 'call.error.moneyZero')
  if (typed.ceiling > typed.budget) wrong('ceiling', 'call.error.ceilingOverBudget')
  if (compareDays(typed.endsOn, typed.startsOn) < 0) wrong('endsOn', 'call.error.endsBeforeStart')
  const { fundingKind = fundingKindOf(typed.instrument) } = typed
  if ((fundingKind === 'REWARD') !== (typed.instrument === 'AWARD_IN_LIEU'))
    wrong('fundingKind', 'call.error.fundingKind')
  if (typed.instrument === 'VENTURE_GRANT' && typed.method !== 'VENTURE_CALL')
    wrong('instrument', 'call.error.ventureGrant')
}

/** What an officer types about a call: everything but criteria, plan and documents. */
export const callTermsForm = terms.superRefine(check)
export const newCallForm = terms
  .extend({
    bodyId: uuid,
    /** Numbers of the resolved needs it comes from, separated by spaces. */
    needs: optionalText(200),
  })
  .superRefine(check)
export const editCallForm = terms.extend({ version }).superRefine(check)
export type CallTerms = z.output<typeof callTermsForm>

const criterion = z
  .object({
    title: text(60),
    guidance: optionalText(600),
    anchors: optionalText(800),
    kind: z.enum(criterionKinds),
    points,
    answerLimit: wholeNumber(100, 10_000, 'call.error.answerLimit')
      .optional()
      .transform((limit) => limit ?? 1500),
  })
  .refine((row) => Number(row.points) > 0 && Number(row.points) <= 100, {
    error: 'call.error.pointsRange',
    path: ['points'],
  })

export const criteriaForm = z.object({
  version,
  criteria: z
    .array(criterion)
    .max(callLimits.criteria, { error: 'call.error.tooManyCriteria' })
    .default([])
    .superRefine((rows, ctx) => {
      rows.forEach((row, index) => {
        if (row.kind === 'PRICE' && rows.findIndex(({ kind }) => kind === 'PRICE') !== index)
          ctx.issues.push({ code: 'custom', message: 'call.error.priceRepeated', path: [index, 'kind'], input: row })
      })
    }),
})
export type CriterionTyped = z.output<typeof criteriaForm>['criteria'][number]

/** A share of the award in percent, at most two decimals → basis points. */
export const share = z
  .string({ error: 'form.required' })
  .transform((value) => value.trim().replace(/[%％]$/, ''))
  .refine((value) => /^\d{1,3}(\.\d{1,2})?$/.test(value), { error: 'call.error.share' })
  .transform((value) => {
    const [whole = '0', part = ''] = value.split('.')
    return Number(whole) * 100 + Number(part.padEnd(2, '0'))
  })
  .refine((bps) => bps <= 10_000, { error: 'call.error.share' })

const milestone = z
  .object({
    title: text(60),
    deliverable: text(500),
    indicator: optionalText(30),
    unit: optionalText(10),
    target: wholeNumber(0, 100_000_000)
      .optional()
      .transform((value) => value ?? 0),
    dueOn: day,
    share,
  })
  .superRefine((row, ctx) => {
    if (row.indicator === '') return
    if (row.target === 0)
      ctx.issues.push({ code: 'custom', message: 'call.error.target', path: ['target'], input: row.target })
    if (row.unit === '')
      ctx.issues.push({ code: 'custom', message: 'call.error.unit', path: ['unit'], input: row.unit })
  })

export const planForm = z.object({
  version,
  milestones: z.array(milestone).max(callLimits.milestones, { error: 'call.error.tooManyMilestones' }).default([]),
})
export type MilestoneTyped = z.output<typeof planForm>['milestones'][number]

export const documentForm = z.object({
  version,
  title: text(80),
  file: z.instanceof(File, { error: 'form.fileMissing' }),
})
export const removeDocumentForm = z.object({ version, documentId: uuid })

const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .union([z.literal(''), schema])
    .optional()
    .transform((value) => (value === '' || value === undefined ? undefined : value))

/** `figure`: the grade of MINIMUM_RATING, the years of YEARS_REGISTERED. With a figure, a form or a place it is held against facts. */
const condition = z
  .object({
    use: z.enum(conditionUses),
    kind: z.enum(conditionKinds),
    text: text(300),
    figure: maybe(wholeNumber(1, 30)),
    form: maybe(z.enum(organizationKinds, { error: 'form.choice' })),
    regionId: maybe(uuid),
  })
  .superRefine(({ kind, figure }, ctx) => {
    if (kind === 'MINIMUM_RATING' && (figure === undefined || figure > 5))
      ctx.addIssue({ code: 'custom', message: 'call.error.grade', path: ['figure'] })
  })
  .transform(({ figure, form, regionId, ...rest }) => ({
    ...rest,
    ...(rest.kind === 'MINIMUM_RATING' ? { grade: figure } : {}),
    ...(rest.kind === 'YEARS_REGISTERED' ? { years: figure } : {}),
    ...(rest.kind === 'ORGANIZATION_FORM' ? { form } : {}),
    ...(rest.kind === 'REGION' ? { regionId } : {}),
  }))

export const conditionsForm = z.object({
  version,
  conditions: z.array(condition).max(callLimits.conditions, { error: 'call.error.tooManyConditions' }).default([]),
  reservation: z.enum(reservations),
  negativeListChecked: checkbox,
  bidBond: money.optional().transform((fen) => fen ?? 0n),
  performanceBond: share.optional().transform((bps) => bps ?? 0),
  awardMode: z.enum(awardModes),
})
export type ConditionsTyped = Omit<z.output<typeof conditionsForm>, 'version'>

/** A reason for each warning; one left empty is missing still. */
export const departuresForm = z.object({
  version,
  departures: z
    .array(z.object({ finding: text(120), reason: optionalText(500) }))
    .max(60)
    .default([]),
})

/** A copy asks for what it does not take along: a title and the dates. */
export const copyForm = z
  .object({ isRetender: checkbox, title: text(80), bidDeadlineAt: dateTime, startsOn: day, endsOn: day })
  .superRefine((typed, ctx) => {
    if (compareDays(typed.endsOn, typed.startsOn) < 0)
      ctx.issues.push({ code: 'custom', message: 'call.error.endsBeforeStart', path: ['endsOn'], input: typed.endsOn })
  })

/** One to a line. */
const lines = (each: number) =>
  optionalText(2000)
    .transform((typed) => typed.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()])))
    .refine((found) => found.every((line) => countCharacters(line) <= each), { error: 'form.tooLong' })
    .refine((found) => new Set(found).size === found.length, { error: 'application.error.repeated' })

/** One item of the application form; `shownIf` is `q1=yes`, or nothing. */
export const formItemForm = z
  .object({
    version,
    kind: z.enum(formItemKinds, { error: 'form.choice' }),
    title: text(120),
    hint: optionalText(300),
    isRequired: checkbox,
    maxChars: wholeNumber(10, 5000, 'application.error.maxChars')
      .optional()
      .transform((max) => max ?? 500),
    options: lines(60),
    columns: lines(30),
    rowsMax: wholeNumber(1, formLimits.rows, 'application.error.rowsMax')
      .optional()
      .transform((max) => max ?? 10),
    shownIf: optionalText(80).transform((typed) => {
      const [code = '', ...answer] = typed.split('=')
      return answer.length === 0 ? null : { code, answer: answer.join('=') }
    }),
  })
  .superRefine(({ kind, options, columns }, ctx) => {
    if (kind === 'CHOICE' && (options.length < 2 || options.length > formLimits.options))
      ctx.issues.push({ code: 'custom', message: 'application.error.options', path: ['options'], input: options })
    if (kind === 'ROWS' && (columns.length < 1 || columns.length > formLimits.columns))
      ctx.issues.push({ code: 'custom', message: 'application.error.columns', path: ['columns'], input: columns })
  })
export const bidderTermsForm = z.object({
  version,
  documents: z.array(z.enum(documentKinds)).default([]),
  allowsConsortium: checkbox,
})
export const formItemActionForm = z.object({ version, code: z.string().max(5) })
export const formItemParams = z.object({
  callId: uuid,
  code: z.union([z.literal('new'), z.string().regex(/^q\d{1,3}$/)]),
})

export const askForm = z.object({ organizationId: uuid, text: text(1000, 4) })
export const answerForm = z.object({ questionId: uuid, answer: text(3000, 2) })

/** What may change after publication (app/domain/call/amend.ts), as the whole it will be. */
const amended = z.object({
  summary: text(callLimits.summary),
  requirement: text(callLimits.requirement),
  beneficiaries: text(callLimits.beneficiaries),
  ceiling: money,
  bidDeadlineAt: dateTime,
  startsOn: day,
  endsOn: day,
})
export type AmendTyped = z.output<typeof amended>
export const amendForm = amended.extend({ version, reason: text(500, 4) })

/** One credit code to a line. */
export const rehearsalForm = z
  .object({ version, isRehearsal: checkbox, codes: optionalText(2000) })
  .transform(({ codes, ...typed }) => ({
    ...typed,
    codes: codes.split(/\s+/).filter((code) => code !== ''),
  }))

export const versionForm = z.object({ version })
export const reasonForm = z.object({ version, reason: text(500, 4) })
/** A draft is discarded without a code. */
export const cancelForm = reasonForm.extend({
  code: z
    .enum(cancelCodes, { error: 'form.choice' })
    .optional()
    .transform((code) => code ?? null),
})
export const failForm = z.object({ code: z.enum(failCodes, { error: 'form.choice' }), reason: text(1000, 4) })

/** Addresses of the bureau's pages of one call. */
export const callParams = z.object({ callId: uuid })
