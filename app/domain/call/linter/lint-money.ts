import { error, type Finding } from './finding.ts'
import type { CallSheet, Surroundings } from './sheet.ts'

export function lintMoney({ fundId, budgetFen }: CallSheet, { availableFen }: Surroundings): Finding[] {
  if (fundId === null) return [error('money', 'no-fund')]
  if (availableFen !== undefined && availableFen >= budgetFen) return []
  const data = { availableFen: String(availableFen ?? 0n), budgetFen: String(budgetFen) }
  return [error('money', 'fund-short', { data })]
}
