export const organization = {
  refusal: {},
} as const
