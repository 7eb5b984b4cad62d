import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { allotBids, type LotBasis } from './allot.ts'

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const basis = (count: number, ties: LotBasis['ties'] = {}): LotBasis => ({
  callId: 'c',
  publishedOn: '2026-03-02',
  groups: { A: ['E1', 'E2', 'E3'], B: ['E4', 'E5', 'E6'], C: ['E7', 'E8', 'E9'] },
  bids: Array.from({ length: count }, (_, index) => ({ id: `b${index}`, seal: sha256(String(index)) })),
  ties,
})
const sizes = ({ bids }: ReturnType<typeof allotBids>) =>
  ['A', 'B', 'C'].map((letter) => bids.filter(({ group }) => group === letter).length)

test('the same lot twice gives the same groups, whatever order the bids come in', () => {
  const once = allotBids(basis(7), 'n', sha256)
  const again = allotBids({ ...basis(7), bids: basis(7).bids.toReversed() }, 'n', sha256)
  expect(again).toEqual(once)
  expect(allotBids(basis(7), 'm', sha256).bids).not.toEqual(once.bids)
})

test('groups differ by one bid at most', () => {
  for (let count = 3; count <= 20; count += 1) {
    const counts = sizes(allotBids(basis(count), `n${count}`, sha256))
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    expect(counts.reduce((sum, size) => sum + size, 0)).toBe(count)
  }
})

test('a bid goes to a group in which nobody is tied to it, where there is one with room', () => {
  const ties = { b0: { A: 1 }, b1: { A: 1, B: 1 }, b2: { A: 2 } }
  for (let nonce = 0; nonce < 20; nonce += 1) {
    const { bids } = allotBids(basis(6, ties), String(nonce), sha256)
    const groupOf = (id: string) => bids.find(({ bidId }) => bidId === id)?.group
    expect(groupOf('b0')).not.toBe('A')
    expect(groupOf('b1')).toBe('C')
    expect(groupOf('b2')).not.toBe('A')
  }
})

test('where every group is tied the fewest ties decide', () => {
  const { bids } = allotBids(basis(3, { b1: { A: 2, B: 1, C: 2 } }), 'n', sha256)
  expect(bids[0]).toMatchObject({ bidId: 'b1', group: 'B' })
})
