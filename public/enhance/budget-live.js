// @ts-check
// Does a budget's sums while it is typed: what its lines add up to, and how it stands with the rules of costs. The same page says
// all of it, without this, each time it is saved.
//
// The contract: <table data-cost-caps="{ rules, names, words }"> with a row for each share (data-cap-code) and for each line of the
// form (data-cap-line), and in each row data-cap-name, -source, -limit, -budget, -standing; <p data-budget-sum="… {sum} … {price} …">;
// fields lines[0].kind, .amount, .persons, .days, price; a part with data-by-day is for kinds that have a rate;
// anything with data-budget in the form.

import { countOf, fenOf, isByDay, money, standings } from './budget-rules.js'

/** @typedef {import('./budget-rules.js').Rule} Rule */
/** @typedef {{ rules: Rule[], names: Record<string, { name: string, source: string }>, words: Record<'within' | 'REFUSE' | 'WARN', string> }} Caps */

for (const mark of document.querySelectorAll('[data-budget]')) {
  const form = mark.closest('form')
  if (form !== null) live(form)
}

/** @param {HTMLFormElement} form */
function live(form) {
  const table = form.querySelector('[data-cost-caps]')
  /** @type {Caps | undefined} */
  const caps = table instanceof HTMLElement ? JSON.parse(table.dataset['costCaps'] ?? '') : undefined
  const sumLine = document.querySelector('[data-budget-sum]')

  /** @param {string} name */
  const typed = (name) => {
    const field = form.elements.namedItem(name)
    return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : ''
  }
  const readLines = () => {
    const lines = []
    for (let index = 0; form.elements.namedItem(`lines[${index}].amount`) !== null; index += 1) {
      /** @param {string} name */
      const of = (name) => typed(`lines[${index}].${name}`)
      const kind = of('kind')
      const [persons, days] = isByDay(kind) ? [countOf(of('persons')), countOf(of('days'))] : [undefined, undefined]
      lines.push({ kind, amount: fenOf(of('amount')) ?? 0n, persons, days })
    }
    return lines
  }

  const show = () => {
    const lines = readLines()
    const price = fenOf(typed('price'))
    const sum = lines.reduce((all, { amount }) => all + amount, 0n)
    if (sumLine instanceof HTMLElement) {
      sumLine.textContent = (sumLine.dataset['budgetSum'] ?? '')
        .replace('{sum}', money(sum))
        .replace('{price}', price === undefined ? (sumLine.dataset['noPrice'] ?? '') : money(price))
      sumLine.classList.toggle('notice', price !== undefined && price !== sum)
    }
    for (const part of form.querySelectorAll('[data-by-day]')) {
      if (part instanceof HTMLElement) part.hidden = !isByDay(typed(part.dataset['byDay'] ?? ''))
    }
    if (caps !== undefined && table !== null) showCaps(table, caps, standings(lines, price, caps.rules))
  }
  form.addEventListener('input', show)
  show()
}

/** @param {Element} table @param {Caps} caps @param {import('./budget-rules.js').Standing[]} found */
function showCaps(table, { names, words }, found) {
  for (const row of table.querySelectorAll('tr[data-cap-code], tr[data-cap-line]')) {
    if (!(row instanceof HTMLElement)) continue
    const { capCode, capLine } = row.dataset
    const standing = found.find(({ code, line }) => (line === null ? code === capCode : String(line) === capLine))
    row.hidden = standing === undefined
    if (standing === undefined) continue
    /** @param {string} place @param {string} text */
    const say = (place, text) => {
      const part = row.querySelector(`[data-cap-${place}]`)
      if (part !== null) part.textContent = text
      return part
    }
    const { code, effect, line, limit, budget } = standing
    if (line !== null) {
      say('name', names[code]?.name ?? '')
      say('source', names[code]?.source ?? '')
    }
    say('limit', money(limit))
    say('budget', money(budget))
    const over = budget - limit
    say('standing', over > 0n ? words[effect].replace('{sum}', money(over)) : words.within)?.classList.toggle(
      'over',
      over > 0n,
    )
  }
}
