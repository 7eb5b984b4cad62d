import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileProcess } from './compile-process.ts'
import { releasesAfter, viewAt } from './history.ts'
import { mergeRelease } from './merge.ts'
import type { AwardFacts, ContractFacts, NoticeFacts, ProcessView } from './process-view.ts'
import type { Branch } from './tree.ts'

const start = Date.parse('2026-03-02T10:00:00+08:00')
const at = (hour: number): string => new Date(start + hour * 3_600_000).toISOString()
const hour = fc.integer({ min: 0, max: 200 })
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const fen = fc.bigInt({ min: 1n, max: 10n ** 15n }).map(String)
const words = fc.string({ unit: fc.constantFrom('a', '”', '好', '\n', ' '), maxLength: 8 })

const contract = (own: number): fc.Arbitrary<ContractFacts> =>
  fc.record({
    contractNo: fc.constant(`HT-${own}`),
    projectNo: fc.constant(`XM-${own}`),
    title: words,
    amountFen: fen,
    startsOn: fc.constant('2026-04-01'),
    endsOn: fc.constant('2027-03-31'),
    signedAt: maybe(hour.map(at)),
    endedAt: maybe(hour.map(at)),
    amendments: fc
      .array(fc.record({ at: hour.map(at), reason: words, addedFen: fc.constantFrom('0', '100') }), { maxLength: 2 })
      .map((list) => list.map((item, index) => ({ ...item, number: index + 1 }))),
    milestones: fc
      .array(
        fc.record({
          title: words,
          isNotMet: fc.boolean(),
          accepted: maybe(fc.record({ at: hour.map(at), isPartial: fc.boolean() })),
        }),
        { minLength: 1, maxLength: 3 },
      )
      .map((list) => list.map((item, index) => ({ ...item, id: `m${index}`, deliverable: '', dueOn: '2026-06-30' }))),
    payments: fc
      .array(fc.record({ knownAt: hour.map(at), amountFen: fen, milestoneId: fc.constantFrom('m0', null) }), {
        maxLength: 3,
      })
      .map((list) => list.map((item, index) => ({ ...item, entryId: `e${own}-${index}`, at: item.knownAt }))),
  })

const notice = (number: number): fc.Arbitrary<NoticeFacts> =>
  fc.record({
    number: fc.constant(number),
    noticedAt: hour.map(at),
    closedAt: maybe(hour.map(at)),
    isWithdrawn: fc.boolean(),
    reasons: words,
    awards: fc.tuple(award('b1', 'o1', number * 10), award('b2', 'o2', number * 10 + 1)),
  })

const award = (bidId: string, organizationId: string, own: number): fc.Arbitrary<AwardFacts> =>
  fc.record({
    bidId: fc.constant(bidId),
    organizationId: fc.constant(organizationId),
    amountFen: fen,
    made: maybe(fc.record({ at: hour.map(at), revokedAt: maybe(hour.map(at)), contract: contract(own) })),
  })

