// @ts-check
// Comfort where JavaScript runs; every page works without it. No framework, a few kilobytes.

/** Puts the reader at the error summary, as a screen reader expects. */
// What look.css hides because another summary says it cannot take the focus.
const summary = [...document.querySelectorAll('[data-focus]')].find((one) => one.getClientRects().length > 0)
if (summary instanceof HTMLElement) summary.focus()

/** @type {WeakSet<EventTarget>} */
const sent = new WeakSet()
const againAfterMs = 5000
// A second press while the first is on its way is not sent. Modules that hold a form back have done so by now.
document.addEventListener('submit', (event) => {
  const form = event.target
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.getAttribute('method') !== 'post') return
  if (sent.has(form)) {
    event.preventDefault()
    return
  }
  sent.add(form)
  setTimeout(() => sent.delete(form), againAfterMs)
})

if (document.querySelector('[data-count-max]')) void import('./count.js')
if (document.querySelector('form[data-autosave]')) void import('./autosave.js')
if (document.querySelector('[data-budget]')) void import('./budget-live.js')
if (document.querySelector('[data-live-total]')) void import('./live-total.js')
if (document.querySelector('[data-seal], [data-sealed-here]')) void import('./seal-page.js')
if (document.querySelector('[data-shown-if]')) void import('./shown-if.js')
if (document.querySelector('[data-sum]')) void import('./sum.js')
if (document.querySelector('[data-refresh]')) void import('./refresh.js')
if (document.querySelector('[data-similar]')) void import('./similar.js')
if (document.querySelector('[data-suggest]')) void import('./suggest.js')
