/** Kinds of files people may upload, by what their bytes say; the ending of the name decides only where bytes cannot. */
export const acceptedMediaTypes = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'text/csv',
  'text/plain',
] as const
export type MediaType = (typeof acceptedMediaTypes)[number]

export const isAccepted = (type: string): type is MediaType => (acceptedMediaTypes as readonly string[]).includes(type)

export const fileBytesMax = 20 * 1024 * 1024

export const endingOf = (name: string): string => /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? ''

/** The older Office files share one container; their ending says which. */
const compound: Record<string, MediaType> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
}
export const compoundType = (name: string): MediaType | undefined => compound[endingOf(name)]

const plain: Record<string, MediaType> = { csv: 'text/csv', txt: 'text/plain' }
export const plainType = (name: string): MediaType | undefined => plain[endingOf(name)]

/** The endings of names by which people and their programs know a kind; the first is the usual. */
const endings: Record<MediaType, readonly string[]> = {
  'application/pdf': ['pdf'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/msword': ['doc'],
  'application/vnd.ms-excel': ['xls'],
  'application/vnd.ms-powerpoint': ['ppt'],
  'text/csv': ['csv'],
  'text/plain': ['txt'],
}

/** A tidy name whose ending is that of what the bytes are: nobody saves a picture as a page or a program. */
export function fileNameFor(name: string, type: MediaType): string {
  const known = endings[type]
  return known.includes(endingOf(tidyFileName(name))) ? tidyFileName(name) : tidyFileName(`${name}.${known[0] ?? ''}`)
}

/** A name as it may be kept and offered: no path, no control characters, at most 120 characters with its ending. */
export function tidyFileName(name: string): string {
  const last = (name.split(/[\\/]/).at(-1) ?? '').normalize('NFC')
  // Control, direction-changing and reserved characters have no place in a name that is offered for saving.
  const clean = last.replace(/[\p{Cc}\p{Cf}"*:<>?|]/gu, '').trim()
  const characters = Array.from(clean)
  if (characters.length <= 120) return clean === '' || clean.startsWith('.') ? `file${clean}` : clean
  const ending = endingOf(clean)
  return ending === '' ? characters.slice(0, 120).join('') : `${characters.slice(0, 114).join('')}.${ending}`
}
