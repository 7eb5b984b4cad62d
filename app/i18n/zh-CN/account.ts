export const account = {
  refusal: {},
} as const
