import type { Shape } from '../shape.ts'
import type { cap as source } from '../zh-CN/cap.ts'

export const cap = {
  title: 'Spending limits',
  lead: 'Limits this body sets for its own payments: above one nothing is paid, or one more person has to agree. The database holds every payment against them.',
  empty: 'No limits yet: payments follow the contract and its acceptance alone. Approvers set limits on this page.',
  whole: 'Everything it pays',
  scope: { PAYMENT: 'One payment', MONTH: 'This month in all', YEAR: 'This year in all' },
  effect: { APPROVAL: 'Above: one more person', BLOCK: 'Above: nothing is paid' },
  spent: 'Paid {{money}}',
  setBy: 'Set by {{name}}, {{at}}',
  ended: 'Ended {{at}}',
  end: 'End it',
  new: 'Set a limit',
  newLead: 'There is one of a kind; a new one takes the place of the one before.',
  body: 'Body',
  fund: 'Fund',
  scopeLabel: 'Of what',
  effectLabel: 'Above it',
  amount: 'Limit (yuan)',
  reason: 'Based on',
  reasonHint: 'For instance a clause of your rules of internal control.',
  set: 'Set',
  toast: { set: 'Limit set', ended: 'Limit ended' },
  refusal: {
    'not-approver': 'Approvers set limits.',
    ended: 'This limit was ended meanwhile. Reload the page to see.',
    'not-its-fund': 'This fund is not that body’s. Please choose again.',
  },
} as const satisfies Shape<typeof source>
