import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type AuditRow,
  type Book,
  type BookRow,
  books,
  canonicalText,
  type Digest,
  digestText,
  type EventRow,
  type LedgerRow,
  linkHash,
  nothingBefore,
  sealOf,
} from './canonical.ts'
import { digestsFile, readSavedDigests } from './saved-digests.ts'
import { type Chains, type LinkedRow, verifyChains } from './verify.ts'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const at = (number: number) => `2026-11-26T08:00:00.${String(number).padStart(6, '0')}Z`

type Link = Omit<LinkedRow, 'row'>
/** Everything that is kept, as somebody with every right could write over it. */
type Kept = {
  rows: Record<Book, BookRow[]>
  links: Record<Book, Link[]>
  heads: Record<Book, number>
  digests: Digest[]
}

const auditRow = (number: number): AuditRow => {
  const [name, ip] = [['程甲', '', 'Ada'][number % 3] ?? '', `192.0.2.${String(number)}`]
  const [nameSalt, addressSalt] = [id(number + 500), id(number + 700)]
  const isErased = number % 4 === 0
  return {
    book: 'audit',
    id: String(number),
    at: isErased ? '2020-01-01T00:00:00.000000Z' : at(number),
    actorId: number % 2 === 0 ? null : id(number),
    actorName: name,
    nameSalt,
    nameSeal: sealOf(sha256, nameSalt, name),
    type: 'bid.sealed',
    entity: 'bid',
    entityId: id(number),
    bodyId: null,
    organizationId: id(3),
    data: `{"price": ${String(number)}, "词": "一"}`,
    requestId: `r${String(number)}`,
    ip: isErased ? '' : ip,
    addressSalt: isErased ? null : addressSalt,
    addressSeal: sealOf(sha256, addressSalt, ip),
  }
}
const eventRow = (number: number): EventRow => ({
  book: 'event',
  id: id(number),
  type: 'call.published',
  entity: 'call',
  entityId: id(number),
  callId: id(number),
  projectId: null,
  isPublic: 'true',
  data: '{}',
  occurredAt: at(number),
})
const ledgerRow = (number: number): LedgerRow => ({
  book: 'ledger',
  id: id(number),
  seq: String(number),
  kind: 'release',
  phase: 'posted',
  resolvesId: null,
  reversesId: null,
  idempotencyKey: `k${String(number)}`,
  requestHash: 'aa',
  effectiveOn: '2026-11-26',
  recordedAt: at(number),
  actorId: id(9),
  memo: '',
  postings: [
    ['1', 'a', String(number)],
    ['2', 'b', String(-number)],
  ],
})

function chainOf(rows: readonly BookRow[]): Link[] {
  let hash = nothingBefore
  return rows.map((row, index) => {
    const rowHash = sha256(canonicalText(row))
    hash = linkHash(sha256, hash, rowHash)
    return { position: index + 1, rowId: row.id, rowHash, hash }
  })
}

function digestsOf(links: Kept['links'], counts: readonly number[]): Digest[] {
  let previous = nothingBefore
  return counts.map((count, index) => {
    const head = (book: Book) => ({ count, hash: links[book][count - 1]?.hash ?? nothingBefore })
    const open = {
      day: `2026-11-${String(20 + index)}`,
      audit: head('audit'),
      event: head('event'),
      ledger: head('ledger'),
      madeAt: at(index),
      previous,
    }
    previous = sha256(digestText(open))
    return { ...open, digest: previous }
  })
}

const size = 6
const whole = (): Kept => structuredClone(made)
function make(): Kept {
  const numbers = Array.from({ length: size }, (_, index) => index + 1)
  const rows = { audit: numbers.map(auditRow), event: numbers.map(eventRow), ledger: numbers.map(ledgerRow) }
  const links = { audit: chainOf(rows.audit), event: chainOf(rows.event), ledger: chainOf(rows.ledger) }
  const heads = { audit: size, event: size, ledger: size }
  return { rows, links, heads, digests: digestsOf(links, [0, 3, size]) }
}

