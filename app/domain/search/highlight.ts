/** Private-use characters around a hit: nobody types them, and documents are cleaned of them, so they cannot be forged. */
export const hitStart = '\uE000'
export const hitEnd = '\uE001'

export type Piece = { text: string; hit: boolean }

export const withoutMarkers = (text: string): string => text.replaceAll(hitStart, '').replaceAll(hitEnd, '')

/** Marked text as pieces a page can draw without raw HTML. A marker without its partner marks nothing. */
export function splitHits(marked: string): Piece[] {
  const pieces: Piece[] = []
  const add = (text: string, hit: boolean) => {
    const clean = withoutMarkers(text)
    if (clean !== '') pieces.push({ text: clean, hit })
  }
  let rest = marked
  for (;;) {
    const start = rest.indexOf(hitStart)
    const end = start < 0 ? -1 : rest.indexOf(hitEnd, start)
    if (start < 0 || end < 0) {
      add(rest, false)
      return pieces
    }
    add(rest.slice(0, start), false)
    add(rest.slice(start + 1, end), true)
    rest = rest.slice(end + 1)
  }
}

/** The same for plain text and the words that were asked for: used when the engine does not answer. */
export function markWords(text: string, words: readonly string[]): Piece[] {
  const wanted = words.filter((word) => word !== '').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  if (wanted.length === 0) return text === '' ? [] : [{ text, hit: false }]
  return text
    .split(new RegExp(`(${wanted.join('|')})`, 'giu'))
    .map((part, index) => ({ text: part, hit: index % 2 === 1 }))
    .filter((piece) => piece.text !== '')
}
