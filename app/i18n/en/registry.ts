import type { Shape } from '../shape.ts'
import type { registry as source } from '../zh-CN/registry.ts'

export const registry = {
  title: 'Registered organizations',
  lead: 'Organizations registered in your place. Name hubs, enter mergers and dissolutions: one enters, another confirms.',
  notRegistry: 'Your body does not keep a register. To see an organization, go through “Organizations” or “Credit”.',
  find: 'Name, earlier name or credit code',
  toConfirm: 'Waiting to be confirmed',
  ties: 'Ties with buyers: {{count}}',
  documentNo: 'Document number',
  reason: 'Reason',
  enter: 'Enter; a colleague confirms',
  open: 'Waits to be confirmed',
  confirmed: 'In force',
  withdrawn: 'Withdrawn',
  confirm: 'Confirm',
  withdraw: 'Withdraw',
  toast: {
    entered: 'Entered. A colleague has to confirm it.',
    confirmed: 'Confirmed; it is in force.',
    withdrawn: 'Withdrawn.',
    hubEnded: 'Entered.',
  },
} as const satisfies Shape<typeof source>
