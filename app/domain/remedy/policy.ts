import type { Actor } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'
import type { RemedyState } from './lifecycle.ts'
import type { RemedyKind } from './terms.ts'

export type RemedyFacts = {
  readonly bodyId: string
  readonly organizationId: string | undefined
  readonly filedById: string
  readonly kind: RemedyKind
  readonly state: RemedyState
}

type Predicate = (actor: Actor, facts: RemedyFacts) => boolean
const isFiler: Predicate = ({ accountId }, { filedById }) => accountId !== undefined && accountId === filedById
const open: Predicate = (_, { state }) => state === 'FILED'
const toAnswer: Predicate = (_, { state, kind }) => state === 'FILED' && kind !== 'COMPLAINT'
const own = { owner: true, certifier: true, editor: true, resident: isFiler } as const
const ownOpen: Predicate = (actor, facts) => open(actor, facts)

/** Facts and evidence are for whoever filed, and for the body: its buyers answer, its supervisor decides complaints. */
export const remedyPolicy = definePolicy<RemedyFacts>()({
  read: { ...own, officer: true, approver: true, supervisor: true },
  answer: { officer: toAnswer, approver: toAnswer },
  /** An answer that changes the call's course is an approver's. */
  takeMeasure: { approver: toAnswer },
  decideComplaint: { supervisor: (actor, facts) => facts.kind === 'COMPLAINT' && open(actor, facts) },
  withdraw: {
    owner: ownOpen,
    certifier: ownOpen,
    resident: (actor, facts) => isFiler(actor, facts) && open(actor, facts),
  },
  complain: {
    owner: (_, { kind }) => kind === 'OBJECTION',
    certifier: (_, { kind }) => kind === 'OBJECTION',
  },
})
