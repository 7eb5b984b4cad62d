// @ts-check
// Does a budget's sums while it is typed: what its lines add up to, and how it stands with the rules of costs. The same page says
// all of it, without this, each time it is saved.
//
// The contract: <table data-cost-caps="{ rules, names, words }"> with a row for each share (data-cap-code) and for each line of the
// form (data-cap-line), and in each row data-cap-name, -source, -limit, -budget, -standing; <p data-budget-sum="… {sum} … {price} …">;
// <dl data-matching="{ rule, why, words }"> with data-matching-part for each figure, and for the lines below it;
// fields lines[0].kind, .amount, .persons, .days, price; others[0].kind, …; a part with data-by-day is for
// kinds that have a rate, one with data-kind-of and data-kinds for those kinds;
// anything with data-budget in the form.

import { countOf, fenOf, isByDay, matching, money, shareOf, standings, totalCost } from './budget-rules.js'

/** @typedef {import('./budget-rules.js').Rule} Rule */
/** @typedef {{ rule: import('./budget-rules.js').MatchingRule, why: Record<import('./budget-rules.js').Why, string>, words: Record<'within' | 'over', string> }} Matched */
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
  const facts = form.querySelector('[data-matching]')
  /** @type {Matched | undefined} */
  const matched = facts instanceof HTMLElement ? JSON.parse(facts.dataset['matching'] ?? '') : undefined
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

  const readOthers = () => {
    const others = []
    for (let index = 0; form.elements.namedItem(`others[${index}].amount`) !== null; index += 1) {
      // Without a kind it is a donation, for the server too.
      const kind = typed(`others[${index}].kind`) || 'DONATION'
      const agreed = form.elements.namedItem(`others[${index}].isAgreed`)
      const isAgreed = kind === 'OWN' || (agreed instanceof HTMLInputElement && agreed.checked)
      others.push({ kind, amount: fenOf(typed(`others[${index}].amount`)) ?? 0n, isAgreed })
    }
    return others
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
    for (const part of form.querySelectorAll('[data-kind-of]')) {
      if (!(part instanceof HTMLElement)) continue
      const kind = typed(part.dataset['kindOf'] ?? '')
      part.hidden = kind === '' ? false : !(part.dataset['kinds'] ?? '').split(' ').includes(kind)
    }
    if (matched !== undefined) showMatching(form, matched, price ?? 0n, readOthers())
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

/** @param {HTMLFormElement} form @param {Matched} matched @param {bigint} price @param {import('./budget-rules.js').Brought[]} others */
function showMatching(form, { rule, why, words }, price, others) {
  const found = matching(rule, others)
  const total = totalCost(rule, price, found)
  /** @param {string} part @param {string} text */
  const say = (part, text) => {
    const place = form.querySelector(`[data-matching-part="${part}"]`)
    if (place !== null) place.textContent = text
    return place
  }
  say('total', money(total))
  say('brought', money(found.brought))
  say('counted', money(found.counted))
  say('public', `${shareOf(price, total) / 100}%`)
  say('highest', money(found.highest))
  say(
    'why',
    why[found.why]
      .replace('{counted}', money(found.counted))
      .replace('{product}', money(found.product))
      .replace('{highest}', money(found.highest)),
  )
  const over = price - found.highest
  say('standing', over > 0n ? words.over.replace('{sum}', money(over)) : words.within)?.classList.toggle(
    'notice',
    over > 0n,
  )
}
