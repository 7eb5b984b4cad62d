import { z } from 'zod'
import { checkbox, version } from '../shared/form-fields.ts'

export const uploadForm = z.object({
  file: z.instanceof(File, { error: 'form.fileMissing' }).refine(({ size }) => size > 0, { error: 'form.fileMissing' }),
})
export const uploadForBodyForm = uploadForm.extend({ bodyId: z.uuid({ error: 'form.choice' }) })
const number = z.coerce.number().int().min(1).max(10_000_000)
/** `cells.name`: what a row's cells are to say. */
export const mendForm = z.object({
  version,
  row: number,
  cells: z.record(z.string(), z.string().optional()).default({}),
})
export const dropForm = z.object({ version, row: number })
/** `seen`: the digest of what the preview showed. */
export const confirmForm = z.object({ seen: z.string().max(64), leaveOut: checkbox })
export const discardForm = z.object({})
