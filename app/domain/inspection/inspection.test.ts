import { describe, expect, it } from 'vitest'
import { contentOf, missingParts, supervisionForm } from './content.ts'
import { poorYearsInARow } from './years.ts'

describe('the report of a year', () => {
  it('says what is missing', () => {
    const content = { activities: 'P-1 助餐', incomeFen: '12000000', staff: 3 }
    expect(missingParts(content)).toEqual(['governance', 'expenseFen', 'netAssetsFen'])
    expect(missingParts({ ...content, governance: 'x', expenseFen: '0', netAssetsFen: '0', staff: 0 })).toEqual([])
  })

  it('keeps what was typed and leaves out what was not', () => {
    const typed = {
      activities: 'a',
      governance: '',
      problems: '',
      plan: '',
      income: undefined,
      expense: 5n,
      netAssets: undefined,
      staff: 0,
      volunteers: undefined,
    }
    expect(contentOf(typed as Parameters<typeof contentOf>[0])).toEqual({ activities: 'a', expenseFen: '5', staff: 0 })
  })
})

describe('poor years in a row', () => {
  it.each([
    [[], 0],
    [[{ year: 2025, outcome: 'PASS' }], 0],
    [[{ year: 2025, outcome: 'FAIL' }], 1],
    [
      [
        { year: 2024, outcome: 'MISSED' },
        { year: 2025, outcome: 'FAIL' },
      ],
      2,
    ],
    [
      [
        { year: 2023, outcome: 'MISSED' },
        { year: 2025, outcome: 'FAIL' },
      ],
      1,
    ],
    [
      [
        { year: 2024, outcome: 'BASIC_PASS' },
        { year: 2025, outcome: 'FAIL' },
      ],
      1,
    ],
    [
      [
        { year: 2024, outcome: 'FAIL' },
        { year: 2025, outcome: null },
      ],
      1,
    ],
  ] as const)('%j: %i', (years, count) => {
    expect(poorYearsInARow(years)).toBe(count)
  })
})

it('a case is opened and closed with its document; its end names it', () => {
  const typed = {
    bodyId: crypto.randomUUID(),
    happenedOn: '2026-03-01',
    summary: '现场检查台账。',
    kind: 'VISIT',
    documentNo: '',
  }
  expect(supervisionForm.safeParse(typed).success).toBe(true)
  expect(supervisionForm.safeParse({ ...typed, kind: 'CASE_OPENED' }).success).toBe(false)
  expect(supervisionForm.safeParse({ ...typed, kind: 'CASE_CLOSED', documentNo: '民执〔2026〕1号' }).success).toBe(
    false,
  )
})
