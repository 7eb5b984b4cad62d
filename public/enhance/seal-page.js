// @ts-check
// Where the browser can, the bid is encrypted here and only the envelope is sent; else the form posts as it is and the server
// seals.
//
// The contract (app/routes/ngo/bid-seal.tsx):
//   <form>
//     <div data-seal data-public-key data-version data-bound data-bid>
//       <textarea data-seal-content disabled hidden>     the canonical text of the bid, as it was checked
//       <… data-seal-here hidden>                        says that it happens here
//       <input type="hidden" name="ciphertext" disabled> …   filled here
//     <input type="hidden" name="retrieval">             the server's code: not sent when the browser has made its own
//     <… data-seal-code>                                 where the code is shown
//   after it: <div data-sealed-here="bid" hidden> with a [data-seal-code], filled from this tab's own memory

import { canSeal, newRetrievalCode, seal } from './seal.js'

/** @param {string} bidId */
const keptAt = (bidId) => `retrieval:${bidId}`

/** @param {string} text */
const bytesOf = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
/** @param {Uint8Array} bytes */
const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))

/** The same code when the form comes back: it may have been copied already. @param {string} bidId */
function codeOf(bidId) {
  try {
    const kept = sessionStorage.getItem(keptAt(bidId))
    if (kept !== null) return kept
    const code = newRetrievalCode()
    sessionStorage.setItem(keptAt(bidId), code)
    return code
  } catch {
    // A browser that keeps nothing could not show the code on the next page.
    return undefined
  }
}

/** @param {HTMLFormElement} form @param {HTMLElement} here */
async function sealHere(form, here) {
  const { publicKey = '', version = '', bound = '', bid = '' } = here.dataset
  const content = here.querySelector('[data-seal-content]')
  if (!(content instanceof HTMLTextAreaElement) || !(await canSeal())) return
  const code = codeOf(bid)
  if (code === undefined) return
  for (const place of form.querySelectorAll('[data-seal-code]')) place.textContent = code
  for (const place of form.querySelectorAll('[data-seal-here]')) place.removeAttribute('hidden')

  /** @param {string} name */
  const field = (name) => {
    const found = form.elements.namedItem(name)
    return found instanceof HTMLInputElement ? found : undefined
  }
  const set = (/** @type {string} */ name, /** @type {string} */ value) => {
    const input = field(name)
    if (input === undefined) throw new Error(`the form has no ${name}`)
    input.value = value
    input.disabled = false
  }
  /** @param {import('./seal.js').Sealed} sealed */
  const send = (sealed) => {
    set('ephemeralPublicKey', base64(sealed.ephemeralPublicKey))
    set('ciphertext', base64(sealed.ciphertext))
    set('ownCopy', base64(sealed.ownCopy))
    set('contentSha256', sealed.contentSha256)
    const retrieval = field('retrieval')
    if (retrieval !== undefined) retrieval.disabled = true
  }
  const target = { publicKey: bytesOf(publicKey), version, bound, bidId: bid }
  let isSealed = false
  let isSealing = false
  form.addEventListener('submit', (event) => {
    if (isSealed) return
    event.preventDefault()
    if (isSealing) return
    isSealing = true
    void seal(content.value, code, target)
      .then(send, (/** @type {unknown} */ error) => {
        // The server seals, under the code that is on the page already; the receipt will say so.
        console.warn('sealing here failed', error)
        const retrieval = field('retrieval')
        if (retrieval !== undefined) retrieval.value = code
      })
      .then(() => {
        isSealed = true
        // In a turn of its own: this may still be inside the first submit, where a second one is ignored.
        setTimeout(() => form.requestSubmit(), 0)
      })
  })
}

for (const here of document.querySelectorAll('[data-seal]')) {
  const form = here.closest('form')
  if (here instanceof HTMLElement && form !== null) void sealHere(form, here)
}

for (const place of document.querySelectorAll('[data-sealed-here]')) {
  if (!(place instanceof HTMLElement)) continue
  const code = codeOf(place.dataset['sealedHere'] ?? '')
  const shown = place.querySelector('[data-seal-code]')
  if (code === undefined || shown === null) continue
  shown.textContent = code
  place.hidden = false
}
