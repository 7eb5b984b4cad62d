import { compareDays } from '../../shared/day.ts'
import { error, type Finding } from './finding.ts'
import type { CallSheet } from './sheet.ts'

export function lintPlan({ milestones, startsOn, endsOn }: CallSheet): Finding[] {
  if (milestones.length === 0) return [error('plan', 'no-milestones')]
  const total = milestones.reduce((sum, { trancheBps }) => sum + trancheBps, 0)
  const outside = milestones.flatMap(({ dueOn }, index) =>
    compareDays(dueOn, startsOn) < 0 || compareDays(dueOn, endsOn) > 0 ? [index + 1] : [],
  )
  const unordered = milestones.some(
    ({ dueOn }, index) => index > 0 && compareDays(dueOn, milestones[index - 1]?.dueOn ?? dueOn) < 0,
  )
  return [
    ...(total === 10_000 ? [] : [error('plan', 'shares-not-whole', { data: { total: total / 100 } })]),
    ...outside.map((number) => error('plan', 'due-outside', { data: { number } })),
    ...(unordered ? [error('plan', 'due-unordered')] : []),
  ]
}
