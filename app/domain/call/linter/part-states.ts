import type { Finding } from './finding.ts'
import type { CallPart, CallSheet } from './sheet.ts'

export type PartState = 'done' | 'attention' | 'notStarted' | 'optional'

/** How far each part is: done, looked at and not right, or untouched. Documents and the application form may be left out. */
export function partStates(sheet: CallSheet, findings: readonly Finding[]): Record<CallPart, PartState> {
  const blocked = new Set(findings.filter(({ level }) => level === 'error').map(({ part }) => part))
  const stateOf = (part: CallPart, isUntouched: boolean): PartState =>
    isUntouched ? 'notStarted' : blocked.has(part) ? 'attention' : 'done'
  return {
    basics: 'done',
    requirement: stateOf('requirement', sheet.summary === '' && sheet.requirement === '' && sheet.beneficiaries === ''),
    money: stateOf('money', false),
    dates: stateOf('dates', false),
    criteria: stateOf('criteria', sheet.criteria.length === 0),
    form: sheet.formItems > 0 ? 'done' : 'optional',
    matching: sheet.matching == null ? 'optional' : 'done',
    posts: (sheet.postsFen ?? 0n) === 0n ? 'optional' : 'done',
    fees: sheet.hasFees ? 'done' : 'optional',
    conditions: stateOf('conditions', false),
    plan: stateOf('plan', sheet.milestones.length === 0),
    keyholders: stateOf('keyholders', sheet.keyholders.length === 0),
    documents: sheet.documents > 0 ? 'done' : 'optional',
  }
}
