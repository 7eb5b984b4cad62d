import { type Finding, note } from './finding.ts'
import type { CallSheet } from './sheet.ts'

/** What a bid may ask for at most is the call's ceiling, whatever the rule of matching would give. */
export function lintMatching({ matching, ceilingFen }: CallSheet): Finding[] {
  const capFen = matching?.capFen ?? null
  if (capFen === null || ceilingFen === undefined || BigInt(capFen) <= ceilingFen) return []
  return [note('matching', 'matching-over-ceiling', { data: { capFen, ceilingFen: String(ceilingFen) } })]
}
