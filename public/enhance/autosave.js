// @ts-check
// Saves a form while the person types. The same form works without it, by its own save button.
//
// The contract:
//   <form method="post" data-autosave="autosave">   the intent that saves a draft: <PostForm autosave="autosave">
//     <input type="hidden" name="version">          what the words were drawn from: <PostForm version={…}>
//     <p data-autosave-status data-…>               where it says so, and in which words: <AutosaveStatus />
// The form is posted to its own page with that intent and `Accept: application/json`, files left out. The page's action answers
// `autosaved(version, savedAt)` (app/http/autosaved.ts), a FormReply with 409 (somebody else saved) or 422 (not acceptable yet).
// One save at a time: a later one waits, so an older one never overtakes it. What cannot be sent is kept in this browser until
// it can; it is wiped as soon as the server has it.

/** @typedef {{ version: number, savedAt: string }} Saved */

const idleMs = 1500
const retryMs = 15_000
/** On a line this bad the page goes on without the answer. */
const submitWaitMs = 5000

for (const form of document.querySelectorAll('form[data-autosave]')) {
  if (form instanceof HTMLFormElement) autosave(form)
}

/** @param {HTMLFormElement} form */
function autosave(form) {
  const intent = form.dataset['autosave'] ?? 'autosave'
  const place = form.querySelector('[data-autosave-status]')
  const keptAt = `autosave:${location.pathname}:${form.querySelector('input[name="intent"]')?.getAttribute('value') ?? ''}`
  let sent = read()
  let isSaving = false
  let isStopped = false
  let hasWaited = false
  /** What waits for the save under way: the form's own button. @type {(() => void) | undefined} */
  let whenSaved
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer

  /** What the form says now, as it would be posted. */
  function read() {
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string' && name !== 'intent' && name !== 'version') body.append(name, value)
    }
    return body.toString()
  }

  /** @param {'saving' | 'saved' | 'offline' | 'stale' | 'invalid'} state @param {string} [time] */
  function say(state, time = '') {
    if (!(place instanceof HTMLElement)) return
    place.textContent = (place.dataset[state] ?? '').replace('{time}', time)
    place.dataset['state'] = state
    if (state === 'stale' && place.dataset['reload'] !== undefined) {
      const link = document.createElement('a')
      link.href = location.pathname + location.search
      link.textContent = place.dataset['reload']
      // The writer lets go of these words: what was kept must not come back with the page.
      link.addEventListener('click', forget)
      place.append(' ', link)
    }
  }

  function versionField() {
    const field = form.querySelector('input[name="version"]')
    return field instanceof HTMLInputElement ? field : undefined
  }

  /** @param {string} words */
  function keep(words) {
    try {
      localStorage.setItem(keptAt, JSON.stringify({ version: versionField()?.value ?? '', words }))
    } catch {
      // A browser that keeps nothing still has the words on the page.
    }
  }

  function forget() {
    try {
      localStorage.removeItem(keptAt)
    } catch {
      // Nothing was kept.
    }
  }

  /** @param {boolean} [isLeaving] */
  async function save(isLeaving = false) {
    clearTimeout(timer)
    const words = read()
    if (isStopped || words === sent) return
    if (isSaving) {
      if (isLeaving) keep(words)
      return
    }
    isSaving = true
    say('saving')
    const body = new URLSearchParams(words)
    body.set('intent', intent)
    body.set('version', versionField()?.value ?? '')
    let next = idleMs
    try {
      const response = await fetch(form.action, {
        method: 'POST',
        body,
        headers: { Accept: 'application/json' },
        redirect: 'manual',
        // A page that is being left may finish its last save, if it is small enough.
        keepalive: isLeaving && body.toString().length < 60_000,
      })
      if (response.status === 409) {
        isStopped = true
        keep(words)
        say('stale')
      } else if (response.status === 422) {
        sent = words
        say('invalid')
      } else if (response.ok) {
        /** @type {Saved} */
        const saved = await response.json()
        sent = words
        const field = versionField()
        if (field !== undefined) field.value = String(saved.version)
        forget()
        const at = new Date(saved.savedAt)
        say('saved', at.toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Shanghai' }))
      } else {
        throw new Error(String(response.status))
      }
    } catch {
      keep(words)
      say('offline')
      next = retryMs
    }
    isSaving = false
    if (whenSaved !== undefined) whenSaved()
    else if (!isStopped && read() !== sent) later(next)
  }

  /** @param {number} ms */
  function later(ms) {
    clearTimeout(timer)
    timer = setTimeout(() => void save(), ms)
  }

  /** Puts back what this browser kept when it could not be sent. */
  function restore() {
    /** @type {string | null} */
    let text = null
    try {
      text = localStorage.getItem(keptAt)
    } catch {
      return
    }
    if (text === null) return
    /** @type {{ version: string, words: string }} */
    const kept = JSON.parse(text)
    const byName = new Map([...new URLSearchParams(kept.words)])
    for (const field of form.elements) {
      const isInput = field instanceof HTMLInputElement
      if (isInput && field.type === 'radio') {
        if (field.checked || byName.get(field.name) !== field.value) continue
        field.checked = true
        field.dispatchEvent(new Event('change', { bubbles: true }))
        continue
      }
      if (!(field instanceof HTMLTextAreaElement || (isInput && ['text', 'date'].includes(field.type)))) continue
      const value = byName.get(field.name)
      if (value === undefined || value === field.value) continue
      field.value = value
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    // Drawn from an older version: saving answers 409, and the page shows both.
    const version = versionField()
    if (version !== undefined && kept.version !== '') version.value = kept.version
    if (read() === sent) forget()
    else later(idleMs)
  }

  form.addEventListener('input', () => later(idleMs))
  form.addEventListener('change', () => later(idleMs))
  form.addEventListener('focusout', () => void save())
  form.addEventListener('submit', (event) => {
    // A save under way brings the next version: the page waits for it, or it would meet its own words as somebody else's.
    if (isSaving && !hasWaited) {
      event.preventDefault()
      const submitter = event.submitter
      const goOn = () => {
        if (hasWaited) return
        hasWaited = true
        form.requestSubmit(submitter)
      }
      whenSaved = goOn
      setTimeout(goOn, submitWaitMs)
      return
    }
    // The page is on its way with everything; an autosave behind it would only be late.
    isStopped = true
    clearTimeout(timer)
    forget()
  })
  addEventListener('pagehide', () => void save(true))
  addEventListener('online', () => void save())
  restore()
}

export {}
