import type { Shape } from '../shape.ts'
import type { payment as paymentSource, receipt as receiptSource } from '../zh-CN/payment.ts'

export const payment = {
  title: 'Payments',
  lead: 'The money of your projects: accepted and not yet paid, paid and waiting for your word, and what to expect in the coming months.',
  owed: 'Owed to you',
  owedLead: 'Accepted and not yet paid, the longest waiting first.',
  owedEmpty: 'Nothing is owed to you.',
  count: 'Payments: {{count}}',
  toConfirm: 'Waiting for your word',
  toConfirmLead:
    'Compare each with your bank statement. If one did not arrive, say so: the finance officers of the body are told.',
  confirmByOthers: 'An owner or certifier of your organization confirms it.',
  releasedAt: 'Released {{at}}',
  acceptedOn: 'Accepted {{on}}',
  dueOn: 'Due by {{on}}',
  overdue: 'Overdue by {{days}} d',
  saidMissing: 'You said it is missing',
  arrived: 'It arrived',
  missing: 'It did not arrive',
  note: 'What happened',
  noteHint: 'For example: nothing on the account up to today; were the bank details right?',
  sayMissing: 'Tell finance',
  forecast: 'Expected',
  forecastLead:
    'What is accepted counts in the month it is due; what is not, at its due day plus the term of payment. An estimate for planning.',
  forecastEmpty: 'Nothing is to come.',
  month: 'Month',
  payments: 'Payments',
  amount: 'Amount (yuan)',
  planned: 'Not yet due',
  reportDue: 'Report due {{on}}',
  received: 'Arrived',
  toast: { arrived: 'Confirmed as arrived', missing: 'The body’s finance officers were told' },
} as const satisfies Shape<typeof paymentSource>

export const receipt = {
  refusal: {
    'not-paid': 'This payment was not released yet.',
    'already-arrived': 'This payment is confirmed as arrived.',
    'not-the-payee': 'An owner or certifier of the payee says whether it arrived.',
    'say-what-is-missing': 'Please say what happened, so that finance can check it.',
  },
} as const satisfies Shape<typeof receiptSource>
