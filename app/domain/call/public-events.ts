/** What a call's public timeline tells of; text: call.event.<type with a dash>. */
export const publicCallEvents = [
  'call.published',
  'call.bids-listed',
  'call.amended',
  'call.suspended',
  'call.resumed',
  'call.opened',
  'call.scoring-started',
  'panel.closed',
  'result.published',
  'award.made',
  'award.revoked',
  'result.reserve-noticed',
  'result.set-aside',
  'remedy.objected',
  'remedy.complained',
  'remedy.answered',
  'call.failed',
  'call.cancelled',
] as const

export const eventKey = (type: string): string => `call.event.${type.replace('.', '-')}`
