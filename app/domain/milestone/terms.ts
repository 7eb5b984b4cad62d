/** Kinds of evidence as evaluations of service projects ask for them (rules C4). */
export const evidenceKinds = [
  'ATTENDANCE',
  'DATED_PHOTO',
  'BENEFICIARY',
  'SERVICE_RECORD',
  'VOUCHER',
  'BANK_SLIP',
  'CONTRACT',
  'MEDIA',
  'SATISFACTION',
  'OTHER',
] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** What the figure of an indicator is: typed by hand, or the sum of people, hours or occasions of the activities. */
export const countings = ['TYPED', 'PEOPLE', 'HOURS', 'SESSIONS'] as const
export type Counting = (typeof countings)[number]

export const criteriaMax = 12
export const criterionMax = 300

/** The kinds that were agreed and are not there, in the order they were agreed in. */
export const missingKinds = (
  required: readonly EvidenceKind[],
  evidence: readonly { kind: EvidenceKind }[],
): EvidenceKind[] => required.filter((kind) => !evidence.some((piece) => piece.kind === kind))
