export const award = {
  refusal: {},
} as const