const made = make()

function chainsOf(
  { rows, links, heads, digests }: Kept,
  saved: readonly Digest[] = [],
  erasedActors: ReadonlySet<string> = new Set(),
): Chains {
  const source = (book: Book) => {
    const byId = new Map(rows[book].map((row) => [row.id, row]))
    const linked = new Set(links[book].map(({ rowId }) => rowId))
    const ordered = [...links[book]].sort((one, other) => one.position - other.position)
    return {
      links: [ordered.map((link) => ({ ...link, row: byId.get(link.rowId) ?? null }))],
      // Two rows of one id: the second has no link.
      unlinked: rows[book]
        .filter((row) => !linked.has(row.id) || byId.get(row.id) !== row)
        .map(({ id: rowId }) => ({ rowId, isLate: false, isBehind: true })),
      headCount: heads[book],
    }
  }
  return {
    sources: { audit: source('audit'), event: source('event'), ledger: source('ledger') },
    digests,
    saved,
    restores: [],
    mayEraseBefore: '2026-01-01T00:00:00.000000Z',
    erasedActors,
  }
}

const verify = (kept: Kept, saved?: readonly Digest[], erasedActors?: ReadonlySet<string>) =>
  verifyChains(sha256, chainsOf(kept, saved, erasedActors))

test('what nobody touched has no fault, erased addresses included', async () => {
  expect(await verify(whole())).toEqual({
    rows: { audit: 6, event: 6, ledger: 6 },
    faults: [],
    erased: 1,
    setAside: [],
  })
})

test('a name is gone only of whom the audit tells that their account was erased', async () => {
  const kept = whole()
  const row = kept.rows.audit.find(
    (each): each is AuditRow => each.book === 'audit' && each.actorId !== null && each.actorName !== '',
  )
  if (row === undefined) throw new Error('somebody did something')
  Object.assign(row, { actorName: '', nameSalt: null })
  const kinds = async (of?: string) =>
    (await verify(kept, undefined, new Set(of === undefined ? [] : [of]))).faults.map(({ kind, what }) => [kind, what])
  expect(await kinds()).toEqual([['changed', row.id]])
  expect(await kinds('somebody else')).toEqual([['changed', row.id]])
  expect(await kinds(row.actorId ?? '')).toEqual([])
})

/** Changes one character of one column; a null gets a text, an empty text a character. */
function editOne(holder: object, key: string, seed: number): void {
  const record = holder as Record<string, unknown>
  const value = record[key]
  if (typeof value === 'number') record[key] = value + 1 + (seed % 3)
  else if (Array.isArray(value) || (typeof value === 'object' && value !== null)) {
    const keys = Object.keys(value)
    editOne(value, keys[seed % keys.length] ?? '', Math.floor(seed / 7))
  } else {
    const text = typeof value === 'string' ? value : ''
    const place = text === '' ? 0 : seed % text.length
    const code = text === '' ? 48 : (text.charCodeAt(place) ^ (1 << (seed % 5))) & 0xffff
    record[key] = text.slice(0, place) + String.fromCharCode(code) + text.slice(place + 1)
  }
}

type Mutation = (kept: Kept, book: Book, at: number, other: number, seed: number) => void
const swap = (list: Digest[], one: number, other: number) => {
  ;[list[one], list[other]] = [list[other] as Digest, list[one] as Digest]
}
const keysOf = (value: object) => Object.keys(value).filter((key) => key !== 'book')
const apart = (one: number, other: number) => (one === other ? (one + 1) % size : other)

