import { z } from 'zod'
import { text, uuid, version } from '../shared/form-fields.ts'

export const closeReasonMax = 500
export const assignWarningForm = z.object({ warningId: uuid, version, accountId: uuid })
export const closeWarningForm = z.object({ warningId: uuid, version, reason: text(closeReasonMax, 5) })
export const lookForm = z.object({})
