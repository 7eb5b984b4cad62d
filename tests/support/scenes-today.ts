import { addDays, dayOf } from '#app/domain/shared/day.ts'
import { sceneMilestones } from './scenes.ts'

/** The dates of a call that takes bids from this minute for three weeks. */
export function termsOfToday(now = new Date()) {
  const today = dayOf(now)
  const dueOn = [90, 150, 210].map((days) => addDays(today, days))
  return {
    now: now.toISOString(),
    startsOn: addDays(today, 60),
    endsOn: addDays(today, 210),
    milestones: sceneMilestones.map((milestone, index) => ({ ...milestone, dueOn: dueOn[index] ?? milestone.dueOn })),
  }
}
