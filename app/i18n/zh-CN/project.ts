export const project = {
  refusal: {},
} as const
