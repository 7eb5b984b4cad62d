import type { Actor } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'
import type { BidState } from './lifecycle.ts'

export type BidFacts = {
  organizationId: string
  bodyId: string
  state: BidState
  /** For experts, told by the panel: seated on this call, scoring started, and no conflict declared with this bid. */
  isSeatedWithoutConflict?: boolean
  /**
   * The asking account holds a seat on this call's panel and has not declared itself free of conflict with this bid: it reads
   * nothing of it by any other role either.
   */
  isBarred?: boolean
}

/** States in which a bid has come out of its envelope. */
export const openedBidStates = [
  'OPENED',
  'REJECTED',
  'SCORED',
  'AWARDED',
  'LOST',
] as const satisfies readonly BidState[]
export const isOpened = (state: BidState): boolean => (openedBidStates as readonly BidState[]).includes(state)

const openedToOfficials = (_actor: Actor, { state, isBarred }: BidFacts) => isOpened(state) && isBarred !== true
const seated = (_actor: Actor, { state, isSeatedWithoutConflict }: BidFacts) =>
  isOpened(state) && isSeatedWithoutConflict === true
const drafting = (_actor: Actor, { state }: BidFacts) => state === 'DRAFT'
const opened = (_actor: Actor, { state }: BidFacts) => state === 'OPENED'
const sealed = (_actor: Actor, { state }: BidFacts) => state === 'SEALED'

/** Who may do what with a bid. Nobody but its own organization before the opening, the administrator never. */
export const bidPolicy = definePolicy<BidFacts>()({
  read: {
    owner: true,
    editor: true,
    certifier: true,
    officer: openedToOfficials,
    approver: openedToOfficials,
    supervisor: openedToOfficials,
    evaluator: openedToOfficials,
    expert: seated,
  },
  /** Everything around the bid but what it says: state, receipt, hashes. */
  follow: { owner: true, editor: true, certifier: true },
  edit: { owner: drafting, editor: drafting },
  discard: { owner: drafting, editor: drafting, certifier: drafting },
  seal: { certifier: drafting },
  withdraw: { certifier: sealed },
  /** The call was amended: the sealed bid stands as it is. */
  reconfirm: { certifier: sealed },
  /** Answering what the buyer or the panel asks to be made clear. */
  explain: { owner: opened, editor: opened, certifier: opened },
  reject: {
    officer: (_actor, { state, isBarred }) => state === 'OPENED' && isBarred !== true,
    approver: (_actor, { state, isBarred }) => state === 'OPENED' && isBarred !== true,
  },
})

/** Starting a bid for an organization. */
export const startBidPolicy = definePolicy<{ organizationId: string }>()({
  start: { owner: true, editor: true },
})
