import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

export type AdmissionFacts = Standing & { readonly enteredById?: string | null | undefined }

const isSomebodyElse = (actor: Actor, { enteredById }: AdmissionFacts) => actor.accountId !== enteredById

/** Into a body's list of suppliers, and out of it: proposed by one, decided by another; the organization replies before it is out. */
export const admissionPolicy = definePolicy<AdmissionFacts>()({
  readBoard: { officer: true, approver: true, supervisor: true },
  propose: { officer: true },
  decide: { approver: isSomebodyElse },
  withdraw: { officer: true, approver: true },
  readOwn: { owner: true, editor: true, certifier: true },
  reply: { owner: true, certifier: true },
})
