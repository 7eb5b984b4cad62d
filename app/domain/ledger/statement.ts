// What a statement adds up to. Amounts are the ledger's: debit positive, credit negative, fen. What a subject holds stands on the
// credit side (a fund, a contract, what was received), so a balance is credits less debits.

export type Posted = { readonly amountFen: bigint }
export type Footing = {
  readonly openingFen: bigint
  readonly debitFen: bigint
  readonly creditFen: bigint
  readonly closingFen: bigint
}

export const debitOf = ({ amountFen }: Posted): bigint => (amountFen > 0n ? amountFen : 0n)
export const creditOf = ({ amountFen }: Posted): bigint => (amountFen < 0n ? -amountFen : 0n)

/** closing = opening + credits − debits, to the fen. */
export const closing = (opening: bigint, credit: bigint, debit: bigint): bigint => opening + credit - debit

/** The four figures at the foot of a statement. */
export function footing(openingFen: bigint, lines: readonly Posted[]): Footing {
  const debitFen = lines.reduce((sum, line) => sum + debitOf(line), 0n)
  const creditFen = lines.reduce((sum, line) => sum + creditOf(line), 0n)
  return { openingFen, debitFen, creditFen, closingFen: closing(openingFen, creditFen, debitFen) }
}

/** Each line with the balance after it. On a later page `openingFen` is the balance after the page before. */
export function withBalances<Line extends Posted>(
  openingFen: bigint,
  lines: readonly Line[],
): (Line & { balanceFen: bigint })[] {
  let balanceFen = openingFen
  return lines.map((line) => {
    balanceFen -= line.amountFen
    return { ...line, balanceFen }
  })
}

/** An account in a trial balance: `openingFen` debit positive; what was debited and credited since. */
export type TrialAccount = { readonly openingFen: bigint; readonly debitFen: bigint; readonly creditFen: bigint }
/** The six columns of a trial balance; of each pair of an account one is zero. */
export type TrialColumns = {
  openingDebitFen: bigint
  openingCreditFen: bigint
  debitFen: bigint
  creditFen: bigint
  closingDebitFen: bigint
  closingCreditFen: bigint
}

export function trialColumns({ openingFen, debitFen, creditFen }: TrialAccount): TrialColumns {
  const closingFen = openingFen + debitFen - creditFen
  return {
    openingDebitFen: debitOf({ amountFen: openingFen }),
    openingCreditFen: creditOf({ amountFen: openingFen }),
    debitFen,
    creditFen,
    closingDebitFen: debitOf({ amountFen: closingFen }),
    closingCreditFen: creditOf({ amountFen: closingFen }),
  }
}

/** In the order they are shown. */
export const trialColumnNames = [
  'openingDebitFen',
  'openingCreditFen',
  'debitFen',
  'creditFen',
  'closingDebitFen',
  'closingCreditFen',
] as const satisfies readonly (keyof TrialColumns)[]

export function trialTotals(accounts: readonly TrialAccount[]): TrialColumns {
  const columns = accounts.map(trialColumns)
  const sum = (name: keyof TrialColumns) => columns.reduce((total, each) => total + each[name], 0n)
  return Object.fromEntries(trialColumnNames.map((name) => [name, sum(name)])) as TrialColumns
}

/** Debits are credits, before, during and after: what double entry promises. */
export const isBalanced = (totals: TrialColumns): boolean =>
  totals.openingDebitFen === totals.openingCreditFen &&
  totals.debitFen === totals.creditFen &&
  totals.closingDebitFen === totals.closingCreditFen
