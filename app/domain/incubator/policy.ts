import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

/** The body that keeps an incubator. */
export const incubatorPolicy = definePolicy<Standing>()({
  read: { officer: true, approver: true, supervisor: true },
  /** Its facts, classes, trainings. */
  manage: { officer: true, approver: true },
})

/** The incubator's side, and the applicant's: an organization, or the leader of a group that is none yet. */
export type IncubationFacts = Standing & { readonly leaderId?: string | undefined }

/** Of a group that is no organization yet, its leader does everything; once it is one, its people do by their roles. */
const leads = (actor: Actor, { organizationId, leaderId }: IncubationFacts) =>
  organizationId === undefined && leaderId !== undefined && actor.accountId === leaderId

export const incubationPolicy = definePolicy<IncubationFacts>()({
  readOwn: { owner: true, editor: true, certifier: true, resident: leads },
  readAsked: { officer: true, approver: true, supervisor: true },
  /** The application, files, declarations towards graduation, and whether a service was given as it is written. */
  write: { owner: true, editor: true, resident: leads },
  confirm: { owner: true, editor: true, certifier: true, resident: leads },
  /** What binds: the agreement, the wish to extend, answers to an assessment or a notice. */
  sign: { owner: true, certifier: true, resident: leads },
  /** Of a group that is none yet its leader; of one that is only filed its owner. */
  becomeOrganization: { owner: true, resident: leads },
  check: { officer: true, approver: true },
  accompany: { officer: true, approver: true },
  /** The incubator's word: agreement, graduation, notice, leaving. */
  decide: { approver: true },
})
