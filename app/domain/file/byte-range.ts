/** Bytes from `start` to `end`, both among them, counted from 0. */
export type ByteRange = { readonly start: number; readonly end: number }

/**
 * What a `Range` header asks of something that is `size` bytes long (RFC 9110, 14.2). `whole`: all of it, also where several ranges are
 * asked for or the header is not understood; `outside`: nothing of it is there.
 */
export function readRange(header: string | null, size: number): ByteRange | 'whole' | 'outside' {
  const match = /^bytes=(\d*)-(\d*)$/.exec((header ?? '').trim())
  const [first = '', last = ''] = match?.slice(1) ?? []
  if (first === '' && last === '') return 'whole'
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'outside' : { start: size - length, end: size - 1 }
  }
  const [start, end] = [Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1)]
  if (last !== '' && Number(last) < start) return 'whole'
  return start >= size ? 'outside' : { start, end }
}
