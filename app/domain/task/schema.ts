import { z } from 'zod'
import { share } from '../call/schema.ts'
import { day, money, text, uuid, wholeNumber } from '../shared/form-fields.ts'

export const taskMax = { department: 60, title: 80, content: 800, basis: 200, reason: 400 } as const
export const taskKinds = ['TASK', 'DATA_REQUEST'] as const
export type TaskKind = (typeof taskKinds)[number]

/** `shareBps`: of the cost, what the department bears; hours and forms a month for one community. */
export const taskForm = z.object({
  bodyId: uuid,
  applicantBodyId: uuid,
  department: text(taskMax.department, 2),
  kind: z.enum(taskKinds, { error: 'form.choice' }),
  title: text(taskMax.title, 4),
  content: text(taskMax.content, 10),
  legalBasis: text(taskMax.basis, 4),
  regionId: uuid,
  startsOn: day,
  endsOn: day,
  fundsFen: money,
  shareBps: share,
  hoursPerMonth: wholeNumber(0, 10_000),
  formsPerMonth: wholeNumber(0, 1_000),
})
export type TaskTyped = z.output<typeof taskForm>
export const taskDecisionForm = z.object({
  taskId: uuid,
  decision: z.enum(['ADMIT', 'REFUSE'], { error: 'form.choice' }),
  reason: text(taskMax.reason, 4),
})
export const taskStep = z.object({ taskId: uuid })
