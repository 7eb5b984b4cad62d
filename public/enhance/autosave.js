// @ts-check
// Saves a form while the person types. The same form works without it, by its own save button.
//
// The contract:
//   <form method="post" data-autosave="autosave">   the intent that saves a draft: <PostForm autosave="autosave">
//     <input type="hidden" name="version">          what the words were drawn from: <PostForm version={…}>
//     <input type="hidden" name="base">             the same for each field, where fields are merged: <DrawnFrom />
//     <div data-merged="name" data-label="…">       what such a field is called: <MergedField>
//     <p data-autosave-status data-…>               where it says so, and in which words: <AutosaveStatus />
// The form is posted to its own page with that intent and `Accept: application/json`, files left out. The page's action answers
// `autosaved({ version, savedAt })` (app/http/autosaved.ts), a FormReply with 409 (somebody else saved) or 422 (not acceptable
// yet). Where fields are merged it answers the next `base` too: with 409 for the fields that two people changed, while the others
// are saved; the words of those two meet when the person presses the save button, never here, so `seen` is not sent.
// One save at a time: a later one waits, so an older one never overtakes it. A save that got no answer is sent again as it was
// before anything newer: the server may have it, and must not take it for somebody else's. What cannot be sent is kept in this
// browser until it can; it is wiped as soon as the server has it.

/** @typedef {{ version: number, savedAt: string, base?: string, kept?: string[] }} Saved */
/** @typedef {{ refusal?: { data?: { base?: string }, fields?: Record<string, string> } }} Refused */

/** A form sends this beside what was typed. */
const unwritten = ['intent', 'version', 'base', 'seen']
/** Words kept without a base were drawn from nothing that is known: each of them meets what is stored. */
const noBase = '1'

const idleMs = 1500
const retryMs = 15_000
/** On a line this bad the page goes on without the answer. */
const submitWaitMs = 5000

/** A click comes after the finger is up. */
const clickMs = 50
let isPressed = false
/** @type {(() => void)[]} */
let untold = []

// While a finger is down nothing is said: a shorter line would draw the button away from under it, and the press be lost.
document.addEventListener('pointerdown', () => (isPressed = true), true)
for (const type of ['pointerup', 'pointercancel']) {
  document.addEventListener(type, () => setTimeout(tellAll, clickMs), true)
}

function tellAll() {
  isPressed = false
  const lines = untold
  untold = []
  for (const line of lines) line()
}

/** @param {() => void} line */
function tell(line) {
  if (isPressed) untold.push(line)
  else line()
}

for (const form of document.querySelectorAll('form[data-autosave]')) {
  if (form instanceof HTMLFormElement) autosave(form)
}

