// @ts-check
// Suggestions while a question is typed (app/ui/search/search-box.tsx): a combobox as the ARIA patterns have it. Without scripts
// the box asks when it is sent.
//
// The contract: an input with data-suggest (where to ask), data-suggest-label (what the list is), data-suggest-count ({count})
// and data-suggest-none (what a screen reader is told).

const waitMs = 150
let number = 0

/** @typedef {{ text: string, note: string, isTyped: boolean, href: string }} Suggestion */

/** @param {HTMLInputElement} input */
function serve(input) {
  const { suggest: address = '', suggestLabel = '', suggestCount = '', suggestNone = '' } = input.dataset
  number += 1
  const list = document.createElement('ul')
  list.id = `suggested-${String(number)}`
  list.className = 'suggested'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', suggestLabel)
  list.hidden = true
  const told = document.createElement('span')
  told.className = 'visually-hidden'
  told.setAttribute('role', 'status')
  input.parentElement?.append(list, told)
  for (const [name, value] of [
    ['role', 'combobox'],
    ['aria-autocomplete', 'list'],
    ['aria-controls', list.id],
    ['aria-expanded', 'false'],
  ])
    input.setAttribute(name ?? '', value ?? '')

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting
  /** @type {AbortController | undefined} */
  let asking
  let asked = ''
  let at = -1

  const close = () => {
    list.hidden = true
    at = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const options = () => [...list.querySelectorAll('[role="option"]')]
  /** @param {number} to */
  const choose = (to) => {
    const all = options()
    if (all.length === 0) return
    at = ((to % all.length) + all.length) % all.length
    for (const [index, option] of all.entries()) option.setAttribute('aria-selected', String(index === at))
    const chosen = all[at]
    if (chosen === undefined) return
    input.setAttribute('aria-activedescendant', chosen.id)
    chosen.scrollIntoView({ block: 'nearest' })
  }
  const leave = () => {
    const href = options()[at]?.getAttribute('data-href')
    if (href == null) return false
    location.assign(href)
    return true
  }

  /** @param {Suggestion[]} rows */
  const show = (rows) => {
    list.replaceChildren(
      ...rows.map(({ text, note, isTyped, href }, index) => {
        const option = document.createElement('li')
        option.id = `${list.id}-${String(index)}`
        option.setAttribute('role', 'option')
        option.setAttribute('aria-selected', 'false')
        option.setAttribute('data-href', href)
        const name = document.createElement('span')
        if (isTyped) name.lang = 'zh-CN'
        name.textContent = text
        const what = document.createElement('small')
        what.textContent = note
        option.append(name, ' ', what)
        return option
      }),
    )
    close()
    told.textContent = rows.length === 0 ? suggestNone : suggestCount.replace('{count}', String(rows.length))
    if (rows.length === 0 || document.activeElement !== input) return
    list.hidden = false
    input.setAttribute('aria-expanded', 'true')
  }

  const ask = async () => {
    const q = input.value.trim()
    if (q === asked) return
    asked = q
    asking?.abort()
    if (q === '') {
      close()
      told.textContent = ''
      return
    }
    asking = new AbortController()
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ q }).toString()}`, { signal: asking.signal })
      if (!answer.ok || q !== asked) return
      /** @type {{ suggestions: Suggestion[] }} */
      const { suggestions } = await answer.json()
      show(suggestions)
    } catch {
      // Comfort only: the page answers when it is asked.
    }
  }

  input.addEventListener('input', (event) => {
    // Half a syllable on the way to a character is not yet a word.
    if (event instanceof InputEvent && event.isComposing) return
    clearTimeout(waiting)
    waiting = setTimeout(() => void ask(), waitMs)
  })
  input.addEventListener('compositionend', () => void ask())
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault()
      close()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (list.hidden && list.childElementCount > 0) {
        list.hidden = false
        input.setAttribute('aria-expanded', 'true')
      }
      if (list.hidden) return
      event.preventDefault()
      choose(event.key === 'ArrowDown' ? at + 1 : at < 0 ? -1 : at - 1)
    } else if (event.key === 'Enter' && at >= 0 && leave()) event.preventDefault()
  })
  input.addEventListener('blur', close)
  // Before the field loses its focus and the list with it.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null
    if (option === null) return
    at = options().indexOf(option)
    leave()
  })
}

for (const input of document.querySelectorAll('input[data-suggest]'))
  if (input instanceof HTMLInputElement) serve(input)

export {}
