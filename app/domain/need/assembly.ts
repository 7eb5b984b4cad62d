/** A share in whole numbers: more than it (`strict`), or at least it. */
export type Share = { readonly num: number; readonly den: number; readonly strict: boolean }
/** Present of those entitled, in favour of those present (居委会组织法 10, 村委会组织法 22, 26); dated rows of assembly_rule. */
export type AssemblyRule = { readonly quorum: Share; readonly majority: Share }
export type Votes = {
  readonly entitled: number
  readonly present: number
  readonly votesFor: number
  readonly votesAgainst: number
  readonly abstained: number
}
export type Verdict = {
  /** How many must be present, and how many of those present must agree. */
  presentNeeded: number
  votesNeeded: number
  isQuorate: boolean
  passes: boolean
}

/** The smallest number that reaches a share of a whole. */
export const reaching = (whole: number, { num, den, strict }: Share): number =>
  strict ? Math.floor((whole * num) / den) + 1 : Math.ceil((whole * num) / den)

/** What a vote comes to. A meeting of too few decides nothing, however they vote. PostgreSQL judges by the same rule. */
export function judge({ quorum, majority }: AssemblyRule, { entitled, present, votesFor }: Votes): Verdict {
  const presentNeeded = reaching(entitled, quorum)
  const votesNeeded = reaching(present, majority)
  const isQuorate = present >= presentNeeded
  return { presentNeeded, votesNeeded, isQuorate, passes: isQuorate && votesFor >= votesNeeded }
}
