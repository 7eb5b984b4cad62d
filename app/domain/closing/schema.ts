import { z } from 'zod'
import { day, file, money, optionalFile, optionalText, text, uuid, version } from '../shared/form-fields.ts'

export const opinions = ['CLEAN', 'QUALIFIED', 'ADVERSE', 'DISCLAIMED'] as const
export type Opinion = (typeof opinions)[number]
export const severities = ['LOW', 'MEDIUM', 'HIGH'] as const
export type Severity = (typeof severities)[number]

/** Everything that keeps a project from being closed (closing_obstacles() in PostgreSQL), and the refusal that says so. */
export const refusalOfObstacle = {
  'tranche-undecided': 'closing.tranche-undecided',
  'objection-open': 'closing.objection-open',
  'batch-open': 'closing.batch-open',
  'expense-questioned': 'closing.expense-questioned',
  'audit-missing': 'closing.audit-missing',
  'finding-open': 'closing.finding-open',
  'clawback-open': 'closing.clawback-open',
  'money-open': 'closing.money-open',
  'handover-open': 'closing.handover-open',
} as const
export type Obstacle = keyof typeof refusalOfObstacle

export const narrativeMax = 4_000
export const closingReasonMax = 1_000
const reason = text(closingReasonMax, 5)

/** A draft may be unfinished; what is submitted says what was reached. */
export const draftForm = z.object({
  version,
  narrative: optionalText(narrativeMax),
  assets: optionalText(narrativeMax),
  results: optionalText(narrativeMax),
})
export const submitForm = draftForm.extend({ narrative: text(narrativeMax, 20) })
export type FinalReportTyped = Omit<z.output<typeof draftForm>, 'version'>
export const documentForm = z.object({ file })
export const giveBackForm = z.object({ version, reason })

export const auditForm = z.object({
  firm: optionalText(80),
  opinion: z.enum(opinions, { error: 'form.required' }),
  summary: text(closingReasonMax, 5),
  auditedOn: day,
  file: optionalFile,
})
export const findingForm = z.object({
  auditId: uuid,
  severity: z.enum(severities, { error: 'form.required' }),
  text: reason,
  amount: z.preprocess((typed) => (typed === '' || typed === undefined ? '0' : typed), money),
  answerDueOn: day,
})
export const answerFindingForm = z.object({ findingId: uuid, version, answer: reason, file: optionalFile })
export const settleFindingForm = z.object({ findingId: uuid, version, settlement: reason })
export const findingStep = z.object({ findingId: uuid, version })

export const proposeForm = z.object({ version, note: optionalText(closingReasonMax) })
export const closingStep = z.object({ version })
