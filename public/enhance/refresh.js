// @ts-check
// Keeps a part of a page up to date while others work. The same part is fresh after a plain reload.
//
// The contract:
//   <div id="…" data-refresh="20" data-state="…">   asked for again every so many seconds, from the page's own address
// What came back replaces what is inside. When its state is another one, the page around it is drawn anew, unless something was
// typed into one of its forms: then only the part changes. A page that is not looked at asks for nothing.

for (const part of document.querySelectorAll('[data-refresh][id]')) {
  if (part instanceof HTMLElement) keepFresh(part)
}

/** @param {HTMLElement} part */
function keepFresh(part) {
  const everyMs = Math.max(5, Number(part.dataset['refresh'] ?? 20)) * 1000
  let isAsking = false
  setInterval(() => void ask(), everyMs)
  document.addEventListener('visibilitychange', () => void ask())

  async function ask() {
    if (document.hidden || isAsking) return
    isAsking = true
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, credentials: 'same-origin' })
      // Signed out, or no longer there: the reader finds out by their own next step.
      if (!answer.ok || answer.redirected) return
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const fresh = page.getElementById(part.id)
      if (fresh === null) return
      if (fresh.dataset['state'] !== part.dataset['state'] && !isTyped()) {
        location.reload()
        return
      }
      if (fresh.innerHTML === part.innerHTML || part.contains(document.activeElement)) return
      part.replaceChildren(...fresh.childNodes)
    } catch {
      // No line: the next time.
    } finally {
      isAsking = false
    }
  }
}

/** Whether anything on the page differs from how it was drawn. */
function isTyped() {
  return Array.from(document.querySelectorAll('main input, main textarea, main select')).some((field) => {
    if (field instanceof HTMLInputElement && (field.type === 'checkbox' || field.type === 'radio'))
      return field.checked !== field.defaultChecked
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
      return field.value !== field.defaultValue
    if (field instanceof HTMLSelectElement)
      return (
        Array.from(field.options).some((option) => option.selected !== option.defaultSelected) &&
        field.selectedIndex > 0
      )
    return false
  })
}

export {}
