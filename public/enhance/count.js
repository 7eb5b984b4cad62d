// @ts-check
// Counts characters as a reader does; the server counts the same way (domain/shared/form-fields.ts) and decides.

for (const area of document.querySelectorAll('textarea[data-count-max]')) {
  if (!(area instanceof HTMLTextAreaElement)) continue
  const max = Number(area.dataset['countMax'])
  const output = document.getElementById(`${area.id}-count`)
  const pattern = output?.dataset['countText']
  if (output === null || output === undefined || pattern === undefined) continue
  const show = () => {
    const count = [...area.value.trim()].length
    output.textContent = pattern.replace('{count}', String(count)).replace('{max}', String(max))
    output.classList.toggle('over', count > max)
  }
  area.addEventListener('input', show)
  show()
}

export {}
