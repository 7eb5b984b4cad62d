import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'
import type { AmendmentSide, Authority } from './authority.ts'
import type { AmendmentState } from './lifecycle.ts'

export type AmendmentFacts = Standing & { side: AmendmentSide; authority: Authority; state: AmendmentState }

const of =
  (side: AmendmentSide, ...states: AmendmentState[]) =>
  (_actor: Actor, facts: AmendmentFacts): boolean =>
    facts.side === side && states.includes(facts.state)

/** A draft is its own side's alone. */
const seen =
  (side: AmendmentSide) =>
  (_actor: Actor, facts: AmendmentFacts): boolean =>
    facts.side === side || !['DRAFT', 'WITHDRAWN'].includes(facts.state)

const offeredByThem = (_actor: Actor, { side, state }: AmendmentFacts) => side === 'SUPPLIER' && state === 'OFFERED'
const needsApproval = (actor: Actor, facts: AmendmentFacts) =>
  offeredByThem(actor, facts) && facts.authority === 'APPROVAL'

/** Who may do what with an amendment. Starting one: see `startAmendmentPolicy`. */
export const amendmentPolicy = definePolicy<AmendmentFacts>()({
  read: {
    officer: seen('BUYER'),
    approver: seen('BUYER'),
    finance: seen('BUYER'),
    supervisor: seen('BUYER'),
    evaluator: seen('BUYER'),
    owner: seen('SUPPLIER'),
    editor: seen('SUPPLIER'),
    certifier: seen('SUPPLIER'),
  },
  write: {
    officer: of('BUYER', 'DRAFT'),
    owner: of('SUPPLIER', 'DRAFT'),
    editor: of('SUPPLIER', 'DRAFT'),
    certifier: of('SUPPLIER', 'DRAFT'),
  },
  /** The signature of the side whose wish it is; a notice is in force by it. */
  offer: { approver: of('BUYER', 'DRAFT'), certifier: of('SUPPLIER', 'DRAFT') },
  /** The answer of the other side: an official approves, an approver signs a contract change, the certifier signs for the supplier. */
  answer: { officer: needsApproval, approver: offeredByThem, certifier: of('BUYER', 'OFFERED') },
  withdraw: {
    officer: of('BUYER', 'DRAFT'),
    approver: of('BUYER', 'DRAFT', 'OFFERED'),
    owner: of('SUPPLIER', 'DRAFT'),
    editor: of('SUPPLIER', 'DRAFT'),
    certifier: of('SUPPLIER', 'DRAFT', 'OFFERED'),
  },
})

export const startAmendmentPolicy = definePolicy<Standing>()({
  BUYER: { officer: true },
  SUPPLIER: { owner: true, editor: true, certifier: true },
  /** More service, and more money: the buyer's alone. */
  supplement: { officer: true },
})
