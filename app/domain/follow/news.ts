import { eventKey, publicCallEvents } from '../call/public-events.ts'

/** What followers of a project hear of besides what its call tells; text: follow.event.<type with a dash>. */
export const publicProjectEvents = [
  'contract.signed',
  'report.submitted',
  'milestone.accepted',
  'tranche.released',
  'amendment.signed',
  'evaluation.confirmed',
  'project.suspended',
  'project.resumed',
  'project.terminated',
  'project.completed',
  'project.closed',
  'appeal.opened',
  'appeal.stopped',
  'appeal.passed',
  'appeal.accounted',
] as const

/** Everything that feeds and letters tell of; another public event has no words. */
export const newsTypes: readonly string[] = [...publicCallEvents, ...publicProjectEvents]

export const newsKey = (type: string): string =>
  publicProjectEvents.some((known) => known === type) ? `follow.event.${type.replace('.', '-')}` : eventKey(type)
