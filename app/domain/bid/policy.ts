import type { Actor } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'
import type { BidState } from './lifecycle.ts'

export type BidFacts = {
  organizationId: string
  bodyId: string
  state: BidState
  /** For experts, told by the panel: seated on this call, scoring started, and no conflict declared with this bid. */
  isSeatedWithoutConflict?: boolean
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

const opened = (_actor: Actor, { state }: BidFacts) => isOpened(state)
const seated = (_actor: Actor, { state, isSeatedWithoutConflict }: BidFacts) =>
  isOpened(state) && isSeatedWithoutConflict === true
const drafting = (_actor: Actor, { state }: BidFacts) => state === 'DRAFT'
const sealed = (_actor: Actor, { state }: BidFacts) => state === 'SEALED'

/** Who may do what with a bid. Nobody but its own organization before the opening, the administrator never. */
export const bidPolicy = definePolicy<BidFacts>()({
  read: {
    owner: true,
    editor: true,
    certifier: true,
    officer: opened,
    approver: opened,
    supervisor: opened,
    evaluator: opened,
    expert: seated,
  },
  /** Everything around the bid but what it says: state, receipt, hashes. */
  follow: { owner: true, editor: true, certifier: true },
  edit: { owner: drafting, editor: drafting },
  discard: { owner: drafting, editor: drafting, certifier: drafting },
  seal: { certifier: drafting },
  withdraw: { certifier: sealed },
  reject: {
    officer: (_actor, { state }) => state === 'OPENED',
    approver: (_actor, { state }) => state === 'OPENED',
  },
})

export type OpeningFacts = { bodyId: string; organizationId?: undefined }

/** Who sees the ceremony of a call's body; who confirms it is in the call's policy. */
export const openingPolicy = definePolicy<OpeningFacts>()({
  see: { officer: true, approver: true },
})

/** Starting a bid for an organization. */
export const startBidPolicy = definePolicy<{ organizationId: string }>()({
  start: { owner: true, editor: true },
})