const view: fc.Arbitrary<ProcessView> = fc.record({
  callNo: fc.constant('GYH-2026-0001'),
  title: words,
  summary: words,
  requirement: words,
  beneficiaries: words,
  method: fc.constantFrom('OPEN_TENDER' as const, 'VENTURE_CALL' as const, 'SINGLE_SOURCE' as const),
  instrument: fc.constant('PROJECT_GRANT' as const),
  fundingKind: fc.constant('COMMISSION' as const),
  field: fc.constant('HEALTH' as const),
  region: fc.constant({ code: '310112', name: '闵行区', nameEn: 'Minhang' }),
  buyer: fc.constant({ id: 'b', name: '民政局', nameEn: 'Bureau' }),
  budgetFen: fen,
  ceilingFen: fen,
  publishedAt: hour.map(at),
  deadlineAt: hour.map(at),
  startsOn: fc.constant('2026-04-01'),
  endsOn: fc.constant('2027-03-31'),
  need: maybe(fc.constant({ needNo: 'XQ-1', title: '助浴' })),
  singleSourceNotice: maybe(hour.map((value) => ({ path: '/single-source/1', noticedAt: at(value) }))),
  criteria: fc.constant([{ title: '方案', points: '60' }]),
  conditions: fc.array(words, { maxLength: 2 }),
  plan: fc.constant([{ position: 1, title: '建档', deliverable: '', dueOn: '2026-06-30' }]),
  documents: fc.constant([]),
  amendments: fc
    .array(fc.record({ at: hour.map(at), reason: words, from: words, to: words }), { maxLength: 2 })
    .map((list) =>
      list.map(({ at: on, reason, from, to }, index) => ({
        number: index + 1,
        at: on,
        reason,
        changes: { summary: { from, to } },
      })),
    ),
  end: maybe(fc.record({ at: hour.map(at), isCancelled: fc.boolean(), reason: words })),
  retenderOf: maybe(fc.constant('GYH-2025-0009')),
  results: fc.array(
    fc.record({
      publishedAt: hour.map(at),
      opened: fc.integer({ min: 2, max: 5 }),
      bids: fc.constant([
        { id: 'b1', organizationId: 'o1', priceFen: '100', rank: 1 },
        { id: 'b2', organizationId: 'o2', priceFen: null, rank: null },
      ]),
    }),
    { maxLength: 1 },
  ),
  notices: fc.tuple(notice(1), notice(2)),
  organizations: fc.constant([
    { id: 'o1', name: '甲', nameEn: null, creditCode: '51310000MJ4912345X' },
    { id: 'o2', name: '乙', nameEn: 'Yi', creditCode: null },
  ]),
})

const merged = (contents: readonly Branch[]): Branch =>
  contents.reduce<Branch>((known, content) => mergeRelease(known, content), {})
/** Merging does not say in which order the items of a list come, nor the fields of an object. */
const settled = (tree: unknown): unknown =>
  Array.isArray(tree)
    ? tree.map(settled).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    : typeof tree === 'object' && tree !== null
      ? Object.fromEntries(
          Object.entries(tree)
            .filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, value]) => [name, settled(value)]),
        )
      : tree

/** Each view has dozens of instants. */
const runs = { numRuns: 20 }
const now = new Date(start + 300 * 3_600_000)

describe('releases of a process', () => {
  test('merged by the rules of the standard they are what the pages show now', () => {
    fc.assert(
      fc.property(view, (process) => {
        const releases = releasesAfter(process, now)
        expect(settled(merged(releases.map(({ content }) => content)))).toEqual(
          settled(compileProcess(viewAt(process, now))),
        )
      }),
      runs,
    )
  })

  test('have dates that rise, tags, and nothing is said twice', () => {
    fc.assert(
      fc.property(view, (process) => {
        const releases = releasesAfter(process, now)
        const dates = releases.map(({ releasedAt }) => releasedAt.getTime())
        expect(dates).toEqual([...new Set(dates)].sort((a, b) => a - b))
        expect(releases.every(({ tags }) => tags.length > 0)).toBe(true)
        const known = {
          compiled: merged(releases.map(({ content }) => content)),
          releasedAt: releases.at(-1)?.releasedAt ?? null,
        }
        expect(releasesAfter(process, now, known)).toEqual([])
      }),
      runs,
    )
  })

  test('are the same history whether they are written at once or as things happen', () => {
    fc.assert(
      fc.property(view, hour, (process, stop) => {
        const until = new Date(Date.parse(at(stop)))
        const first = releasesAfter(viewAt(process, until), until).filter(({ releasedAt }) => releasedAt <= until)
        const known = {
          compiled: merged(first.map(({ content }) => content)),
          releasedAt: first.at(-1)?.releasedAt ?? null,
        }
        const rest = releasesAfter(process, now, known)
        expect(settled(merged([...first, ...rest].map(({ content }) => content)))).toEqual(
          settled(merged(releasesAfter(process, now).map(({ content }) => content))),
        )
      }),
      runs,
    )
  })
})