const mutations: Record<string, Mutation> = {
  'a row edited': (kept, book, at, _other, seed) => {
    const row = kept.rows[book][at] as BookRow
    const keys = keysOf(row)
    editOne(row, keys[seed % keys.length] ?? '', Math.floor(seed / 13))
  },
  'a link edited': (kept, book, at, _other, seed) => {
    const link = kept.links[book][at] as Link
    editOne(link, keysOf(link)[seed % 4] ?? '', Math.floor(seed / 13))
  },
  'a digest edited': (kept, _book, at, _other, seed) => {
    const digest = kept.digests[at % 3] as Digest
    const keys = keysOf(digest)
    editOne(digest, keys[seed % keys.length] ?? '', Math.floor(seed / 13))
  },
  'a row deleted': (kept, book, at) => void kept.rows[book].splice(at, 1),
  'a link deleted': (kept, book, at) => void kept.links[book].splice(at, 1),
  'a row deleted with its link': (kept, book, at) => {
    kept.rows[book].splice(at, 1)
    kept.links[book].splice(at, 1)
  },
  'a row deleted, and what follows moved up': (kept, book, at) => {
    kept.rows[book].splice(at, 1)
    kept.links[book].splice(at, 1)
    kept.links[book].slice(at).forEach((link) => (link.position -= 1))
    kept.heads[book] -= 1
  },
  'two links change places': (kept, book, at, other) => {
    const [one, two] = [kept.links[book][at] as Link, kept.links[book][apart(at, other)] as Link]
    ;[one.position, two.position] = [two.position, one.position]
  },
  'two rows change places in their links': (kept, book, at, other) => {
    const [one, two] = [kept.links[book][at] as Link, kept.links[book][apart(at, other)] as Link]
    ;[one.rowId, two.rowId] = [two.rowId, one.rowId]
  },
  'two rows change places, with their hashes': (kept, book, at, other) => {
    const [one, two] = [kept.links[book][at] as Link, kept.links[book][apart(at, other)] as Link]
    ;[one.rowId, two.rowId, one.rowHash, two.rowHash] = [two.rowId, one.rowId, two.rowHash, one.rowHash]
  },
  'two rows change their ids': (kept, book, at, other) => {
    const [one, two] = [kept.rows[book][at] as BookRow, kept.rows[book][apart(at, other)] as BookRow]
    ;[one.id, two.id] = [two.id, one.id]
  },
  'a row slipped in': (kept, book, at) =>
    void kept.rows[book].splice(at, 0, { ...(kept.rows[book][at] as BookRow), id: id(99) }),
  'a row slipped in with a link of its own': (kept, book, at) => {
    const row = { ...(kept.rows[book][at] as BookRow), id: id(99) }
    const rowHash = sha256(canonicalText(row))
    const hash = linkHash(sha256, kept.links[book][at - 1]?.hash ?? nothingBefore, rowHash)
    kept.rows[book].splice(at, 0, row)
    kept.links[book].slice(at).forEach((link) => (link.position += 1))
    kept.links[book].splice(at, 0, { position: at + 1, rowId: row.id, rowHash, hash })
    kept.heads[book] += 1
  },
  'a row doubled': (kept, book, at) => void kept.rows[book].push({ ...(kept.rows[book][at] as BookRow) }),
  'a link doubled': (kept, book, at) => void kept.links[book].push({ ...(kept.links[book][at] as Link) }),
  'a link doubled at the end, in form': (kept, book, at) => {
    const link = kept.links[book][at] as Link
    const hash = linkHash(sha256, kept.links[book][size - 1]?.hash ?? '', link.rowHash)
    kept.links[book].push({ ...link, position: size + 1, hash })
  },
  'a digest deleted': (kept, _book, at) => void kept.digests.splice(at % 2, 1),
  'two digests change places': (kept, _book, at) => swap(kept.digests, at % 3, (at + 1) % 3),
}

