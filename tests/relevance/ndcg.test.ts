import { expect, test } from 'vitest'
import { type Grade, ndcg } from './ndcg.ts'

const judged = new Map<string, Grade>([
  ['a', 3],
  ['b', 2],
  ['c', 1],
])

// Gains 7, 3, 1; places divide by log2(2) = 1, log2(3) = 1.58496, log2(4) = 2. Ideal: 7 + 1.89279 + 0.5 = 9.39279.
test('the best order is 1, whatever comes after it', () => {
  expect(ndcg(judged, ['a', 'b', 'c'], false)).toBe(1)
  expect(ndcg(judged, ['a', 'b', 'c', 'x', 'y'], false)).toBe(1)
})

test('a worse order is less, by hand', () => {
  // 1 + 3 / 1.58496 + 7 / 2 = 6.39279
  expect(ndcg(judged, ['c', 'b', 'a'], false)).toBeCloseTo(6.39279 / 9.39279, 5)
  // nothing, 7 / 1.58496 = 4.41651
  expect(ndcg(judged, ['x', 'a'], false)).toBeCloseTo(4.41651 / 9.39279, 5)
  expect(ndcg(judged, ['x', 'y'], false)).toBe(0)
  expect(ndcg(judged, [], false)).toBe(0)
})

test('only ten places count, in the answer and in the ideal', () => {
  const many = new Map<string, Grade>(Array.from({ length: 12 }, (_, index) => [`k${index}`, 2]))
  expect(ndcg(many, [...many.keys()], false)).toBe(1)
  const others = Array.from({ length: 10 }, (_, index) => `x${index}`)
  expect(ndcg(judged, [...others, 'a', 'b', 'c'], false)).toBe(0)
})

test('an answer given twice counts once', () => {
  expect(ndcg(new Map([['a', 2]]), ['a', 'a'], false)).toBe(1)
  expect(ndcg(judged, ['a', 'a', 'b', 'c'], false)).toBeLessThan(1)
})

test('where nothing fits, silence or a word of warning is right', () => {
  const none = new Map<string, Grade>()
  expect(ndcg(none, [], false)).toBe(1)
  expect(ndcg(none, ['x'], true)).toBe(1)
  expect(ndcg(none, ['x'], false)).toBe(0)
})
