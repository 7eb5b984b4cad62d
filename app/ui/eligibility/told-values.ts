import type { Explained } from '#app/domain/eligibility/explained.ts'

/** The values of a condition's sentence; days stand under names that end in On. */
export const toldValues = (
  values: Explained['values'],
  day: (day: string) => string,
): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, name.endsWith('On') ? day(String(value)) : value]),
  )
