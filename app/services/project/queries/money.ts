import { projectMoney, type Totals } from '#app/domain/ledger/figures.ts'
import type { TotalsText } from './sheet.server.ts'

/** Fen as text, for pages. */
export type MoneyView = {
  appropriatedFen: string
  committedFen: string
  heldFen: string
  releasedFen: string
  leftFen: string
}

const read = (text: TotalsText): Totals => ({
  postedDebit: BigInt(text.postedDebit),
  postedCredit: BigInt(text.postedCredit),
  pendingDebit: BigInt(text.pendingDebit),
  pendingCredit: BigInt(text.pendingCredit),
})

/** The figures of a project, read off the ledger's accounts and never off the tranches. */
export function moneyView(callTotals: TotalsText, awardTotals: TotalsText): MoneyView {
  const money = projectMoney(read(callTotals), read(awardTotals))
  return {
    appropriatedFen: money.appropriatedFen.toString(),
    committedFen: money.committedFen.toString(),
    heldFen: money.heldFen.toString(),
    releasedFen: money.releasedFen.toString(),
    leftFen: money.leftFen.toString(),
  }
}
