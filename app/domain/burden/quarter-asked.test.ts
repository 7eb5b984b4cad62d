import { expect, it } from 'vitest'
import { toDay } from '../shared/day.ts'
import { quarterAsked, quartersOfYear, quartersToChoose } from './quarter-asked.ts'

const today = toDay('2026-05-20')

it('offers eight quarters, the newest first', () => {
  const quarters = quartersToChoose(today)
  expect(quarters).toHaveLength(8)
  expect([quarters[0], quarters[1], quarters[2], quarters[7]]).toEqual([
    '2026-04-01',
    '2026-01-01',
    '2025-10-01',
    '2024-07-01',
  ])
})

it.each([
  ['2025-10-01', '2025-10-01'],
  ['2025-10-02', '2026-04-01'],
  ['2026-07-01', '2026-04-01'],
  ['<script>', '2026-04-01'],
  [null, '2026-04-01'],
])('%s asks for %s', (asked, quarterOn) => {
  expect(quarterAsked(asked, today)).toBe(quarterOn)
})

it('a year has the quarters that have begun', () => {
  expect(quartersOfYear(2025, today)).toHaveLength(4)
  expect(quartersOfYear(2026, today)).toEqual(['2026-01-01', '2026-04-01'])
  expect(quartersOfYear(2027, today)).toEqual([])
})
