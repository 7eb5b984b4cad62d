import { compareDays, type Day } from '../shared/day.ts'
import type { MilestoneState, TrancheState } from './lifecycle.ts'

/** How far an actual figure came towards its target, in hundredths of a percent; null where nothing was aimed at. */
export const ratioBps = (actual: number, target: number): number | null =>
  target <= 0 ? null : Math.floor((actual * 10_000) / target)

export type RatioBand = 'high' | 'mid' | 'low'

/** From 80% good, from 60% middling, below that low: the bands of the performance evaluation rules. */
export function ratioBand(bps: number): RatioBand {
  if (bps >= 8_000) return 'high'
  return bps >= 6_000 ? 'mid' : 'low'
}

/** Waiting for the organization: nothing submitted, or the last report came back. */
export const isOwed = (state: MilestoneState): boolean => state === 'PLANNED' || state === 'RETURNED'

/** Late from the day after its due day, and only while the organization owes the report. */
export const isOverdue = ({ state, dueOn }: { state: MilestoneState; dueOn: Day }, today: Day): boolean =>
  isOwed(state) && compareDays(dueOn, today) < 0

/** Nothing is left to pay: every tranche is paid or cancelled, and something was paid (the database says so too). */
export const isSettled = (tranches: readonly TrancheState[]): boolean =>
  tranches.every((state) => state === 'RELEASED' || state === 'CANCELLED') && tranches.includes('RELEASED')
