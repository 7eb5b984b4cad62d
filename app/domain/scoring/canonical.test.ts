import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical.ts'

test('writes every JSON value as the reference implementation of RFC 8785 does', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: 'binary' }), (value) => {
      expect(canonicalJson(value)).toBe(canonicalize(value))
    }),
    { numRuns: 2000 },
  )
})

test('members are sorted by their UTF-16 units, numbers written as ECMAScript does, what is undefined left out', () => {
  expect(
    canonicalJson({ '10': 1, '9': -0, '\u{1F600}': 1e21, '\ufb33': 0.000001, b: undefined, a: ['中', null] }),
  ).toBe('{"10":1,"9":0,"a":["中",null],"\u{1F600}":1e+21,"\ufb33":0.000001}')
})

test('refuses what JSON cannot say, and what says more than its members', () => {
  for (const value of [Number.NaN, Infinity, undefined, 1n, new Date(0), new Map(), [undefined], { at: new Date(0) }])
    expect(() => canonicalJson(value)).toThrow(TypeError)
})
