/** What kind of account a code names (see accounts.ts), whose it is, and which source's money it holds (empty: the only one's). */
export const accountKinds = ['gov', 'donor', 'fund', 'appeal', 'call', 'award', 'clawback', 'org'] as const
export type AccountKind = (typeof accountKinds)[number]

export function readAccountCode(code: string): { kind: AccountKind; ownerId: string; part: string } {
  const [kind = '', ownerId = '', , part = ''] = code.split(':')
  const known = accountKinds.find((each) => each === kind)
  if (known === undefined) throw new RangeError(`not an account of this ledger: ${code}`)
  return { kind: known, ownerId, part }
}
