export const bid = {
  refusal: {},
} as const
