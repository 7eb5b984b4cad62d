export const admin = {
  refusal: {},
} as const