/** @param {HTMLFormElement} form */
function autosave(form) {
  const intent = form.dataset['autosave'] ?? 'autosave'
  const place = form.querySelector('[data-autosave-status]')
  const keptAt = `autosave:${location.pathname}:${form.querySelector('input[name="intent"]')?.getAttribute('value') ?? ''}`
  let sent = read()
  /** Sent, and not answered. @type {string | undefined} */
  let unanswered
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
      if (typeof value === 'string' && !unwritten.includes(name)) body.append(name, value)
    }
    return body.toString()
  }

  /** @param {'saving' | 'saved' | 'offline' | 'stale' | 'conflict' | 'invalid'} state @param {{ time?: string, fields?: string }} [told] */
  function say(state, { time = '', fields = '' } = {}) {
    if (!(place instanceof HTMLElement)) return
    place.textContent = (place.dataset[state] ?? '').replace('{time}', time).replace('{fields}', fields)
    place.dataset['state'] = state
    // The writer lets go of these words: what was kept must not come back with the page.
    if (state === 'stale' || state === 'conflict') link('reload', forget)
  }

  /** Says what a colleague changed in other fields. @param {string[]} names */
  function sayKept(names) {
    if (!(place instanceof HTMLElement) || names.length === 0) return
    place.append(' · ', (place.dataset['kept'] ?? '').replace('{fields}', labels(names)))
    link('load', (event) => {
      if (read() === sent) return
      event.preventDefault()
      whenSaved = () => {
        if (isStopped || unanswered !== undefined || read() === sent)
          location.assign(location.pathname + location.search)
        else void save()
      }
      void save()
    })
  }

  /** To this page anew. @param {'reload' | 'load'} text @param {(event: Event) => void} onClick */
  function link(text, onClick) {
    if (!(place instanceof HTMLElement) || place.dataset[text] === undefined) return
    const anchor = document.createElement('a')
    anchor.href = location.pathname + location.search
    anchor.textContent = place.dataset[text]
    anchor.addEventListener('click', onClick)
    place.append(' ', anchor)
  }

  /** @param {string[]} names */
  function labels(names) {
    const merged = [...form.querySelectorAll('[data-merged]')].filter((field) => field instanceof HTMLElement)
    const label = new Map(merged.map(({ dataset }) => [dataset['merged'], dataset['label']]))
    const comma = place instanceof HTMLElement ? place.dataset['comma'] : undefined
    return names.map((name) => label.get(name) ?? name).join(comma ?? ', ')
  }

  /** @param {'version' | 'base'} name */
  function hidden(name) {
    const field = form.querySelector(`input[name="${name}"]`)
    return field instanceof HTMLInputElement ? field : undefined
  }

  /** @param {'version' | 'base'} name @param {string | undefined} value */
  function put(name, value) {
    const field = hidden(name)
    if (field !== undefined && value !== undefined) field.value = value
  }

  /** @param {string} words */
  function keep(words) {
    try {
      const drawn = { version: hidden('version')?.value ?? '', base: hidden('base')?.value }
      localStorage.setItem(keptAt, JSON.stringify({ ...drawn, words }))
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
    const words = unanswered ?? read()
    if (isStopped || words === sent) return
    if (isLeaving && (isSaving || words !== read())) keep(read())
    if (isSaving) return
    isSaving = true
    tell(() => say('saving'))
    const body = new URLSearchParams(words)
    body.set('intent', intent)
    body.set('version', hidden('version')?.value ?? '')
    const base = hidden('base')?.value
    if (base !== undefined) body.set('base', base)
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
        /** @type {Refused} */
        const { refusal } = await response.json()
        if (refusal?.fields === undefined) isStopped = true
        sent = words
        unanswered = undefined
        put('base', refusal?.data?.base)
        keep(read())
        if (isStopped) tell(() => say('stale'))
        else tell(() => say('conflict', { fields: labels(Object.keys(refusal?.fields ?? {})) }))
      } else if (response.status === 422) {
        sent = words
        unanswered = undefined
        tell(() => say('invalid'))
      } else if (response.ok) {
        /** @type {Saved} */
        const saved = await response.json()
        sent = words
        unanswered = undefined
        put('version', String(saved.version))
        put('base', saved.base)
        forget()
        const at = new Date(saved.savedAt)
        const time = at.toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Shanghai' })
        tell(() => {
          say('saved', { time })
          sayKept(saved.kept ?? [])
        })
      } else {
        throw new Error(String(response.status))
      }
    } catch {
      unanswered = words
      keep(read())
      tell(() => say('offline'))
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
    /** @type {{ version: string, base?: string, words: string }} */
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
    if (read() === sent) {
      forget()
      return
    }
    // Drawn from an older version: where somebody else wrote meanwhile, saving answers 409, and the page shows both.
    if (kept.version !== '') put('version', kept.version)
    put('base', kept.base ?? noBase)
    later(idleMs)
  }

  form.addEventListener('input', () => later(idleMs))
  form.addEventListener('change', () => later(idleMs))
  form.addEventListener('focusout', () => void save())
  form.addEventListener('submit', (event) => {
    // A save under way brings the next version: the page waits for it, or it would meet its own words as somebody else's.
    if ((isSaving || unanswered !== undefined) && !hasWaited) {
      event.preventDefault()
      const submitter = event.submitter
      const goOn = () => {
        if (hasWaited) return
        hasWaited = true
        form.requestSubmit(submitter)
      }
      whenSaved = goOn
      setTimeout(goOn, submitWaitMs)
      if (!isSaving) void save()
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
