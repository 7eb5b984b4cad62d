/** Reads a file as RFC 4180 has it; a mark at its beginning is left out. @throws when a quote is not closed. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let at = text.startsWith('\uFEFF') ? 1 : 0
  const endRow = () => {
    rows.push([...row, cell])
    row = []
    cell = ''
  }
  while (at < text.length) {
    if (text.startsWith('\r\n', at)) {
      endRow()
      at += 2
    } else if (text[at] === ',') {
      row.push(cell)
      cell = ''
      at += 1
    } else if (cell === '' && text[at] === '"') {
      at += 1
      for (;;) {
        const quote = text.indexOf('"', at)
        if (quote < 0) throw new Error('a quote is not closed')
        cell += text.slice(at, quote)
        at = quote + 1
        if (text[at] !== '"') break
        cell += '"'
        at += 1
      }
    } else {
      cell += text.charAt(at)
      at += 1
    }
  }
  if (cell !== '' || row.length > 0) endRow()
  return rows
}
