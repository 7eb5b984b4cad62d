export const panel = {
  refusal: {},
} as const
