import { Prisma } from '#prisma/generated/client.ts'
import { accountName, type AccountName, accountOwner, type OwnerText } from './account-name.server.ts'

// One shape of lines for every statement and book: `lines` holds entry_id, seq, line, account_id, code, kind, phase, effective_on,
// memo, amount (fen, debit positive).

/** A file holds at most so many lines; one more is read, so that what is too long is noticed and not cut. */
export const fileLinesMax = 20_000

/** Where a list of lines goes on: its last line's day, entry and place in it. */
export type LineCursor = { day: string; seq: bigint; line: number }

export const writeLineCursor = ({ effectiveOn, seq, line }: Pick<RawLine, 'effectiveOn' | 'seq' | 'line'>): string =>
  `${effectiveOn}~${seq}~${line}`

/** Undefined for anything that no page of ours wrote. */
export function readLineCursor(text: string | null): LineCursor | undefined {
  const match = /^([12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))~(\d{1,18})~(\d{1,4})$/.exec(text ?? '')
  if (match === null) return undefined
  const [, day = '', seq = '', line = ''] = match
  return Number.isNaN(Date.parse(`${day}T00:00:00Z`)) || new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day
    ? undefined
    : { day, seq: BigInt(seq), line: Number(line) }
}

/** An entry that touches the body's own accounts. */
const touches = (
  bodyId: string,
) => Prisma.sql`EXISTS (SELECT 1 FROM ledger_posting q JOIN ledger_account b ON b.id = q.account_id
  WHERE q.entry_id = e.id AND b.body_id = ${bodyId}::uuid)`

const columns = Prisma.sql`e.id AS entry_id, e.seq, p.line, a.id AS account_id, a.code, e.kind, e.phase, e.effective_on, e.memo, p.amount`

/** Of one fund, award or organization. */
export const linesOfOwner = (kind: string, ownerId: string, bodyId: string | null) => Prisma.sql`
  SELECT ${columns} FROM ledger_account a JOIN ledger_posting p ON p.account_id = a.id JOIN ledger_entry e ON e.id = p.entry_id
  WHERE split_part(a.code, ':', 1) = ${kind} AND split_part(a.code, ':', 2) = ${ownerId}
    AND ${bodyId === null ? Prisma.sql`TRUE` : touches(bodyId)}`

/** Of all accounts of a body, and of what organizations received of it: together they sum to zero. */
export const linesOfBody = (bodyId: string) => Prisma.sql`
  SELECT ${columns} FROM ledger_account a JOIN ledger_posting p ON p.account_id = a.id JOIN ledger_entry e ON e.id = p.entry_id
  WHERE a.body_id = ${bodyId}::uuid
  UNION ALL
  SELECT ${columns}
  FROM (SELECT DISTINCT q.entry_id FROM ledger_account b JOIN ledger_posting q ON q.account_id = b.id WHERE b.body_id = ${bodyId}::uuid) own
  JOIN ledger_entry e ON e.id = own.entry_id JOIN ledger_posting p ON p.entry_id = e.id
  JOIN ledger_account a ON a.id = p.account_id AND a.body_id IS NULL`

/** Lines that moved money; held and lifted ones did not. */
export const moved = Prisma.sql`l.phase IN ('posted', 'settle')`

/** Holds that stood at the end of that day. */
export const standsAt = (to: string) => Prisma.sql`l.phase = 'pending' AND l.effective_on <= ${to}::date
  AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.resolves_id = l.entry_id AND r.effective_on <= ${to}::date)`

/** A line for a reader, with what stands on the other side of its entry. */
export const lineColumns = Prisma.sql`l.seq::text, l.line, l.kind,
  CASE WHEN l.phase = 'pending' AND EXISTS (SELECT 1 FROM ledger_entry r WHERE r.resolves_id = l.entry_id) THEN 'resolved' ELSE l.phase END AS phase,
  l.effective_on::text AS "effectiveOn", l.memo,
  l.amount::text AS "amountFen", a.code, ${accountOwner} AS owner,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('code', a.code, 'owner', ${accountOwner}) ORDER BY q.line), '[]')
    FROM ledger_posting q JOIN ledger_account a ON a.id = q.account_id
    WHERE q.entry_id = l.entry_id AND sign(q.amount) <> sign(l.amount)) AS others`

export type RawLine = {
  seq: string
  line: number
  kind: string
  phase: string
  effectiveOn: string
  memo: string
  amountFen: string
  code: string
  owner: OwnerText
  others: { code: string; owner: OwnerText }[]
}

/** One line of an entry: `debitFen` or `creditFen`, never both. */
export type LineView = {
  seq: string
  kind: string
  /** A hold that was settled or lifted is `resolved`. */
  phase: string
  /** The day it counts for. */
  effectiveOn: string
  memo: string
  account: AccountName
  /** What stands on the other side of its entry. */
  others: AccountName[]
  debitFen: string | null
  creditFen: string | null
}

export const lineView = (
  { seq, kind, phase, effectiveOn, memo, amountFen, code, owner, others }: Omit<RawLine, 'line'>,
  locale: 'zh-CN' | 'en',
): LineView => ({
  seq,
  kind,
  phase,
  effectiveOn,
  memo,
  account: accountName(code, owner, locale),
  others: others.map((other) => accountName(other.code, other.owner, locale)),
  debitFen: amountFen.startsWith('-') ? null : amountFen,
  creditFen: amountFen.startsWith('-') ? amountFen.slice(1) : null,
})
