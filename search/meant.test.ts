import { expect, test } from 'vitest'
import { asMeant, isNumber, wordsMeant } from './meant.ts'

test.each([
  ['gyh20260012', 'GYH-2026-0012'],
  ['GYH 2026 0012', 'GYH-2026-0012'],
  ['xm-2026-0103', 'XM-2026-0103'],
  ['9131 0112 MJ12 3456 7X', '91310112MJ1234567X'],
  ['關愛獨居', '关爱独居'],
  ['2026 养老', '2026 养老'],
  ['elderly care', 'elderly care'],
])('%s means %s', (q, meant) => {
  expect(asMeant(q)).toBe(meant)
})

test('what is a number and what only looks like one', () => {
  expect(isNumber('GYH-2026-0012')).toBe(true)
  expect(isNumber('养老 2026')).toBe(false)
})

test('fillers ask for nothing', () => {
  expect(wordsMeant('请问哪里有老年食堂')).toEqual(['有老年食堂'])
  expect(wordsMeant('养老 助残，养老')).toEqual(['养老', '助残'])
  expect(wordsMeant('who helps the children')).toEqual(['helps', 'children'])
  expect(wordsMeant('没有这个')).toEqual(['没有这个'])
  expect(wordsMeant('')).toEqual([])
})
