import { z } from 'zod'
import { inspectionConclusions } from '../credit/schema.ts'
import {
  checkbox,
  day,
  money,
  optionalFile,
  optionalText,
  text,
  uuid,
  version,
  wholeNumber,
} from '../shared/form-fields.ts'

export const reportMax = { text: 4_000, reason: 600, documentNo: 120 } as const

/** What the site knew of an organization when the report was opened. Fen as text, days `YYYY-MM-DD`. */
export type KnownOfYear = {
  readonly name: string
  readonly creditCode: string | null
  readonly foundedOn: string | null
  readonly legalRepresentative: string
  readonly address: string
  readonly people: number
  readonly grade: number | null
  readonly creditState: 'REGULAR' | 'ABNORMAL' | 'SERIOUS'
  readonly projects: readonly { readonly no: string; readonly title: string; readonly bodyName: string }[]
  /** Public money that the ledger shows as received in the year. */
  readonly receivedFen: string
}

/** What the organization writes. Fen as text. Everything may stay empty in a draft. */
export type ReportContent = {
  readonly activities?: string
  readonly governance?: string
  readonly problems?: string
  readonly plan?: string
  readonly incomeFen?: string
  readonly expenseFen?: string
  readonly netAssetsFen?: string
  readonly staff?: number
  readonly volunteers?: number
}

/** What must be there before it is handed in. */
export const neededParts = ['activities', 'governance', 'incomeFen', 'expenseFen', 'netAssetsFen', 'staff'] as const
export type ReportPart = (typeof neededParts)[number]

export const missingParts = (content: ReportContent): ReportPart[] =>
  neededParts.filter((part) => content[part] === undefined || content[part] === '')

const maybe = <Schema extends z.ZodType>(schema: Schema) =>
  // Not a union: that would hide what the schema says is wrong.
  z.preprocess((typed) => (typed === '' ? undefined : typed), schema.optional())

export const reportForm = z.object({
  version,
  activities: optionalText(reportMax.text),
  governance: optionalText(reportMax.text),
  problems: optionalText(reportMax.text),
  plan: optionalText(reportMax.text),
  income: maybe(money),
  expense: maybe(money),
  netAssets: maybe(money),
  staff: maybe(wholeNumber(0, 100_000)),
  volunteers: maybe(wholeNumber(0, 1_000_000)),
  file: optionalFile,
})
export type ReportTyped = Omit<z.output<typeof reportForm>, 'version' | 'file'>

export const contentOf = ({ income, expense, netAssets, ...rest }: ReportTyped): ReportContent =>
  Object.fromEntries(
    Object.entries({
      ...rest,
      incomeFen: income?.toString(),
      expenseFen: expense?.toString(),
      netAssetsFen: netAssets?.toString(),
    }).filter(([, value]) => value !== undefined && value !== ''),
  )

export const submitReportForm = z.object({ version, certified: checkbox })
export const returnForm = z.object({ version, reason: text(reportMax.reason, 5) })
export const reviewForm = z.object({
  version,
  conclusion: z.enum(inspectionConclusions, { error: 'form.choice' }),
  note: text(reportMax.reason, 5),
})
export const concludeForm = z.object({
  version,
  conclusion: z.enum(inspectionConclusions, { error: 'form.choice' }),
  reason: text(reportMax.reason, 2),
  documentNo: text(reportMax.documentNo, 2),
})
export const proposeForm = z.object({
  reportId: uuid,
  summary: text(reportMax.reason, 5),
  documentNo: text(reportMax.documentNo, 2),
})

export const supervisionKinds = [
  'VISIT',
  'SPOT_CHECK',
  'TALK',
  'RECTIFICATION_NOTICE',
  'CASE_OPENED',
  'CASE_CLOSED',
] as const
export type SupervisionKind = (typeof supervisionKinds)[number]
/** These have a document. */
export const documentedKinds: readonly SupervisionKind[] = ['RECTIFICATION_NOTICE', 'CASE_OPENED', 'CASE_CLOSED']

export const supervisionForm = z
  .object({
    bodyId: uuid,
    kind: z.enum(supervisionKinds, { error: 'form.choice' }),
    happenedOn: day,
    summary: text(reportMax.text, 5),
    documentNo: optionalText(reportMax.documentNo),
    caseId: z.union([z.literal(''), uuid]).optional(),
    file: optionalFile,
  })
  .superRefine(({ kind, documentNo, caseId }, ctx) => {
    if (documentedKinds.includes(kind) && documentNo.length < 2)
      ctx.addIssue({ code: 'custom', message: 'form.required', path: ['documentNo'] })
    if (kind === 'CASE_CLOSED' && (caseId === undefined || caseId === ''))
      ctx.addIssue({ code: 'custom', message: 'form.required', path: ['caseId'] })
  })
  .transform(({ caseId, ...rest }) => ({ ...rest, caseId: rest.kind === 'CASE_CLOSED' ? caseId : undefined }))
export type SupervisionTyped = z.output<typeof supervisionForm> & { organizationId: string }
