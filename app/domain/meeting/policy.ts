import { definePolicy } from '../shared/policy.ts'
import type { Standing } from '../shared/actor.ts'

/** The body that holds the meeting. */
export type MeetingFacts = Standing

export const meetingPolicy = definePolicy<MeetingFacts>()({
  /** What is not published yet: papers and minutes. */
  read: { officer: true, approver: true, supervisor: true },
  announce: { officer: true, approver: true },
  record: { officer: true, approver: true },
  cancel: { officer: true, approver: true },
  publish: { officer: true, approver: true },
})
