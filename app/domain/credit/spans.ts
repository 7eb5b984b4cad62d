import { addMonths, addYears, type Day } from '../shared/day.ts'
import { type CreditFact, type CreditList, type CreditRule, isMinorPenalty, listOf } from './event.ts'

/** Time on a list, the first day on it and the first day off it again; null: until something more happens. */
export type CreditSpan = {
  readonly list: CreditList
  readonly from: Day
  readonly to: Day | null
  /** Ids of the events that led to it, the first first. */
  readonly causes: readonly string[]
}

type Ground = { readonly from: Day; readonly to: Day | null; readonly causes: readonly string[] }

/** The rules in force on a day: the newest that had begun, else the first there is. @throws RangeError without rules. */
export function ruleOn(rules: readonly CreditRule[], on: Day): CreditRule {
  const sorted = [...rules].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
  const found = sorted.filter(({ validFrom }) => validFrom <= on).at(-1) ?? sorted[0]
  if (found === undefined) throw new RangeError('no rules of credit')
  return found
}

/**
 * When an organization is on which list, now and from what is known for all time to come: what lies ahead comes true if nothing more
 * happens. Both lists are kept side by side; the graver one counts. 民政部令60号 arts. 11-17.
 */
export function creditSpans(facts: readonly CreditFact[], rules: readonly CreditRule[]): CreditSpan[] {
  const inOrder = [...facts].sort((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1))
  const ruleOf = (fact: CreditFact) => ruleOn(rules, fact.on)
  const abnormal = joined(abnormalGrounds(inOrder, ruleOf))
  const serious = joined(seriousGrounds(inOrder, abnormal, rules))
  return [
    ...abnormal.map((span): CreditSpan => ({ list: 'ABNORMAL', ...span })),
    ...serious.map((span): CreditSpan => ({ list: 'SERIOUS', ...span })),
  ].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.list < b.list ? -1 : 1))
}

/** What must be put right stays until it is; else six months, begun anew by every further event before they are over (arts. 13, 14). */
function abnormalGrounds(facts: readonly CreditFact[], ruleOf: (fact: CreditFact) => CreditRule): Ground[] {
  const grounds = facts.filter((fact) => listOf(fact, ruleOf(fact)) === 'ABNORMAL')
  return grounds.map((fact) => {
    if (fact.needsRectification) return { from: fact.on, to: later(fact.on, fact.rectifiedOn), causes: [fact.id] }
    let to = addMonths(fact.on, ruleOf(fact).abnormalMonths)
    for (const next of grounds) {
      const anew = addMonths(next.on, ruleOf(next).abnormalMonths)
      if (next.on > fact.on && next.on < to && anew > to) to = anew
    }
    return { from: fact.on, to, causes: [fact.id] }
  })
}

function seriousGrounds(
  facts: readonly CreditFact[],
  abnormal: readonly Ground[],
  rules: readonly CreditRule[],
): Ground[] {
  const deregistered = facts.find(({ kind }) => kind === 'DEREGISTERED')?.on ?? null
  const direct = facts
    .filter((fact) => listOf(fact, ruleOn(rules, fact.on)) === 'SERIOUS')
    .map((fact): Ground => {
      const to =
        fact.kind === 'REGISTRATION_REVOKED'
          ? later(fact.on, deregistered)
          : addYears(fact.on, ruleOn(rules, fact.on).seriousYears)
      return { from: fact.on, to, causes: [fact.id] }
    })
  const minor = facts.filter((fact) => isMinorPenalty(fact, ruleOn(rules, fact.on)))
  const repeated = minor.flatMap((fact, index): Ground[] => {
    const rule = ruleOn(rules, fact.on)
    const within = minor.slice(0, index + 1).filter(({ on }) => fact.on < addYears(on, rule.minorPenaltyYears))
    return within.length < rule.minorPenalties
      ? []
      : [{ from: fact.on, to: addYears(fact.on, rule.seriousYears), causes: within.map(({ id }) => id) }]
  })
  const tooLong = abnormal.flatMap(({ from, to, causes }): Ground[] => {
    const rule = ruleOn(rules, from)
    const since = addYears(from, rule.seriousAfterYears)
    if (to !== null && to <= since) return []
    // Two full years, and what kept it on the abnormal list put right.
    return [{ from: since, to: to === null ? null : max(addYears(since, rule.seriousYears), to), causes }]
  })
  return [...direct, ...repeated, ...tooLong].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
}

/** Grounds that touch or overlap are one stay on the list: a new one's years end later than those under way. */
function joined(grounds: readonly Ground[]): Ground[] {
  const spans: Ground[] = []
  for (const ground of [...grounds].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = spans.at(-1)
    if (last === undefined || (last.to !== null && last.to < ground.from)) spans.push(ground)
    else {
      const to = last.to === null || ground.to === null ? null : max(last.to, ground.to)
      spans[spans.length - 1] = { from: last.from, to, causes: [...new Set([...last.causes, ...ground.causes])] }
    }
  }
  return spans
}

const max = (a: Day, b: Day): Day => (a > b ? a : b)
/** Never before it began. */
const later = (from: Day, to: Day | null): Day | null => (to === null ? null : max(from, to))

export type CreditStanding = { readonly state: 'REGULAR' | CreditList; readonly span: CreditSpan | null }

/** Where an organization stands on a day: on the serious list, else on the abnormal one, else nowhere. */
export function standingOn(spans: readonly CreditSpan[], on: Day): CreditStanding {
  const holds = (list: CreditList) =>
    spans.find((span) => span.list === list && span.from <= on && (span.to === null || on < span.to)) ?? null
  const span = holds('SERIOUS') ?? holds('ABNORMAL')
  return { state: span?.list ?? 'REGULAR', span }
}
