import { describe, expect, test } from 'vitest'
import { toFen } from '../shared/money.ts'
import { contractContent } from '../project/contract-content.ts'
import { amendContent } from './changes.ts'
import { type MoreMilestone, supplementChanges, supplementLeft } from './supplement.ts'

const content = contractContent.parse({
  schema: 'commonweal.contract/3',
  contractNo: 'HT-2026-0001',
  projectNo: 'XM-2026-0001',
  title: '助老',
  buyer: { id: 'b', name: '民政局' },
  supplier: { id: 's', name: '服务中心', creditCode: null },
  amountFen: '100000',
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  terms: '',
  milestones: [],
  budgetLines: [{ position: 1, item: '人员', basis: '', amountFen: '100000' }],
})
const more = (amount: bigint, over: Partial<MoreMilestone> = {}): MoreMilestone => ({
  title: '追加服务',
  deliverable: '',
  dueOn: '2026-11-01',
  amount: toFen(amount),
  indicator: '',
  unit: '',
  target: 0,
  ...over,
})
const line = (amount: bigint) => ({ item: '追加人员', basis: '', amount: toFen(amount) })
const facts = { leftFen: 10_000n, lastPosition: 4, today: '2026-06-01' }

describe('a supplement', () => {
  test('may come to the limit to the fen, and no fen further', () => {
    expect(supplementLeft(100_000n, 4_000n, 1_000)).toBe(6_000n)
    expect(supplementLeft(9n, 0n, 1_000)).toBe(0n)
    expect(supplementChanges(content, { milestones: [more(10_000n)], lines: [line(10_000n)] }, facts).ok).toBe(true)
    expect(supplementChanges(content, { milestones: [more(10_001n)], lines: [line(10_001n)] }, facts)).toMatchObject({
      refusal: { code: 'amendment.supplement-above' },
    })
  })
  test('has lines that make its sum', () => {
    const refused = { refusal: { code: 'amendment.supplement-lines' } }
    expect(supplementChanges(content, { milestones: [more(500n)], lines: [] }, facts)).toMatchObject(refused)
    expect(supplementChanges(content, { milestones: [more(500n)], lines: [line(499n)] }, facts)).toMatchObject(refused)
  })
  test('is due from today on', () =>
    expect(
      supplementChanges(content, { milestones: [more(5n, { dueOn: '2026-05-31' })], lines: [line(5n)] }, facts),
    ).toMatchObject({ refusal: { code: 'amendment.day-past' } }))
  test('raises the content by exactly what it says, and follows what there is', () => {
    const drawn = supplementChanges(content, { milestones: [more(500n), more(300n)], lines: [line(800n)] }, facts)
    if (!drawn.ok) throw new Error('drawn')
    const head = { number: 1, kind: 'SUPPLEMENT' as const, reason: '需求增加', previousSha256: 'x' }
    const amended = amendContent(content, drawn.changes, head)
    expect(amended.amountFen).toBe('100800')
    expect(amended.milestones.map(({ position }) => position)).toEqual([5, 6])
    expect(amended.budgetLines.map(({ position, amountFen }) => [position, amountFen])).toEqual([
      [1, '100000'],
      [2, '800'],
    ])
    expect(contractContent.parse(amended)).toEqual(amended)
  })
})
