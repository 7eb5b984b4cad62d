/**
 * Hashes SHA-256 of a text in UTF-8, as hex. Given in, since rules know no platform.
 */
export type Sha256 = (text: string) => string

export const books = ['audit', 'event', 'ledger'] as const
export type Book = (typeof books)[number]

/** What the first link and the first digest follow. */
export const nothingBefore = '0'.repeat(64)

type Text = string | null

/** Columns as PostgreSQL writes them; instants as `2026-11-26T08:00:00.123000Z`. */
export type AuditRow = {
  book: 'audit'
  id: string
  at: string
  actorId: Text
  /** Empty, with no salt, once it was erased. */
  actorName: string
  nameSalt: Text
  nameSeal: string
  type: string
  entity: string
  entityId: string
  bodyId: Text
  organizationId: Text
  data: string
  requestId: string
  /** The address (IP); empty, with no salt, once it was erased. */
  ip: string
  addressSalt: Text
  addressSeal: string
}

export type EventRow = {
  book: 'event'
  id: string
  type: string
  entity: string
  entityId: string
  callId: Text
  projectId: Text
  isPublic: string
  data: string
  occurredAt: string
}

export type LedgerRow = {
  book: 'ledger'
  id: string
  seq: string
  kind: string
  phase: string
  resolvesId: Text
  reversesId: Text
  idempotencyKey: string
  requestHash: string
  effectiveOn: string
  recordedAt: string
  actorId: Text
  memo: string
  /** In the order of their lines: line, code of the account, fen. */
  postings: readonly (readonly [line: string, account: string, fen: string])[]
}

export type BookRow = AuditRow | EventRow | LedgerRow

const utf8 = new TextEncoder()
const bytesOf = (text: string): number => (/^[\x20-\x7e]*$/.test(text) ? text.length : utf8.encode(text).length)

/** A field: its length in bytes, a colon, the text, a comma. Null: a minus and a comma. */
const field = (text: Text): string => (text === null ? '-,' : `${String(bytesOf(text))}:${text},`)
const fields = (...texts: readonly Text[]): string => texts.map(field).join('')

/**
 * The text of a row that its link hashes: its kind and version, then its columns in an order that never changes. PostgreSQL makes the
 * same in chain_text(); the two are written apart from one another so that each shows a fault of the other.
 */
export function canonicalText(row: BookRow): string {
  switch (row.book) {
    case 'audit':
      return fields(
        'audit/1',
        row.id,
        row.at,
        row.actorId,
        row.nameSeal,
        row.type,
        row.entity,
        row.entityId,
        row.bodyId,
        row.organizationId,
        row.data,
        row.requestId,
        row.addressSeal,
      )
    case 'event':
      return fields(
        'event/1',
        row.id,
        row.type,
        row.entity,
        row.entityId,
        row.callId,
        row.projectId,
        row.isPublic,
        row.data,
        row.occurredAt,
      )
    case 'ledger':
      return fields(
        'ledger/1',
        row.id,
        row.seq,
        row.kind,
        row.phase,
        row.resolvesId,
        row.reversesId,
        row.idempotencyKey,
        row.requestHash,
        row.effectiveOn,
        row.recordedAt,
        row.actorId,
        row.memo,
        ...row.postings.flat(),
      )
  }
}

/** A link's hash: of the hash before it and that of its row, one after the other. */
export const linkHash = (sha256: Sha256, before: string, rowHash: string): string => sha256(before + rowHash)

/** What may be erased is in the canonical text as the hash of a salt and the value. */
export const sealOf = (sha256: Sha256, salt: string, value: string): string => sha256(salt + value)

/** The heads of a day. `day`: a day in Beijing; `madeAt` as PostgreSQL writes instants here. */
export type Digest = {
  day: string
  audit: Head
  event: Head
  ledger: Head
  previous: string
  madeAt: string
  digest: string
}
export type Head = { count: number; hash: string }

/** What is hashed for a day; `sha256sum` of these lines is the digest. */
export const digestText = ({ day, audit, event, ledger, madeAt, previous }: Omit<Digest, 'digest'>): string =>
  [
    'commonweal digest 1',
    `day ${day}`,
    `audit ${String(audit.count)} ${audit.hash}`,
    `event ${String(event.count)} ${event.hash}`,
    `ledger ${String(ledger.count)} ${ledger.hash}`,
    `made ${madeAt}`,
    `previous ${previous}`,
    '',
  ].join('\n')
