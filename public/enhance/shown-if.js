// @ts-check
// Shows a part of the page while a field has the answer it waits for (app/ui/form/shown-if.tsx). The server draws the same after
// every save, so that nothing here is needed.
//
// The contract: <div data-shown-if="name of the field" data-shown-answer="its answer">. Parts come after what they wait for; a
// field in a hidden part has no answer.

const parts = [...document.querySelectorAll('[data-shown-if]')].filter((part) => part instanceof HTMLElement)

/** @param {string} name */
function answerOf(name) {
  const controls = document.querySelectorAll(`[name="${CSS.escape(name)}"]`)
  for (const control of controls) {
    if (control.closest('[data-shown-if][hidden]') !== null) continue
    if (control instanceof HTMLInputElement && ['radio', 'checkbox'].includes(control.type)) {
      if (control.checked) return control.value
    } else if (control instanceof HTMLInputElement || control instanceof HTMLSelectElement) {
      return control.value
    }
  }
  return undefined
}

function show() {
  for (const part of parts) part.hidden = answerOf(part.dataset['shownIf'] ?? '') !== part.dataset['shownAnswer']
}

document.addEventListener('change', show)
show()

export {}
