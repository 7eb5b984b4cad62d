import { z } from 'zod'
import { optionalText, text } from '../shared/form-fields.ts'

const noticeText = z.string().max(20_000, { error: 'form.tooLong' })

/** The notice as it was pasted or as a file; the file wins. */
export const previewCalendarForm = z.object({
  docNo: text(200),
  text: noticeText.optional().transform((typed) => typed ?? ''),
  file: z.instanceof(File).optional(),
})
export const loadCalendarForm = z.object({ docNo: text(200), text: noticeText, reason: optionalText(300) })
