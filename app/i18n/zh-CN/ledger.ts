export const ledger = {
  refusal: {},
} as const
