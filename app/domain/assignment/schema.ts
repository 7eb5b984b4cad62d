import { z } from 'zod'
import { checkbox, day, text, uuid, version } from '../shared/form-fields.ts'

export const assignmentMax = { title: 100, content: 1_000, documentNo: 200, note: 1_000, result: 600 } as const

const bodies = z.preprocess(
  (typed): unknown => (typed === undefined || typed === '' ? [] : Array.isArray(typed) ? typed : [typed]),
  z.array(uuid).max(20),
)

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
