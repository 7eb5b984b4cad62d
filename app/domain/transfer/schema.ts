import { z } from 'zod'
import { day, text, uuid } from '../shared/form-fields.ts'

export const transferMax = { title: 80, content: 800, department: 60, recipient: 80, documentNo: 60 } as const

export const transferForm = z.object({
  bodyId: uuid,
  title: text(transferMax.title, 4),
  content: text(transferMax.content, 5),
  department: text(transferMax.department, 2),
  recipient: text(transferMax.recipient, 2),
  documentNo: text(transferMax.documentNo, 4),
  decidedOn: day,
  startsOn: day,
  endsOn: z
    .union([z.literal(''), day])
    .optional()
    .transform((value) => (value === '' ? undefined : value)),
})
export type TransferTyped = z.output<typeof transferForm>
export const transferStep = z.object({ transferId: uuid })
export const transferLinkForm = z.object({ transferId: uuid, callNo: text(20, 8) })
