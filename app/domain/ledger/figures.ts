import { toFen, type Fen } from '../shared/money.ts'

/** What an account of the ledger stands at. */
export type Totals = {
  readonly postedDebit: bigint
  readonly postedCredit: bigint
  readonly pendingDebit: bigint
  readonly pendingCredit: bigint
}

export const noTotals: Totals = { postedDebit: 0n, postedCredit: 0n, pendingDebit: 0n, pendingCredit: 0n }

/** The four figures of a project and what is held between acceptance and payment, read off two accounts of the ledger. */
export type ProjectMoney = {
  /** Set aside for the call. */
  appropriatedFen: Fen
  /** Promised by contract. */
  committedFen: Fen
  /** Accepted and not yet paid. */
  heldFen: Fen
  releasedFen: Fen
  /** Promised and not yet paid, the held part included. */
  leftFen: Fen
}

export function projectMoney(callBudget: Totals, award: Totals): ProjectMoney {
  return {
    appropriatedFen: toFen(callBudget.postedCredit),
    committedFen: toFen(award.postedCredit),
    heldFen: toFen(award.pendingDebit),
    releasedFen: toFen(award.postedDebit),
    leftFen: toFen(award.postedCredit - award.postedDebit),
  }
}

/** What may still be spent from a credit account: money that is held counts as gone. */
export const available = (account: Totals): Fen =>
  toFen(account.postedCredit - account.postedDebit - account.pendingDebit)
