import { z } from 'zod'
import { checkbox, day, optionalText, text, uuid, version } from '../shared/form-fields.ts'

export const assignmentMax = { title: 100, content: 1_000, documentNo: 200, note: 1_000, result: 600 } as const

const bodies = z.preprocess(
  (typed): unknown => (typed === undefined || typed === '' ? [] : Array.isArray(typed) ? typed : [typed]),
  z.array(uuid).max(20),
)

export const reportMax = { text: 2_000, reason: 600, doneMin: 20 } as const

export const assignmentForm = z.object({
  bodyId: uuid,
  leadId: uuid,
  coIds: bodies,
  title: text(assignmentMax.title, 2),
  content: text(assignmentMax.content, 5),
  documentNo: text(assignmentMax.documentNo, 2),
  dueOn: day,
  recordId: z.union([z.literal(''), uuid]).optional(),
})
export type AssignmentTyped = z.output<typeof assignmentForm> & { organizationId?: string | undefined }
export const assignmentStep = z.object({ version })
export const assignmentEnd = z.object({ version, result: text(assignmentMax.result, 5) })
export const assignmentNote = z.object({ bodyId: uuid, text: text(assignmentMax.note, 5), isFinished: checkbox })

export const reportStart = z.object({ quarterOn: z.string().regex(/^\d{4}-(01|04|07|10)-01$/) })
/** `then`: the author's button hands it to the reviewer with what is on the page. */
export const reportForm = z.object({
  version,
  done: optionalText(reportMax.text),
  problems: optionalText(reportMax.text),
  plans: optionalText(reportMax.text),
  then: z.literal('sendUp').optional(),
})
export const reportStep = z.object({ version })
export const reportReturn = z.object({ version, reason: text(reportMax.reason, 5) })
