import type { MilestoneState } from '../milestone/lifecycle.ts'
import type { Day } from '../shared/day.ts'

export type TimelineFacts = {
  publishedAt: string
  openedAt: string | null
  resultPublishedAt: string | null
  signedAt: string | null
  endedAt: string | null
  /** It ended before its time: what was not accepted does not come any more. */
  isTerminated: boolean
  milestones: readonly {
    position: number
    dueOn: Day
    state: MilestoneState
    submittedAt: string | null
    acceptedAt: string | null
    releasedAt: string | null
  }[]
}

export type TimelineStep = {
  kind:
    | 'published'
    | 'opened'
    | 'result'
    | 'signed'
    | 'toSign'
    | 'accepted'
    | 'submitted'
    | 'due'
    | 'released'
    | 'ended'
    | 'terminated'
  mark: 'done' | 'now' | 'next'
  /** ISO instant of what happened; null for what is to come. */
  at: string | null
  dueOn: Day | null
  position: number | null
}

/** From the call to the result: what happened, the one thing that happens now, and what is to come, in that order. */
export function timeline(facts: TimelineFacts): TimelineStep[] {
  const steps: TimelineStep[] = []
  const done = (
    kind: TimelineStep['kind'],
    at: string | null,
    position: number | null = null,
    dueOn: Day | null = null,
  ) => {
    if (at !== null) steps.push({ kind, mark: 'done', at, dueOn, position })
  }
  done('published', facts.publishedAt)
  done('opened', facts.openedAt)
  done('result', facts.resultPublishedAt)
  done('signed', facts.signedAt)
  if (facts.signedAt === null && !facts.isTerminated)
    steps.push({ kind: 'toSign', mark: 'now', at: null, dueOn: null, position: null })
  for (const { position, acceptedAt, releasedAt, dueOn } of facts.milestones) {
    done('accepted', acceptedAt, position, dueOn)
    done('released', releasedAt, position)
  }
  steps.sort((a, b) => (a.at === null || b.at === null ? 0 : Date.parse(a.at) - Date.parse(b.at)))
  let isNow = facts.signedAt !== null && facts.endedAt === null
  for (const { position, state, dueOn, submittedAt } of facts.milestones) {
    if (state === 'ACCEPTED' || state === 'CANCELLED' || facts.isTerminated) continue
    const kind = state === 'REPORTED' ? 'submitted' : 'due'
    steps.push({
      kind,
      mark: isNow || kind === 'submitted' ? 'now' : 'next',
      at: kind === 'submitted' ? submittedAt : null,
      dueOn,
      position,
    })
    isNow = false
  }
  done(facts.isTerminated ? 'terminated' : 'ended', facts.endedAt)
  return steps
}
