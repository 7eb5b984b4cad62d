import type { Actor } from '../shared/actor.ts'

/**
 * The coarse gate on a route: who may come in at all. What they may do to this very thing is decided again, with the facts,
 * by the area's policy. Every route names one.
 */
export const gates = {
  anyone: () => true,
  /** Knows the password, and may still owe the second factor: the pages where it is paid. */
  identified: (actor) => actor.accountId !== undefined,
  signedIn: (actor) => actor.accountId !== undefined && !actor.owesSecondFactor,
  organization: (actor) => actor.organizations.length > 0,
  /** Any member of a body who works on calls and projects, evaluators and supervisors included. */
  body: (actor) => actor.bodies.length > 0,
  officer: (actor) => actor.bodies.some(({ role }) => role === 'OFFICER' || role === 'APPROVER'),
  finance: (actor) => actor.bodies.some(({ role }) => role === 'FINANCE'),
  /** Whoever may look into the books: those who keep them, those who watch them, those who keep the site. */
  books: (actor) =>
    actor.isAdministrator || actor.bodies.some(({ role }) => role === 'FINANCE' || role === 'SUPERVISOR'),
  supervisor: (actor) => actor.bodies.some(({ role }) => role === 'SUPERVISOR'),
  /** Whoever may read the audit: those who keep the site, those who watch a body. */
  auditTrail: (actor) => actor.isAdministrator || actor.bodies.some(({ role }) => role === 'SUPERVISOR'),
  evaluator: (actor) => actor.bodies.some(({ role }) => role === 'EVALUATOR'),
  expert: (actor) => actor.expertId !== undefined,
  administrator: (actor) => actor.isAdministrator,
} as const satisfies Record<string, (actor: Actor) => boolean>

export type Gate = keyof typeof gates
