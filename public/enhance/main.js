// @ts-check
// Comfort where JavaScript runs; every page works without it. No framework, a few kilobytes.

/** Puts the reader at the error summary, as a screen reader expects. */
const summary = document.querySelector('[data-focus]')
if (summary instanceof HTMLElement) summary.focus()

if (document.querySelector('[data-count-max]')) void import('./count.js')
if (document.querySelector('form[data-autosave]')) void import('./autosave.js')
if (document.querySelector('[data-live-total]')) void import('./live-total.js')
if (document.querySelector('[data-seal], [data-sealed-here]')) void import('./seal-page.js')
if (document.querySelector('[data-shown-if]')) void import('./shown-if.js')
if (document.querySelector('[data-sum]')) void import('./sum.js')
if (document.querySelector('[data-refresh]')) void import('./refresh.js')
