import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson as canonical } from './canonical.ts'
import { computeResults } from './compute-results.ts'
import { readDecisionRecord } from './read-record.ts'
import { judgesFor, sampleRecord, sampleRules, sheetsFor } from './sample-record.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** As a stranger has it: a file, with its results in it. */
const published = (record: ReturnType<typeof sampleRecord>): Json => {
  const read = readDecisionRecord(JSON.parse(JSON.stringify(record)))
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return JSON.parse(JSON.stringify({ ...record, results: computeResults(read.record, sha256) })) as Json
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const work = { id: 'tech', title: 'Technical', kind: 'subjective', maxPoints: 60 } as const
const records: Json[] = [
  published(sampleRecord()),
  published(
    sampleRecord({
      regime: 'venture',
      judges: judgesFor(5),
      rules: {
        criteria: [
          {
            id: 'tech',
            title: 'Technical',
            maxPoints: 60,
            passMark: 10,
            subCriteria: [{ id: 'a', title: 'A', kind: 'subjective', maxPoints: 60 }],
          },
          { id: 'cert', title: 'Certificate', kind: 'objective', maxPoints: 40, allowNotApplicable: true },
        ],
        panel: { ...sampleRules.panel, aggregate: 'trimmedMean' },
        bonus: { parts: [{ id: 'vote', title: 'Vote', source: 'public', maxPoints: 15 }], cap: 10 },
        award: { mode: 'multi', budgetFen: '100', skipUnaffordable: true },
        flagLimits: { splitRange: 20 },
        tieChain: ['higherCriterion:tech', 'draw'],
      },
      bids: [
        {
          id: 'B1',
          priceFen: 60,
          seal: 'x',
          scores: sheetsFor('a', [10, 20, 30, '40.5', 50]),
          objective: { cert: 7 },
          bonus: { vote: 3 },
        },
        {
          id: 'B2',
          priceFen: '50',
          seal: 'y',
          scores: sheetsFor('a', [10, 20, 30, 40, 60]),
          objective: { cert: 'n/a' },
        },
      ],
    }),
  ),
  published(
    sampleRecord({
      rules: {
        criteria: [{ ...work, maxPoints: 100 }],
        calibration: { dropHigh: 0, dropLow: 0, meanDecimals: 4, coefficientDecimals: 4, decimals: 3 },
      },
      bids: ['A', 'A', 'B'].map((panel, at) => ({
        id: `${panel}${String(at)}`,
        panel,
        scores: sheetsFor('tech', [70 + at, 80 - at, 90]),
      })),
    }),
  ),
]

type Place = readonly (string | number)[]

const placesOf = (value: Json, at: Place = []): Place[] => [
  at,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, item]) => placesOf(item, [...at, Array.isArray(value) ? Number(key) : key]))
    : []),
]

const odd = fc.oneof(
  fc.constantFrom<Json>(
    ...[null, true, false, 0, -0, -1, 0.1, 1e21, 1e-9, 2 ** 53, Number.MAX_VALUE],
    ...['', '0', '-0', '-1', '00', '1e3', 'NaN', 'Infinity', '0.12345', '9'.repeat(400), '١', 'n/a', '\0', '\uD800'],
    ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', 'B1', 'E1', 'tech', 'a'],
    ...['2026-02-30', '0000-00-00', '2026-03-20T09:00:00+99:99', 'x'.repeat(101), 'higherCriterion:none'],
    ...[[], {}, [[]], [null], { id: 'tech' }],
  ),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
  fc.integer({ min: -1, max: 200 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const anyKey = fc.constantFrom(
  '__proto__',
  'constructor',
  'toString',
  'E1',
  'E9',
  'tech',
  'panel',
  'passMark',
  'note',
  '',
)

const changes = fc.array(
  fc.record({
    at: fc.nat(10_000),
    kind: fc.constantFrom('put', 'put', 'drop', 'twice', 'add', 'copy'),
    from: fc.nat(10_000),
    value: odd,
    key: anyKey,
  }),
  { minLength: 1, maxLength: 3 },
)

const anyMutated = fc.tuple(fc.nat(records.length - 1), changes).map(([index, made]) => {
  const record = records[index] ?? null
  let text = JSON.stringify(record)
  for (const { at, kind, from, value, key } of made) {
    const tree = JSON.parse(text) as Json
    const places = placesOf(tree)
    const place = places[at % places.length] ?? []
    const other = places[from % places.length] ?? []
    text = JSON.stringify(
      changed(tree, place, { kind, value: kind === 'copy' ? structuredClone(valueAt(tree, other)) : value, key }),
    )
  }
  return { record, text }
})

const valueAt = (tree: Json, place: Place): Json =>
  place.reduce<Json>((here, key) => (here as Record<string, Json>)[key] ?? null, tree)

/** Keys are defined, not set: what a file says is `__proto__` is a key like any other. */
function changed(tree: Json, place: Place, { kind, value, key }: { kind: string; value: Json; key: string }): Json {
  const last = place.at(-1)
  if (last === undefined) return kind === 'put' ? value : tree
  const holder = valueAt(tree, place.slice(0, -1)) as Record<string, Json>
  const here = holder[last] ?? null
  if (kind === 'drop') {
    if (Array.isArray(holder)) holder.splice(Number(last), 1)
    else Reflect.deleteProperty(holder, last)
  } else if (kind === 'twice' && Array.isArray(holder)) holder.push(here)
  else if (kind === 'add' && typeof here === 'object' && here !== null && !Array.isArray(here))
    Object.defineProperty(here, key, { value, enumerable: true, configurable: true, writable: true })
  else holder[last] = value
  return tree
}

describe('a published record that somebody changed', () => {
  it('is refused with a reason or computed; its results are those it had only where nothing was changed', () => {
    const met = { refused: 0, computed: 0 }
    fc.assert(
      fc.property(anyMutated, ({ record, text }) => {
        const json = JSON.parse(text) as Json
        const read = readDecisionRecord(json)
        if (!read.ok) {
          met.refused += 1
          expect(read.problems.length).toBeGreaterThan(0)
          for (const { path, reason } of read.problems)
            expect([path.startsWith('$'), reason !== '']).toEqual([true, true])
          return
        }
        met.computed += 1
        const { results: stored, ...before } = record as { results: Json }
        const after = JSON.parse(JSON.stringify(computeResults(read.record, sha256))) as Json
        const { results: _, ...now } = json as { results?: Json }
        expect(canonical(after) === canonical(stored), text).toBe(canonical(now) === canonical(before))
      }),
      { numRuns: 2_000, seed: 20_261_123 },
    )
    // Neither is what always happens.
    expect(met.refused).toBeGreaterThan(300)
    expect(met.computed).toBeGreaterThan(100)
  })

  it('may be no record at all', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(readDecisionRecord(json).ok).toBe(false)
      }),
      { numRuns: 500, seed: 20_261_123 },
    )
  })

  it('may be deeper than any record', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const deep = JSON.parse(`${open.repeat(100_000)}1${close.repeat(100_000)}`) as unknown
      expect(readDecisionRecord(deep).ok).toBe(false)
      expect(readDecisionRecord({ ...sampleRecord(), results: deep }).ok).toBe(false)
    }
  })
})
