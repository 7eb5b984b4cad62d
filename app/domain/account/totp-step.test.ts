import { expect, it } from 'vitest'
import { stepAt, usableStep } from './totp-step.ts'

const now = new Date('2026-11-21T09:00:10Z')

it('takes the code of now, the one before and the one after', () => {
  expect(usableStep(now, 0, null)).toBe(stepAt(now))
  expect(usableStep(now, -1, null)).toBe(stepAt(now) - 1n)
  expect(usableStep(now, 1, null)).toBe(stepAt(now) + 1n)
  expect(usableStep(now, 2, null)).toBeUndefined()
  expect(usableStep(now, null, null)).toBeUndefined()
})

it('takes a code once, and none older than the last', () => {
  expect(usableStep(now, 0, stepAt(now))).toBeUndefined()
  expect(usableStep(now, -1, stepAt(now))).toBeUndefined()
  expect(usableStep(now, 1, stepAt(now))).toBe(stepAt(now) + 1n)
})