test('ten thousand changes of rows, links and digests are all found', async () => {
  const names = Object.keys(mutations)
  const place = fc.nat(size - 1)
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.constantFrom(...books),
      place,
      place,
      fc.nat(1_000_000),
      async (name, book, at, other, seed) => {
        const kept = whole()
        mutations[name]?.(kept, book, at, other, seed)
        const { faults } = await verify(kept)
        expect(faults, name).not.toEqual([])
      },
    ),
    { numRuns: 10_000, seed: 20261126 },
  )
}, 120_000)

test('what is wrong is named, with its place', async () => {
  const faultsAfter = async (change: (kept: Kept) => void) => {
    const kept = whole()
    change(kept)
    return (await verify(kept)).faults[0]
  }
  const { audit } = whole().links
  expect(await faultsAfter(({ rows }) => ((rows.audit[1] as AuditRow).type = 'bid.opened'))).toEqual({
    kind: 'changed',
    book: 'audit',
    position: 2,
    what: '2',
  })
  expect(await faultsAfter(({ rows }) => void rows.ledger.splice(4, 1))).toMatchObject({ kind: 'missing', position: 5 })
  expect(await faultsAfter(({ links }) => void links.event.splice(2, 1))).toMatchObject({
    kind: 'missing',
    position: 3,
  })
  expect(
    await faultsAfter(({ links }) => {
      const [one, two] = [links.audit[1] as Link, links.audit[2] as Link]
      Object.assign(one, { rowId: audit[2]?.rowId, rowHash: audit[2]?.rowHash })
      Object.assign(two, { rowId: audit[1]?.rowId, rowHash: audit[1]?.rowHash })
    }),
  ).toMatchObject({ kind: 'reordered', position: 2 })
  expect(await faultsAfter(({ rows }) => void rows.event.push(eventRow(99)))).toMatchObject({ kind: 'extra' })
  expect(await faultsAfter(({ digests }) => ((digests[1] as Digest).audit.hash = 'f'.repeat(64)))).toMatchObject({
    kind: 'digest',
  })
})

test('an address may be gone after its time, not before', async () => {
  const kept = whole()
  Object.assign(kept.rows.audit[0] as AuditRow, { ip: '', addressSalt: null })
  expect((await verify(kept)).faults).toMatchObject([{ kind: 'changed', position: 1 }])
})

test('who writes the chain anew from the changed row on, with its digests, is found by a digest that was saved before', async () => {
  const before = whole()
  const kept = whole()
  ;(kept.rows.audit[3] as AuditRow).type = 'bid.opened'
  kept.links.audit = chainOf(kept.rows.audit)
  kept.digests = digestsOf(kept.links, [0, 3, size])
  expect((await verify(kept)).faults).toEqual([])
  // As the site publishes them, and as somebody kept the file.
  const saved = readSavedDigests(JSON.parse(digestsFile('https://gyh.example', before.digests)))
  const { faults } = await verify(kept, saved)
  expect(faults).toContainEqual({ kind: 'digest', book: 'audit', position: 6, what: '2026-11-22' })
  expect(faults).toContainEqual({ kind: 'digest', book: 'digests', position: 0, what: '2026-11-22' })
  expect((await verify(before, saved)).faults).toEqual([])
})

test('a saved digest that the database has lost is a fault, unless a recorded restore set it aside', async () => {
  const before = whole()
  const kept = whole()
  kept.digests = before.digests.slice(0, 2)
  expect((await verify(kept, before.digests)).faults).toMatchObject([{ kind: 'missing', what: '2026-11-22' }])
  const restored = { ...chainsOf(kept, before.digests), restores: [{ toAt: at(1), at: at(5) }] }
  expect(await verifyChains(sha256, restored)).toMatchObject({ faults: [], setAside: ['2026-11-22'] })
})

test('a file of digests is read, anything else is not', () => {
  const { digests } = whole()
  expect(readSavedDigests({ digests })).toEqual(digests)
  expect(readSavedDigests(digests)).toEqual(digests)
  for (const wrong of [null, {}, [1], { digests: [{}] }]) expect(readSavedDigests(wrong)).toBeUndefined()
})
