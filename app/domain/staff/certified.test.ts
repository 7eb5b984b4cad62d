import { describe, expect, test } from 'vitest'
import { toDay } from '../shared/day.ts'
import { missingCertificates } from './certified.ts'

const rules = { SOCIAL_WORKER: ['ASSISTANT_SOCIAL_WORKER', 'SOCIAL_WORKER'] } as const
const held = (validUntil: string | null) => [
  {
    kind: 'SOCIAL_WORKER' as const,
    issuedOn: toDay('2026-01-10'),
    validUntil: validUntil === null ? null : toDay(validUntil),
  },
]

describe('certificate before post', () => {
  test.each([
    ['2026-01-09', null, false],
    ['2026-01-10', null, true],
    ['2026-06-30', '2026-06-30', true],
    ['2026-07-01', '2026-06-30', false],
  ])('on %s, valid until %s: %s', (on, validUntil, isThere) => {
    const missing = missingCertificates('SOCIAL_WORKER', held(validUntil), rules, toDay(on))
    expect(missing.length === 0).toBe(isThere)
  })
  test('a post without a rule asks for none, and another certificate answers for nothing', () => {
    expect(missingCertificates('OTHER', [], rules, toDay('2026-03-01'))).toEqual([])
    const course = [{ kind: 'TRAINING' as const, issuedOn: toDay('2026-01-01'), validUntil: null }]
    expect(missingCertificates('SOCIAL_WORKER', course, rules, toDay('2026-03-01'))).toEqual(rules.SOCIAL_WORKER)
  })
})
