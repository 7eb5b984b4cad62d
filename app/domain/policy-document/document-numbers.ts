/** A piece of a text; `documentNo`: the number, in its one spelling, that this piece names. */
export type CitedPiece = { text: string; documentNo?: string }

/** As documents write them: 第, 号. Not words of ours, so they stand here and not among the texts. */
const [ordinal, number] = ['\u7b2c', '\u53f7']
const [open, close] = ['\\s*[〔［[【(（﹝]\\s*', '\\s*[〕］\\]】)）﹞]\\s*']

/** What may end in a document's number: characters before a year in brackets or an order's number. */
const candidate = new RegExp(
  `(\\p{Script=Han}{1,24})(?:${open}([12]\\d{3})${close}${ordinal}?\\s*(\\d{1,5})\\s*${number}|${ordinal}\\s*(\\d{1,4})\\s*${number})`,
  'gu',
)

/** The one spelling of a document's number: 财综〔2016〕54号, 财政部令第87号. */
const spelled = (name: string, [year, ofYear, ofOrder]: readonly (string | undefined)[]): string =>
  year === undefined ? `${name}${ordinal}${ofOrder ?? ''}${number}` : `${name}〔${year}〕${ofYear ?? ''}${number}`

/**
 * A text in pieces, so that the documents it names can be linked. People write numbers with other brackets and with spaces, and with words
 * right before them: the longest name that is known counts, and what is not known stays as it is.
 */
export function citedPieces(text: string, isKnown: (documentNo: string) => boolean): CitedPiece[] {
  const pieces: CitedPiece[] = []
  let from = 0
  for (const match of text.matchAll(candidate)) {
    const [whole, before = '', ...parts] = match
    const characters = Array.from(before)
    const skipped = characters.findIndex((_, at) => isKnown(spelled(characters.slice(at).join(''), parts)))
    if (skipped < 0) continue
    const at = match.index + characters.slice(0, skipped).join('').length
    const end = match.index + whole.length
    if (at > from) pieces.push({ text: text.slice(from, at) })
    pieces.push({ text: text.slice(at, end), documentNo: spelled(characters.slice(skipped).join(''), parts) })
    from = end
  }
  if (from < text.length) pieces.push({ text: text.slice(from) })
  return pieces
}
