import type { Day } from '../shared/day.ts'
import type { FoundWarning } from './find-warnings.ts'

/** Of those the organization employed `days` ago, how many have left since; and from which shares (staff_rule) that is told. */
export type StaffTally = {
  had: number
  left: number
  days: number
  /** With fewer than so many people one who leaves says nothing. */
  min: number
  percent: number
  gravePercent: number
}

/** Whoever knew the people served is going (seeds S1): the buyer should ask how the work goes on. */
export function staffWarnings({ staff }: { staff: StaffTally }, today: Day): FoundWarning[] {
  const { had, left, days } = staff
  if (had < staff.min || left === 0) return []
  const percent = Math.floor((left * 100) / had)
  if (percent < staff.percent) return []
  const level = percent >= staff.gravePercent ? 'HIGH' : 'MEDIUM'
  return [{ code: 'STAFF_LEAVING', subject: '', level, figures: { had, left, days, percent }, since: today }]
}
