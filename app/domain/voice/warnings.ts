import type { Day } from '../shared/day.ts'
import { answersMin } from './figures.ts'
import { lastDayToAnswer } from './session-days.ts'

export type SessionFacts = {
  heldOn: Day
  attendance: number
  codeCount: number
  n: number
  /** Answers that gave the best score. */
  best: number
  /** Days on which answers came. */
  days: number
}

export type Warning = 'allBestOneDay' | 'moreThanCame' | 'fewCameBack'

/**
 * What an officer should look at twice. None of it proves anything: a small group may well be delighted together, so the words
 * say what was seen and what to ask, and no figure is left out because of it.
 */
export function warningsOf({ heldOn, attendance, codeCount, n, best, days }: SessionFacts, today: Day): Warning[] {
  const warnings: Warning[] = []
  if (n >= answersMin && n === codeCount && best === n && days === 1) warnings.push('allBestOneDay')
  if (n > attendance) warnings.push('moreThanCame')
  if (today > lastDayToAnswer(heldOn) && n * 5 < codeCount) warnings.push('fewCameBack')
  return warnings
}
