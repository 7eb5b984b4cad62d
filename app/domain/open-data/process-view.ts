import type { CallMethod, FundingKind, Instrument, ServiceField } from '../call/terms.ts'

/**
 * One contracting process as its public pages show it, from the call to the last payment: dated facts, so that what was known at an
 * instant follows from them (history.ts). Instants are ISO text, days `YYYY-MM-DD`, amounts fen as text. No person is in it.
 */
export type ProcessView = {
  callNo: string
  title: string
  summary: string
  requirement: string
  beneficiaries: string
  method: CallMethod
  instrument: Instrument
  fundingKind: FundingKind
  field: ServiceField
  region: { code: string; name: string; nameEn: string }
  buyer: { id: string; name: string; nameEn: string }
  budgetFen: string
  ceilingFen: string
  publishedAt: string
  deadlineAt: string
  startsOn: string
  endsOn: string
  /** What people resolved that it answers; where it does. */
  need: { needNo: string; title: string } | null
  /** When it was noticed that one supplier alone is asked, before the call was published. */
  singleSourceNotice: { path: string; noticedAt: string } | null
  criteria: readonly { title: string; points: string }[]
  conditions: readonly string[]
  plan: readonly { position: number; title: string; deliverable: string; dueOn: string }[]
  documents: readonly { fileId: string; title: string; mediaType: string }[]
  /** In their order. `changes`: column → what it was and became (../call/amend.ts). */
  amendments: readonly CallChange[]
  end: { at: string; isCancelled: boolean; reason: string } | null
  /** The call, itself public, that this one is the next try of. */
  retenderOf: string | null
  results: readonly ResultFacts[]
  notices: readonly NoticeFacts[]
  organizations: readonly OrganizationFacts[]
}

export type CallChange = {
  number: number
  at: string
  reason: string
  changes: Readonly<Record<string, { from: string; to: string }>>
}

export type OrganizationFacts = { id: string; name: string; nameEn: string | null; creditCode: string | null }

/** A published result of a round. `opened`: bids that were opened, judged or not. */
export type ResultFacts = {
  publishedAt: string
  opened: number
  bids: readonly { id: string; organizationId: string; priceFen: string | null; rank: number | null }[]
}

/** Who is proposed to be awarded what; `closedAt`: when it was over or was withdrawn. */
export type NoticeFacts = {
  number: number
  noticedAt: string
  closedAt: string | null
  isWithdrawn: boolean
  reasons: string
  awards: readonly AwardFacts[]
}

export type AwardFacts = {
  bidId: string
  organizationId: string
  amountFen: string
  made: { at: string; revokedAt: string | null; contract: ContractFacts } | null
}

export type ContractFacts = {
  contractNo: string
  projectNo: string
  title: string
  amountFen: string
  startsOn: string
  endsOn: string
  signedAt: string | null
  /** Completed, ended early, or over before it was signed. */
  endedAt: string | null
  amendments: readonly { number: number; at: string; reason: string; addedFen: string }[]
  milestones: readonly MilestoneFacts[]
  payments: readonly PaymentFacts[]
}

export type MilestoneFacts = {
  id: string
  title: string
  deliverable: string
  dueOn: string
  /** Rejected for good, or needed no more. */
  isNotMet: boolean
  accepted: { at: string; isPartial: boolean } | null
}

/** A ledger entry that moved money: out to the organization, or (negative) back from it. `knownAt`: since when it is in the books. */
export type PaymentFacts = {
  entryId: string
  knownAt: string
  at: string
  amountFen: string
  milestoneId: string | null
}
