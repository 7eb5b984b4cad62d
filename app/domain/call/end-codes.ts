/** How a call ends without an award (政府采购法 art. 36). Texts: call.endCode.<code>. */
export const failCodes = ['TOO_FEW', 'NONE_CONFORMS', 'OVER_BUDGET', 'ILLEGALITY', 'NO_AGREEMENT', 'OTHER'] as const
export const cancelCodes = [
  'TASK_CANCELLED',
  'BUDGET_GONE',
  'DOCUMENTS_WRONG',
  'ILLEGALITY',
  'ORDERED',
  'OTHER',
] as const
export type FailCode = (typeof failCodes)[number]
export type CancelCode = (typeof cancelCodes)[number]
export type EndCode = FailCode | CancelCode

/** What is written when a call ends: a draft needs no code, since nobody outside ever knew of it. */
export type Ending =
  { event: 'fail'; code: FailCode; reason: string } | { event: 'cancel'; code: CancelCode | null; reason: string }
