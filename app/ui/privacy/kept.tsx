import type { Keeping } from '#app/domain/privacy/inventory.ts'
import { useDynamicT } from '#app/i18n/provider.tsx'

/** The dated terms: days by code of the retention rules, months of the registers. */
export type Terms = {
  days: Readonly<Record<string, number>>
  registers: Readonly<{ staff: number; volunteer: number }>
}

/** A term as its text counts it: names of closed accounts in years, everything else in days. */
export const countOf = (code: string, days: number | undefined): string =>
  days === undefined ? '' : String(code.endsWith('-name') ? Math.floor(days / 365.25) : days)

/** How long something is kept, in words. */
export function Kept({ keeping, terms }: { keeping: Keeping; terms: Terms }) {
  const word = useDynamicT()
  if (typeof keeping === 'object')
    return word(`privacy.keep.${keeping.rule}`, { countText: countOf(keeping.rule, terms.days[keeping.rule]) })
  if (keeping === 'staff' || keeping === 'volunteer')
    return word(`privacy.keep.${keeping}`, { countText: String(terms.registers[keeping]) })
  return word(`privacy.keep.${keeping}`)
}
