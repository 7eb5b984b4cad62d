// @ts-check
// Adds up a column of a form while the person types: points, shares. The server adds it up again and decides.

for (const place of document.querySelectorAll('[data-sum]')) {
  if (!(place instanceof HTMLElement)) continue
  const form = place.closest('form')
  const output = place.querySelector('strong')
  const column = place.dataset['sum']
  const pattern = place.dataset['sumText']
  if (form === null || output === null || column === undefined || pattern === undefined) continue
  const show = () => {
    // Whole hundredths: 0.1 and 0.2 make 0.3 here too.
    let hundredths = 0
    for (const field of form.elements) {
      if (!(field instanceof HTMLInputElement) || !field.name.endsWith(`].${column}`)) continue
      const typed = /^(\d{1,6})(?:\.(\d{1,2}))?$/.exec(field.value.trim())
      if (typed !== null) hundredths += Number(typed[1]) * 100 + Number((typed[2] ?? '').padEnd(2, '0'))
    }
    output.textContent = pattern.replace('{sum}', String(hundredths / 100))
  }
  form.addEventListener('input', show)
}

export {}
