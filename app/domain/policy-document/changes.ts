/** What of a document an administrator writes; the order of its history. */
export const policyFields = [
  'kind',
  'level',
  'regionCode',
  'placeZh',
  'placeEn',
  'documentNo',
  'titleZh',
  'titleEn',
  'issuerZh',
  'issuerEn',
  'issuedYear',
  'issuedOn',
  'inForceFrom',
  'inForceUntil',
  'summaryZh',
  'summaryEn',
  'sourceUrl',
  'citedAs',
  'areas',
  'isConfirmed',
] as const
export type PolicyField = (typeof policyFields)[number]

type Content = Readonly<Record<string, unknown>>

const snake = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Which fields differ between two versions as PostgreSQL kept them. */
export const changedFields = (before: Content, after: Content): PolicyField[] =>
  policyFields.filter((field) => JSON.stringify(before[snake(field)]) !== JSON.stringify(after[snake(field)]))
