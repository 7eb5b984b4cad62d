import { describe, expect, test } from 'vitest'
import { type Actor, anonymous } from '../shared/actor.ts'
import { may } from '../shared/policy.ts'
import { type PanelBidFacts, panelBidPolicy, panelPolicy } from './policy.ts'
import { decideEntries, decideScore, plainDecimal } from './score-sheet.ts'

const expert: Actor = { ...anonymous, accountId: 'a', expertId: 'x' }
const facts: PanelBidFacts = {
  bodyId: 'body',
  callState: 'SCORING',
  panelState: 'SCORING',
  seat: { id: 's', state: 'SEATED', isChair: false },
  bidState: 'OPENED',
  declared: 'NONE',
  isOfGroup: true,
  sheetState: undefined,
  allowsDiscussion: true,
  discussion: undefined,
  hasSecond: false,
}

describe('what a judge may see of a bid', () => {
  const cases: [string, Partial<PanelBidFacts>, boolean, boolean][] = [
    ['seated, declared, scoring', {}, true, true],
    ['no seat', { seat: undefined }, false, false],
    ['stepped down', { seat: { id: 's', state: 'RECUSED', isChair: false } }, false, false],
    ['not declared', { declared: undefined }, false, false],
    ['in conflict', { declared: 'KINSHIP' }, false, false],
    ['of another group', { isOfGroup: false }, false, false],
    ['before scoring', { callState: 'OPENED', panelState: 'FORMING' }, false, false],
    ['handed in', { sheetState: 'SUBMITTED' }, true, false],
    ['bid rejected meanwhile', { bidState: 'REJECTED' }, true, false],
    ['panel closed', { callState: 'SCORED', panelState: 'CLOSED' }, true, false],
    ['call ended while scoring', { callState: 'FAILED' }, false, false],
  ]
  test.each(cases)('%s', (_what, change, reads, scores) => {
    const changed = { ...facts, ...change }
    expect(may(panelBidPolicy, 'readBid', expert, changed)).toBe(reads)
    expect(may(panelBidPolicy, 'readOwnSheet', expert, changed)).toBe(reads)
    expect(may(panelBidPolicy, 'score', expert, changed)).toBe(scores)
    expect(decideScore(expert, changed).ok).toBe(scores)
  })
  test('nobody else has a cell: not the buyer, not the administrator', () => {
    const approver: Actor = { ...anonymous, accountId: 'b', bodies: [{ bodyId: 'body', role: 'APPROVER' }] }
    const administrator: Actor = { ...anonymous, accountId: 'c', isAdministrator: true }
    for (const actor of [approver, administrator, anonymous]) {
      expect(may(panelBidPolicy, 'readBid', actor, facts)).toBe(false)
      expect(may(panelPolicy, 'freeze', actor, facts)).toBe(false)
    }
  })
})

test('only the chair closes, and only while scoring', () => {
  const chair: PanelBidFacts = { ...facts, seat: { id: 's', state: 'SEATED', isChair: true } }
  expect(may(panelPolicy, 'freeze', expert, facts)).toBe(false)
  expect(may(panelPolicy, 'freeze', expert, chair)).toBe(true)
  const afterwards: PanelBidFacts = { ...chair, panelState: 'CLOSED', callState: 'SCORED' }
  expect(may(panelPolicy, 'freeze', expert, afterwards)).toBe(false)
})

test('seats are the approver’s, and only between the opening and the freezing', () => {
  const as = (role: 'OFFICER' | 'APPROVER'): Actor => ({
    ...anonymous,
    accountId: 'b',
    bodies: [{ bodyId: 'body', role }],
  })
  const opened: PanelBidFacts = { ...facts, callState: 'OPENED', panelState: undefined, seat: undefined }
  expect(may(panelPolicy, 'seat', as('APPROVER'), opened)).toBe(true)
  expect(may(panelPolicy, 'seat', as('OFFICER'), opened)).toBe(false)
  expect(may(panelPolicy, 'seat', as('APPROVER'), { ...facts, panelState: 'SIGNING' } satisfies PanelBidFacts)).toBe(
    false,
  )
  expect(may(panelPolicy, 'readBoard', as('OFFICER'), facts)).toBe(true)
})

test('marks lie between nothing and the most of their own criterion', () => {
  const criteria = [{ id: 'c1', maxPoints: '30' }]
  const entry = (points: string | null) => [{ criterionId: 'c1', points, reason: '' }]
  expect(decideEntries(criteria, entry('30.00')).ok).toBe(true)
  expect(decideEntries(criteria, entry(null)).ok).toBe(true)
  expect(decideEntries(criteria, entry('30.01'))).toMatchObject({
    refusal: { code: 'score.out-of-range', field: 'scores[0].points', data: { max: '30' } },
  })
  expect(decideEntries([], entry('1'))).toMatchObject({ refusal: { code: 'not-found' } })
})

test.each([
  ['07.50', '7.5'],
  ['10.00', '10'],
  ['0.0', '0'],
  ['100', '100'],
])('%s is written %s', (typed, written) => {
  expect(plainDecimal(typed)).toBe(written)
})
