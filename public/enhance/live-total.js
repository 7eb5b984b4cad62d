// @ts-check
// Adds up a judge's points while they are typed, in whole hundredths: no binary float comes near a score. The server adds up
// again when the sheet is saved (domain/scoring/live-total.ts), and its sum is the one that counts.
//
// The contract: inputs carry data-points and data-max; <strong data-live-total> shows the sum, and
// <span data-live-scored data-text="… {scored} / {boxes} …"> how many boxes hold points in range.

/** Hundredths of a typed number of points; undefined for what the server would refuse. @param {string} text */
function hundredths(text) {
  const match = /^(\d{1,3})(?:\.(\d{1,2}))?$/.exec(text.trim())
  return match === null ? undefined : Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}

for (const form of document.querySelectorAll('form')) {
  const total = form.querySelector('[data-live-total]')
  if (!(total instanceof HTMLElement)) continue
  const scored = form.querySelector('[data-live-scored]')
  const boxes = [...form.querySelectorAll('input[data-points]')].filter((box) => box instanceof HTMLInputElement)

  const show = () => {
    let sum = 0
    let filled = 0
    for (const box of boxes) {
      const points = hundredths(box.value)
      const max = hundredths(box.dataset['max'] ?? '') ?? 0
      const isInRange = points !== undefined && points <= max
      if (isInRange) {
        sum += points
        filled += 1
      }
      box.toggleAttribute('data-off', box.value.trim() !== '' && !isInRange)
    }
    total.textContent = `${Math.floor(sum / 100)}.${String(sum % 100).padStart(2, '0')}`
    if (scored instanceof HTMLElement) {
      scored.textContent = (scored.dataset['text'] ?? '')
        .replace('{scored}', String(filled))
        .replace('{boxes}', String(boxes.length))
    }
  }

  form.addEventListener('input', show)
  // Ctrl+Enter (or ⌘Enter) presses the form's first button, from any box.
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    const first = form.querySelector('button[type="submit"]')
    if (first instanceof HTMLButtonElement) form.requestSubmit(first)
  })
  show()
}

export {}
