import {
  FormDataParseError,
  MaxFileSizeExceededError,
  MaxFilesExceededError,
  parseFormData,
} from '@remix-run/form-data-parser'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'

export const fileBytesMax = 20 * 1024 * 1024
const filesMax = 10
const textBytesMax = 2 * 1024 * 1024

/** Reads a posted form: at most ten files of 20 MB each, at most 2 MB of text. */
export async function readForm(request: Request): Promise<Outcome<{ data: FormData }>> {
  const type = request.headers.get('Content-Type') ?? ''
  const length = Number(request.headers.get('Content-Length') ?? '0')
  if (!type.startsWith('multipart/form-data')) {
    if (length > textBytesMax) return refuse('too-large')
    const text = await request.text()
    if (Buffer.byteLength(text) > textBytesMax) return refuse('too-large')
    const data = new FormData()
    for (const [name, value] of new URLSearchParams(text)) data.append(name, value)
    return ok({ data })
  }
  if (length > filesMax * fileBytesMax + textBytesMax) return refuse('too-large')
  try {
    const data = await parseFormData(request, { maxFileSize: fileBytesMax, maxFiles: filesMax }, async (upload) =>
      // A field left empty sends a nameless file of no bytes.
      upload.name === '' ? null : new File([await upload.arrayBuffer()], upload.name, { type: upload.type }),
    )
    return ok({ data })
  } catch (error) {
    if (isTooLarge(error)) return refuse('too-large')
    // Not what a browser sends: refused, not a surprise.
    if (error instanceof FormDataParseError) return refuse('invalid')
    throw error
  }
}

const isTooLarge = (error: unknown): boolean => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at instanceof MaxFileSizeExceededError || at instanceof MaxFilesExceededError) return true
  }
  return false
}
