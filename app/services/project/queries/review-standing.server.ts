import { milestonePolicy } from '#app/domain/milestone/policy.ts'
import { reviewClock } from '#app/domain/milestone/review-clock.ts'
import { addWorkingDays } from '#app/domain/shared/working-days.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { may } from '#app/domain/shared/policy.ts'
import { readCalendar } from '#app/services/shared/calendar.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { readReportRule } from './report-rule.server.ts'
import type { MilestoneView } from './sheet.server.ts'

/** Where a report stands with its reviewers, and what this reader may do about it. Days are `YYYY-MM-DD`, counted as working days. */
export type ReviewStanding = {
  /** By when a submitted report is to be decided on; null where none waits, or the calendar does not reach so far. */
  dueOn: string | null
  isLate: boolean
  mayAskLead: boolean
  /** Until when a rejection may be objected to. */
  appealUntil: string | null
  mayAppeal: boolean
  mayDecideAppeal: boolean
  maySettle: boolean
}

const nothing: ReviewStanding = {
  dueOn: null,
  isLate: false,
  mayAskLead: false,
  appealUntil: null,
  mayAppeal: false,
  mayDecideAppeal: false,
  maySettle: false,
}

export async function readReviewStanding(
  ctx: Context,
  standing: { bodyId: string; organizationId: string },
  milestone: Pick<MilestoneView, 'state' | 'reports'>,
): Promise<ReviewStanding> {
  const [latest] = milestone.reports
  const today = dayOf(ctx.now)
  if (latest?.state === 'SUBMITTED' && latest.submittedAt !== null) {
    const from = dayOf(new Date(latest.submittedAt))
    const clock = reviewClock(from, await readReportRule(ctx.db, from), await readCalendar(ctx.db))
    if (!clock.ok) return nothing
    const isLate = today > clock.dueOn
    const mayAskLead = isLate && !latest.isLeadAsked && may(milestonePolicy, 'writeReport', ctx.actor, standing)
    return { ...nothing, dueOn: clock.dueOn, isLate, mayAskLead }
  }
  if (milestone.state !== 'REJECTED' || latest?.state !== 'REJECTED' || latest.decidedAt === null) return nothing
  const from = dayOf(new Date(latest.decidedAt))
  const { appealDays } = await readReportRule(ctx.db, from)
  const until = addWorkingDays(from, appealDays, await readCalendar(ctx.db))
  if (!until.ok) return nothing
  const isOpen = today <= until.day
  const decides = may(milestonePolicy, 'decideAppeal', ctx.actor, {
    ...standing,
    verifiedById: latest.decidedById ?? undefined,
  })
  return {
    ...nothing,
    appealUntil: until.day,
    mayAppeal: isOpen && latest.appeal === null && may(milestonePolicy, 'appeal', ctx.actor, standing),
    mayDecideAppeal: latest.appeal !== null && decides,
    maySettle: latest.appeal === null && !isOpen && decides,
  }
}
