import { addDays, type Day } from '../shared/day.ts'

/** A code counts from the day of the service to this many days after it (the database decides). */
const daysToAnswer = 60

export const lastDayToAnswer = (heldOn: Day): Day => addDays(heldOn, daysToAnswer)

export type CodeState = 'open' | 'used' | 'early' | 'expired'

/** What a code is good for today. */
export function codeStateOf({ isUsed, heldOn }: { isUsed: boolean; heldOn: Day }, today: Day): CodeState {
  if (isUsed) return 'used'
  if (today < heldOn) return 'early'
  return today > lastDayToAnswer(heldOn) ? 'expired' : 'open'
}

const graceMs = 30 * 24 * 60 * 60_000

/** Whether codes may be made for a project now: while it runs, and thirty days after it was completed (the database decides). */
export const mayMakeCodes = (project: { state: string; endedAt: Date | null }, now: Date): boolean =>
  project.state === 'ACTIVE' ||
  (project.state === 'COMPLETED' && project.endedAt !== null && now.getTime() < project.endedAt.getTime() + graceMs)
