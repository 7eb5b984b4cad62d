import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { addDays, toDay } from '../shared/day.ts'
import { moveIntoTerm } from './copy-call.ts'

const term = (startsOn: string, days: number) => ({ startsOn: toDay(startsOn), endsOn: addDays(toDay(startsOn), days) })

it('keeps the place of a milestone in its term', () => {
  const rows = [{ dueOn: toDay('2026-01-01') }, { dueOn: toDay('2026-04-11') }, { dueOn: toDay('2026-07-20') }]
  expect(moveIntoTerm(rows, term('2026-01-01', 200), term('2027-03-01', 100)).map(({ dueOn }) => dueOn)).toEqual([
    '2027-03-01',
    '2027-04-20',
    '2027-06-09',
  ])
})

test('milestones stay inside the new term and in their order', () => {
  const days = fc.integer({ min: 0, max: 800 })
  fc.assert(
    fc.property(days, days, fc.array(days, { maxLength: 8 }), (before, after, offsets) => {
      const from = term('2025-02-03', before)
      const to = term('2027-05-06', after)
      const rows = offsets
        .toSorted((a, b) => a - b)
        .map((offset) => ({ dueOn: addDays(from.startsOn, Math.min(offset, before)) }))
      const moved = moveIntoTerm(rows, from, to).map(({ dueOn }) => dueOn)
      expect(moved).toEqual(moved.toSorted())
      for (const day of moved) expect(day >= to.startsOn && day <= to.endsOn).toBe(true)
    }),
  )
})
