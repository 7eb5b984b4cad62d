import { organizationKinds } from '../organization/schema.ts'
import { serviceFields } from '../account/schema.ts'
import { certificateKinds, consentWays, posts } from '../staff/terms.ts'
import type { CellType } from './tidy.ts'

export const importKinds = ['STAFF', 'VOLUNTEERS', 'ORGANIZATIONS'] as const
export type ImportKind = (typeof importKinds)[number]

/** `wordsOf`: below which key each choice has its word (app/i18n). */
export type ImportColumn = {
  key: string
  type: CellType
  /** Its heading must be there; a cell may stay empty where the row's own rules let it. */
  isRequired?: boolean
  mayBeEmpty?: boolean
  choices?: readonly string[]
  wordsOf?: string
}

const consents: readonly ImportColumn[] = [
  { key: 'consentHow', type: 'choice', isRequired: true, choices: consentWays, wordsOf: 'staff.consentHow' },
  { key: 'consentOn', type: 'day', isRequired: true },
  { key: 'consent', type: 'yes', isRequired: true },
]

/** The columns of each kind of list, in the order of its template. */
export const importColumns = {
  STAFF: [
    { key: 'name', type: 'text', isRequired: true },
    { key: 'post', type: 'choice', isRequired: true, choices: posts, wordsOf: 'staff.post' },
    { key: 'postTitle', type: 'text' },
    { key: 'fromOn', type: 'day', isRequired: true },
    { key: 'untilOn', type: 'day' },
    ...consents,
    { key: 'certificateKind', type: 'choice', choices: certificateKinds, wordsOf: 'staff.certificate' },
    { key: 'certificateNumber', type: 'text' },
    { key: 'issuedOn', type: 'day' },
    { key: 'validUntil', type: 'day' },
  ],
  VOLUNTEERS: [
    { key: 'name', type: 'text', isRequired: true },
    { key: 'phone', type: 'phone' },
    { key: 'email', type: 'text' },
    ...consents,
  ],
  ORGANIZATIONS: [
    { key: 'organizationName', type: 'text', isRequired: true },
    { key: 'kind', type: 'choice', isRequired: true, choices: organizationKinds, wordsOf: 'organization.public.kind' },
    { key: 'creditCode', type: 'code', isRequired: true, mayBeEmpty: true },
    { key: 'region', type: 'text', isRequired: true },
    { key: 'fields', type: 'many', isRequired: true, choices: serviceFields, wordsOf: 'common.field' },
    { key: 'contactName', type: 'text', isRequired: true },
    { key: 'contactPhone', type: 'phone', isRequired: true },
    { key: 'email', type: 'text' },
    { key: 'foundedOn', type: 'day' },
    { key: 'legalRepresentative', type: 'text' },
    { key: 'supervisingUnit', type: 'text' },
    { key: 'businessScope', type: 'text' },
    { key: 'registeredFen', type: 'text' },
    { key: 'address', type: 'text' },
  ],
} as const satisfies Record<ImportKind, readonly ImportColumn[]>

/** Whether each row fills it in. */
export const isFilled = ({ isRequired = false, mayBeEmpty = false }: ImportColumn): boolean => isRequired && !mayBeEmpty

export const columnsOf = (kind: ImportKind): readonly ImportColumn[] => importColumns[kind]

/** Rows of one file. An organization's row may bring a letter with it: fewer fit into one transaction. */
export const rowsMax = { STAFF: 2_000, VOLUNTEERS: 2_000, ORGANIZATIONS: 300 } as const satisfies Record<
  ImportKind,
  number
>
