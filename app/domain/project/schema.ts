import { z } from 'zod'
import { text, uuid, version } from '../shared/form-fields.ts'

export const termsMax = 8_000

export const termsForm = z.object({ version, terms: text(termsMax) })
export const contractStep = z.object({ version })
/** The hash that was on the page: what is signed is what was read. */
export const signForm = z.object({ version, contentSha256: z.string().regex(/^[0-9a-f]{64}$/) })
export const returnContractForm = z.object({ version, reason: text(1_000, 5) })

export const projectStep = z.object({ version })

export const objectionForm = z.object({ reason: text(1_000, 5) })
export const answerForm = z.object({ objectionId: uuid, version, answer: text(1_000, 5) })
export const closeForm = z.object({ objectionId: uuid, version })
