import { projectMoney, type Totals } from '#app/domain/ledger/figures.ts'
import type { TotalsText } from './sheet.server.ts'

/** Fen as text, for pages. */
export type MoneyView = {
  appropriatedFen: string
  committedFen: string
  heldFen: string
  releasedFen: string
  leftFen: string
  /**
   * Of what was released: recognized spending (of a purchase at a fixed price: all of it, for it is settled by what was delivered), and
   * what came back; absent where nothing is known of it yet.
   */
  spentFen?: string
  returnedFen?: string
}

const read = (text: TotalsText): Totals => ({
  postedDebit: BigInt(text.postedDebit),
  postedCredit: BigInt(text.postedCredit),
  pendingDebit: BigInt(text.pendingDebit),
  pendingCredit: BigInt(text.pendingCredit),
})

/** What became of the money that was released (settlement_of() and whatever sums it up), where anything is known of it. */
export const spentOf = ({ spentFen, returnedFen }: { spentFen: string; returnedFen: string }) =>
  spentFen === '0' && returnedFen === '0' ? {} : { spentFen, returnedFen }

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
