import { defineLifecycle } from '../shared/lifecycle.ts'

export type ReceiptState = 'RECORDED' | 'CONFIRMED' | 'REFUSED'
export type ReceiptEvent = 'confirm' | 'refuse'

/** What came in of what others bring: recorded by the organization, looked at by the office. */
export const cofundingReceiptLifecycle = defineLifecycle<ReceiptState, ReceiptEvent>({
  name: 'cofunding_receipt',
  initial: 'RECORDED',
  table: { RECORDED: { confirm: 'CONFIRMED', refuse: 'REFUSED' }, CONFIRMED: {}, REFUSED: {} },
})
