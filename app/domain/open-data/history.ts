import { changeBetween, mergeRelease } from './merge.ts'
import { compileProcess } from './compile-process.ts'
import type { AwardFacts, CallChange, ContractFacts, NoticeFacts, ProcessView } from './process-view.ts'
import { releaseTags } from './tags.ts'
import type { Branch } from './tree.ts'

export type NewRelease = { releasedAt: Date; tags: string[]; content: Branch }
export type Known = { compiled: Branch; releasedAt: Date | null }

const nothing: Known = { compiled: {}, releasedAt: null }

/**
 * The releases that lead from what is known to what the pages show at `now`: one for each instant at which something happened since, so
 * that a worker that was away, and data from before there were releases, make the same history; and one for whatever else changed.
 */
export function releasesAfter(view: ProcessView, now: Date, known: Known = nothing): NewRelease[] {
  const releases: NewRelease[] = []
  let { compiled, releasedAt } = known
  const add = (wanted: Branch, at: Date) => {
    const change = changeBetween(compiled, wanted)
    if (change === undefined) return
    releases.push({ releasedAt: at, tags: releaseTags(compiled, change), content: change })
    compiled = mergeRelease(compiled, change)
    releasedAt = at
  }
  for (const instant of instantsOf(view)) {
    if (instant > now || (known.releasedAt !== null && instant <= known.releasedAt)) continue
    add(compileProcess(viewAt(view, instant)), instant)
  }
  add(compileProcess(viewAt(view, now)), later(now, releasedAt))
  return releases
}

const later = (now: Date, last: Date | null): Date => (last === null || now > last ? now : new Date(last.getTime() + 1))

/** When something happened that the pages tell, in order. */
function instantsOf(view: ProcessView): Date[] {
  const instants = [
    view.publishedAt,
    view.singleSourceNotice?.noticedAt,
    view.end?.at,
    ...view.amendments.map(({ at }) => at),
    ...view.results.map(({ publishedAt }) => publishedAt),
    ...view.notices.flatMap(({ noticedAt, closedAt, awards }) => [
      noticedAt,
      closedAt,
      ...awards.flatMap(instantsOfAward),
    ]),
  ].flatMap((text) => (text == null ? [] : [new Date(text).getTime()]))
  return [...new Set(instants)].sort((a, b) => a - b).map((instant) => new Date(instant))
}

const instantsOfAward = ({ made }: AwardFacts) =>
  made === null
    ? []
    : [
        made.at,
        made.revokedAt,
        made.contract.signedAt,
        made.contract.endedAt,
        ...made.contract.amendments.map(({ at }) => at),
        ...made.contract.milestones.map(({ accepted }) => accepted?.at),
        ...made.contract.payments.map(({ knownAt }) => knownAt),
      ]

/** What the view was at an instant: everything that happened later has not. Before its publication only the planning is there. */
export function viewAt(view: ProcessView, instant: Date): ProcessView & { isPublished: boolean } {
  const has = (text: string | null): text is string => text !== null && new Date(text) <= instant
  return {
    ...before(
      view,
      view.amendments.filter(({ at }) => !has(at)),
    ),
    isPublished: has(view.publishedAt),
    amendments: view.amendments.filter(({ at }) => has(at)),
    end: has(view.end?.at ?? null) ? view.end : null,
    results: view.results.filter(({ publishedAt }) => has(publishedAt)),
    notices: view.notices.filter(({ noticedAt }) => has(noticedAt)).map((notice) => noticeAt(notice, has)),
  }
}

type Has = (text: string | null) => text is string

const noticeAt = (notice: NoticeFacts, has: Has): NoticeFacts => {
  const isOver = has(notice.closedAt)
  return {
    ...notice,
    closedAt: isOver ? notice.closedAt : null,
    isWithdrawn: isOver && notice.isWithdrawn,
    awards: notice.awards.map(({ made, ...award }) => ({
      ...award,
      made:
        made === null || !has(made.at)
          ? null
          : {
              ...made,
              revokedAt: has(made.revokedAt) ? made.revokedAt : null,
              contract: contractAt(made.contract, has),
            },
    })),
  }
}

const contractAt = (contract: ContractFacts, has: Has): ContractFacts => ({
  ...contract,
  signedAt: has(contract.signedAt) ? contract.signedAt : null,
  endedAt: has(contract.endedAt) ? contract.endedAt : null,
  amendments: contract.amendments.filter(({ at }) => has(at)),
  milestones: contract.milestones.map((milestone) =>
    has(milestone.accepted?.at ?? null) ? milestone : { ...milestone, accepted: null },
  ),
  payments: contract.payments.filter(({ knownAt }) => has(knownAt)),
})

/** Column of the call → the fact it is. */
const columns = {
  summary: 'summary',
  requirement: 'requirement',
  beneficiaries: 'beneficiaries',
  ceiling_fen: 'ceilingFen',
  bid_deadline_at: 'deadlineAt',
  starts_on: 'startsOn',
  ends_on: 'endsOn',
} as const

/** The call as it was before these changes, the last taken back first. */
function before(view: ProcessView, changes: readonly CallChange[]): ProcessView {
  const was: Partial<Record<(typeof columns)[keyof typeof columns], string>> = {}
  for (const { changes: changed } of changes.toReversed())
    for (const [column, fact] of Object.entries(columns)) {
      const change = changed[column]
      if (change !== undefined) was[fact] = change.from
    }
  return { ...view, ...was }
}
