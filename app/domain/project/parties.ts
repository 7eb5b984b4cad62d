/** Who may sign a contract besides its two sides: who incubates, the street office, a donor, the evaluator, or somebody else. */
export const partyKinds = ['INCUBATOR', 'STREET', 'DONOR', 'EVALUATOR', 'OTHER'] as const
export type PartyKind = (typeof partyKinds)[number]
