export const call = {
  refusal: {},
} as const
