import { expect, test } from 'vitest'
import { venture } from '#prisma/rule-books/venture.ts'
import { ruleBookSchema } from '../rule-book/rule-book.ts'
import { calibrationFor, calibrationOf, decideGroups, groupWithPlace, lettersOf, usualCalibration } from './groups.ts'

const book = ruleBookSchema.parse(venture)
const seat = (panelGroup: string, state: 'SEATED' | 'RECUSED' = 'SEATED', kind: 'EXPERT' | 'BUYER' = 'EXPERT') => ({
  panelGroup,
  state,
  kind,
})
const three = (group: string) => [seat(group), seat(group), seat(group)]
const calibration = { ...usualCalibration, dropHigh: 1, dropLow: 1 }
const rules = { book, quorum: 3, calibration }
const whole = { letters: ['A', 'B'], seats: [...three('A'), ...three('B')], bids: ['A', 'A', 'A', 'B', 'B', 'B'] }

test('each group is odd, large enough, and has more bids than are dropped', () => {
  expect(decideGroups(whole, rules)).toEqual({ ok: true })
  const refused: [Partial<typeof whole>, string][] = [
    [{ seats: [...three('A'), seat('B'), seat('B')] }, 'panel.group-too-small'],
    [{ seats: [...three('A'), seat('A'), ...three('B')] }, 'panel.group-even'],
    [{ seats: [...three('A'), ...three('B'), seat('')] }, 'panel.seat-without-group'],
    [{ bids: ['A', 'A', 'A', 'B', 'B', ''] }, 'panel.lot-first'],
    [{ bids: ['A', 'A', 'A', 'B', 'B'] }, 'panel.group-too-few-bids'],
    [
      { seats: [...three('A'), seat('B'), seat('B', 'SEATED', 'BUYER'), seat('B', 'SEATED', 'BUYER')] },
      'panel.too-few-experts',
    ],
  ]
  for (const [change, code] of refused)
    expect(decideGroups({ ...whole, ...change }, rules)).toMatchObject({ refusal: { code } })
  expect(decideGroups({ ...whole, letters: [] }, { ...rules, calibration: null })).toEqual({ ok: true })
  expect(decideGroups(whole, { ...rules, calibration: null })).toMatchObject({
    refusal: { code: 'panel.groups-not-published' },
  })
})

test('where rejections left too few, nothing is dropped; where one group is left, nothing is calibrated', () => {
  expect(calibrationFor(calibration, [3, 4])).toEqual(calibration)
  expect(calibrationFor(calibration, [2, 4])).toEqual({ ...calibration, dropHigh: 0, dropLow: 0 })
  expect(calibrationFor(calibration, [0, 4])).toBeNull()
  expect(calibrationOf(null)).toBeNull()
})

test('letters, and the place that is free', () => {
  expect(lettersOf(1)).toEqual([])
  expect(lettersOf(3)).toEqual(['A', 'B', 'C'])
  expect(groupWithPlace([3, 3], [...three('A'), seat('B'), seat('B'), seat('B', 'RECUSED')])).toBe('B')
  expect(groupWithPlace([3, 3], [...three('A'), ...three('B')])).toBe('')
})
