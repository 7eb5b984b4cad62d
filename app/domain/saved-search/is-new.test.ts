import { expect, test } from 'vitest'
import { at } from '../shared/day.ts'
import { isNewTo } from './is-new.ts'

const since = at('2026-03-01T08:00')
const [before, after] = [at('2026-02-01T08:00'), at('2026-03-02T08:00')]

test.each([
  ['published since', undefined, false, after, after, true],
  ['published before', undefined, false, before, before, false],
  ['published before and something happened since', undefined, false, before, after, false],
  ['the same in a search for a stage', 'NOTICED', false, before, after, true],
  ['published before, where all that was there is known', undefined, true, before, before, true],
  ['at the very instant', undefined, false, since, since, false],
] as const)('%s', (_, stage, isWhole, publishedAt, changedAt, isNew) => {
  expect(isNewTo({ stage }, { since, isWhole }, { publishedAt, changedAt })).toBe(isNew)
})
