export const search = {
  refusal: {},
} as const
