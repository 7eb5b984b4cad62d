import type { Actor } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'
import type { CallState } from './lifecycle.ts'

/** What a decision about a call hangs on. `isPublished`: it was made public once, whatever became of it since; a rehearsal never is. */
export type CallFacts = {
  bodyId: string
  state: CallState
  isPublished: boolean
  draftedById: string
  submittedById: string | null
  /** The asking account holds a share of the call's key. */
  isKeyholder?: boolean
}

type CallRow = Omit<CallFacts, 'isPublished' | 'isKeyholder'> & { publishedAt: Date | null; isRehearsal: boolean }

export const callFacts = ({
  bodyId,
  state,
  publishedAt,
  isRehearsal,
  draftedById,
  submittedById,
}: CallRow): CallFacts => ({
  bodyId,
  state,
  isPublished: publishedAt !== null && !isRehearsal,
  draftedById,
  submittedById,
})

type Predicate = (actor: Actor, facts: CallFacts) => boolean
const within =
  (...states: CallState[]): Predicate =>
  (_, { state }) =>
    states.includes(state)

/** A draft that was cancelled was never public, and never becomes so. */
const published: Predicate = (_, { isPublished }) => isPublished
const beforeAward = within('DRAFT', 'SUBMITTED', 'PUBLISHED', 'OPENED', 'SCORING', 'SCORED', 'NOTICED')

/** Four eyes: who publishes neither drafted nor submitted the call (also a CHECK in the database). */
export const isSecondPair: Predicate = ({ accountId }, { draftedById, submittedById }) =>
  accountId !== undefined && accountId !== draftedById && accountId !== submittedById

const holdsShare: Predicate = (_, { isKeyholder }) => isKeyholder === true
const contributes: Predicate = (actor, facts) => holdsShare(actor, facts) && facts.state === 'PUBLISHED'
const officers = (rule: Predicate) => ({ officer: rule, approver: rule })

/** Who may do what to a call. Roles of a body count only towards that body's calls; an empty cell means no. */
export const callPolicy = definePolicy<CallFacts>()({
  read: {
    anonymous: published,
    resident: published,
    officer: true,
    approver: true,
    finance: true,
    supervisor: true,
    evaluator: true,
  },
  /** The working page of the body: drafts, problems, what comes next. */
  readInside: { officer: true, approver: true, finance: true, supervisor: true, evaluator: true },
  draft: { officer: true },
  edit: { officer: within('DRAFT') },
  /** A new try of a public call that ended without an award. */
  retender: { officer: (_, { state, isPublished }) => isPublished && (state === 'FAILED' || state === 'CANCELLED') },
  /** Reasons for departing from advice; later warnings are the approver's to explain, or to send back. */
  explain: { officer: within('DRAFT'), approver: within('SUBMITTED') },
  submit: { officer: within('DRAFT') },
  return: { approver: within('SUBMITTED') },
  publish: { approver: (actor, facts) => facts.state === 'SUBMITTED' && isSecondPair(actor, facts) },
  /** Questions of bidders, answered for all. */
  answer: { officer: within('PUBLISHED'), approver: within('PUBLISHED') },
  /** Written by one, published by another: also a CHECK in the database. */
  amend: officers(within('PUBLISHED')),
  publishAmendment: { approver: within('PUBLISHED') },
  suspend: { approver: within('PUBLISHED') },
  cancel: { approver: beforeAward, officer: within('DRAFT') },
  fail: officers(within('PUBLISHED', 'OPENED', 'SCORING', 'SCORED')),
  /** The ceremony's page: who has given a share, then what was read out. */
  seeOpening: { officer: true, approver: true, supervisor: true, finance: holdsShare },
  confirmOpening: {
    officer: contributes,
    approver: contributes,
    supervisor: contributes,
    finance: contributes,
  },
})
/** Who may ask about a call: anyone of an organization, in its name. */
export const callQuestionPolicy = definePolicy<{ organizationId: string }>()({
  ask: { owner: true, editor: true, certifier: true },
})

export type CallAction = keyof typeof callPolicy
