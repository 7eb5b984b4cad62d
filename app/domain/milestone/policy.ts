import type { Actor, Standing } from '../shared/actor.ts'
import { definePolicy } from '../shared/policy.ts'

export type MilestoneFacts = Standing & {
  /** Who submitted the report, and who accepted it. */
  readonly requestedById?: string | undefined
  readonly verifiedById?: string | undefined
}

const isSomebodyElse = (actor: Actor, { requestedById, verifiedById }: MilestoneFacts) =>
  actor.accountId !== requestedById && actor.accountId !== verifiedById

/** Who may do what with a milestone's report and its tranche. */
export const milestonePolicy = definePolicy<MilestoneFacts>()({
  writeReport: { owner: true, editor: true, certifier: true },
  submitReport: { certifier: true },
  decideReport: { officer: isSomebodyElse },
  /** The organization objects to a rejection; another person than the one who rejected decides on it. */
  appeal: { certifier: true },
  decideAppeal: { approver: isSomebodyElse },
  /** Whether the public may see a piece of evidence. */
  publishEvidence: { officer: true },
  readReport: {
    officer: true,
    approver: true,
    finance: true,
    supervisor: true,
    evaluator: true,
    owner: true,
    editor: true,
    certifier: true,
  },
  /** Only the payee knows whether money arrived. */
  confirmReceipt: { owner: true, certifier: true },
  /** Three different people: who asked, who verified, who pays. The database refuses it too. */
  release: { finance: isSomebodyElse },
  /** After an early end: whether accepted money is owed although something stands against it. */
  decideOwed: { approver: isSomebodyElse },
})
