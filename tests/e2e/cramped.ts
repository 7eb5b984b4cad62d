/**
 * In the page: tables that have not the room they need, each as its heads and what is wrong: wider than what stands around
 * it, or with words set in a column so narrow that they stand a few letters to a line.
 */
export function crampedTables(): string[] {
  const narrowestPx = 80
  const mostLines = 3
  const found: string[] = []
  for (const table of document.querySelectorAll('table')) {
    if (table.getClientRects().length === 0) continue
    const name = [...table.querySelectorAll('thead th')].map((head) => head.textContent.trim()).join(' | ')
    const frame = table.closest('.scroll') === null ? table.parentElement : null
    if (frame !== null) {
      const { paddingLeft, paddingRight } = getComputedStyle(frame)
      const room = frame.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)
      const over = table.getBoundingClientRect().width - room
      if (over > 1) found.push(`${name}: ${Math.round(over)} px too wide`)
    }
    for (const cell of table.querySelectorAll('tbody :is(th, td)')) {
      const text = document.createRange()
      text.selectNodeContents(cell)
      const { width, height } = text.getBoundingClientRect()
      const lines = height / Number.parseFloat(getComputedStyle(cell).lineHeight)
      if (width > 0 && cell.clientWidth < narrowestPx && lines > mostLines + 0.5)
        found.push(
          `${name}: “${cell.textContent.trim().slice(0, 20)}” in ${Math.round(lines)} lines of ${cell.clientWidth} px`,
        )
    }
  }
  return [...new Set(found)]
}
