import {
  type AuditRow,
  type Book,
  type BookRow,
  books,
  canonicalText,
  type Digest,
  digestText,
  linkHash,
  nothingBefore,
  sealOf,
  type Sha256,
} from './canonical.ts'

/** A link as it is kept, with the row that it names; `row` null: there is none. */
export type LinkedRow = { position: number; rowId: string; rowHash: string; hash: string; row: BookRow | null }

/**
 * What can be wrong. `changed`: the row is not what was hashed; `missing`: a row or a link is gone; `extra`: there is one too many;
 * `reordered`: the row is as it was, and stands elsewhere; `digest`: a published digest says otherwise; `unlinked`: nothing links rows.
 */
export type FaultKind = 'changed' | 'missing' | 'extra' | 'reordered' | 'digest' | 'unlinked'
/** `position`: in its book's chain; 0 where it has none. `what`: the row's id, or the day of a digest. */
export type Fault = { kind: FaultKind; book: Book | 'digests'; position: number; what: string }

/** Rows without a link. `isLate`: they should have had one for minutes; `isBehind`: their link would have been made before others'. */
export type Unlinked = { rowId: string; isLate: boolean; isBehind: boolean }

/** The rows of a book in the order of their links, then those that have none. */
export type BookSource = {
  links: AsyncIterable<readonly LinkedRow[]> | Iterable<readonly LinkedRow[]>
  unlinked: readonly Unlinked[]
  /** How many links were made, as is kept beside them; null where nothing was linked yet. */
  headCount: number | null
}

/** A restore that was recorded: digests made after `toAt` and until `at` tell of rows that it set aside. */
export type Restore = { toAt: string; at: string }

export type Chains = {
  sources: Record<Book, BookSource>
  /** By day. */
  digests: readonly Digest[]
  /** Kept elsewhere by whoever checks. */
  saved: readonly Digest[]
  restores: readonly Restore[]
  /** Addresses may be erased once they are older; earlier it is a change. An instant as PostgreSQL writes them. */
  mayEraseBefore: string
  /** Whose account was erased, as the audit itself says: their names may be gone. */
  erasedActors: ReadonlySet<string>
}

/** `setAside`: days of saved digests that tell of what a restore took back. */
export type Verdict = { rows: Record<Book, number>; faults: Fault[]; erased: number; setAside: string[] }

/** Computes everything again, and says what differs; faults in the order in which they stand. */
export async function verifyChains(sha256: Sha256, chains: Chains): Promise<Verdict> {
  const known = verifyDigests(sha256, chains)
  const faults: Fault[] = []
  const rows = { audit: 0, event: 0, ledger: 0 }
  let erased = 0
  for (const book of books) {
    const heads = known.digests.map((digest) => ({ day: digest.day, ...digest[book] }))
    const found = await verifyBook(sha256, book, chains.sources[book], heads, chains)
    rows[book] = found.rows
    erased += found.erased
    faults.push(...found.faults)
  }
  return { rows, faults: [...faults, ...known.faults], erased, setAside: known.setAside }
}

type HeadOfDay = { day: string; count: number; hash: string }

async function verifyBook(
  sha256: Sha256,
  book: Book,
  { links, unlinked, headCount }: BookSource,
  heads: readonly HeadOfDay[],
  allowed: Allowed,
) {
  const faults: Fault[] = []
  const fault = (kind: FaultKind, position: number, what: string) => faults.push({ kind, book, position, what })
  const headsAt = new Map<number, HeadOfDay[]>()
  for (const head of heads) headsAt.set(head.count, [...(headsAt.get(head.count) ?? []), head])
  const checkHeads = (position: number, hash: string) => {
    for (const head of headsAt.get(position) ?? []) if (head.hash !== hash) fault('digest', position, head.day)
  }

  let before = nothingBefore
  let [last, rows, erased] = [0, 0, 0]
  checkHeads(0, before)
  for await (const batch of links)
    for (const { position, rowId, rowHash, hash, row } of batch) {
      rows += 1
      if (position > last + 1) fault('missing', last + 1, '')
      if (position <= last) fault('extra', position, rowId)
      if (row === null || row.id !== rowId) fault('missing', position, rowId)
      else {
        const seals = row.book === 'audit' ? openSeals(sha256, row, allowed) : 'whole'
        if (seals === 'erased') erased += 1
        if (seals === 'broken' || sha256(canonicalText(row)) !== rowHash) fault('changed', position, rowId)
      }
      if (linkHash(sha256, before, rowHash) !== hash) fault('reordered', position, rowId)
      before = hash
      last = position
      checkHeads(position, hash)
    }
  const longest = Math.max(headCount ?? 0, ...heads.map(({ count }) => count))
  if (longest > last) fault('missing', last + 1, '')
  if (headCount !== null && headCount < last) fault('extra', headCount + 1, '')
  for (const { rowId, isLate, isBehind } of unlinked)
    if (isBehind) fault('extra', 0, rowId)
    else if (isLate) fault('unlinked', 0, rowId)
  return { faults: inOrder(faults), rows, erased }
}

type Allowed = Pick<Chains, 'mayEraseBefore' | 'erasedActors'>

/** Whether what the seals hide is what they were made of; or gone, with its salt, after its time. */
function openSeals(
  sha256: Sha256,
  row: AuditRow,
  { mayEraseBefore, erasedActors }: Allowed,
): 'whole' | 'erased' | 'broken' {
  const each = [
    [row.nameSalt, row.nameSeal, row.actorName, erasedActors.has(row.actorId ?? '')],
    [row.addressSalt, row.addressSeal, row.ip, row.at < mayEraseBefore],
  ] as const
  let isErased = false
  for (const [salt, seal, value, mayGo] of each)
    if (salt === null) {
      if (value !== '' || !mayGo) return 'broken'
      isErased = true
    } else if (sealOf(sha256, salt, value) !== seal) return 'broken'
  return isErased ? 'erased' : 'whole'
}

/** Each digest follows the one before it; those kept elsewhere are the same. Heads of all of them are then held against the chains. */
function verifyDigests(sha256: Sha256, { digests, saved, restores }: Chains) {
  const faults: Fault[] = []
  const setAside: string[] = []
  const fault = (what: string, kind: FaultKind = 'digest') => faults.push({ kind, book: 'digests', position: 0, what })
  let before: Digest | undefined
  for (const digest of digests) {
    if (digest.previous !== (before?.digest ?? nothingBefore) || digest.digest !== sha256(digestText(digest)))
      fault(digest.day)
    else if (before !== undefined && digest.day <= before.day) fault(digest.day)
    before = digest
  }
  const ours = new Map(digests.map((digest) => [digest.day, digest]))
  const also: Digest[] = []
  for (const digest of saved) {
    if (digest.digest !== sha256(digestText(digest))) fault(digest.day)
    else if (ours.get(digest.day)?.digest === digest.digest) continue
    else if (restores.some(({ toAt, at }) => digest.madeAt > toAt && digest.madeAt <= at)) setAside.push(digest.day)
    else {
      fault(digest.day, ours.has(digest.day) ? 'digest' : 'missing')
      also.push(digest)
    }
  }
  return { faults, setAside, digests: [...digests, ...also] }
}

/** The first place at which something is wrong comes first; what has no place comes last. */
const inOrder = (faults: readonly Fault[]): Fault[] => [...faults].sort((one, other) => placeOf(one) - placeOf(other))
const placeOf = ({ position }: Fault): number => (position === 0 ? Number.MAX_SAFE_INTEGER : position)
