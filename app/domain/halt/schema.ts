import { z } from 'zod'
import { day, text, uuid, version } from '../shared/form-fields.ts'

export const terminationCodes = ['MUTUAL', 'BREACH', 'WITHDRAWAL', 'FORCE_MAJEURE', 'FUNDING'] as const
export type TerminationCode = (typeof terminationCodes)[number]

export const haltReasonMax = 1_000
const reason = text(haltReasonMax, 5)

export const suspendForm = z.object({ version, reason, expectedOn: day })
export const terminateForm = z.object({ version, reason, code: z.enum(terminationCodes, { error: 'form.required' }) })
/** `haltId` and its version: what is decided is what was read. */
export const haltStep = z.object({ haltId: uuid, version })
export const haltRefuseForm = z.object({ haltId: uuid, version, decisionReason: text(haltReasonMax, 5) })
