import {
  FormDataParseError,
  MaxFilesExceededError,
  MaxFileSizeExceededError,
  MaxHeaderSizeExceededError,
  MaxPartsExceededError,
  MaxTotalSizeExceededError,
  parseFormData,
} from '@remix-run/form-data-parser'
import { fileBytesMax } from '#app/domain/file/media-type.ts'
import { type Outcome, ok, refuse } from '#app/domain/shared/outcome.ts'
import { fieldsMax, isFieldName } from './form-names.ts'

const textBytesMax = 2 * 1024 * 1024
/**
 * A file somewhat too large is read all the same: whoever stores it refuses it at its field, and all that was typed beside it comes
 * back. Past that nothing is read.
 */
const readBytesMax = 2 * fileBytesMax

/**
 * Reads a posted form: at most 2 MB of text in fields whose names a form of ours may have, and where the page takes one, a file
 * (of 20 MB; see above). Counted while it is read: what a sender says about its length is not believed.
 */
export async function readForm(
  request: Request,
  { takesFile = false }: { takesFile?: boolean } = {},
): Promise<Outcome<{ data: FormData }>> {
  const type = request.headers.get('Content-Type') ?? ''
  if (!/^(multipart\/form-data|application\/x-www-form-urlencoded)\b/.test(type)) return refuse('invalid')
  const limits = {
    maxFiles: 1,
    maxFileSize: takesFile ? readBytesMax : textBytesMax,
    maxParts: fieldsMax,
    maxTotalSize: textBytesMax + (takesFile ? readBytesMax : 0),
  }
  try {
    const sent = await parseFormData(request, limits, async (upload) =>
      // A field left empty sends a nameless file of no bytes.
      upload.name === '' ? null : new File([await upload.arrayBuffer()], upload.name, { type: upload.type }),
    )
    const data = new FormData()
    for (const [name, value] of sent) {
      if (!isFieldName(name)) return refuse('invalid')
      // PostgreSQL keeps no NUL, and nobody types one.
      data.append(name, typeof value === 'string' ? value.replaceAll('\0', '') : value)
    }
    return ok({ data })
  } catch (error) {
    if (isTooLarge(error)) return refuse('too-large')
    // Not what a browser sends: refused, not a surprise.
    if (error instanceof FormDataParseError) return refuse('invalid')
    throw error
  }
}

const limitErrors = [
  MaxFileSizeExceededError,
  MaxFilesExceededError,
  MaxHeaderSizeExceededError,
  MaxPartsExceededError,
  MaxTotalSizeExceededError,
]

const isTooLarge = (error: unknown): boolean => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (limitErrors.some((kind) => at instanceof kind)) return true
  }
  return false
}
