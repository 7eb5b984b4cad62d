import { describe, expect, it } from 'vitest'
import { toDay } from '../shared/day.ts'
import { planTemplates, rowsOfTemplate } from './plan-templates.ts'
import { sumOf } from './sum-of.ts'

describe('common shares', () => {
  it('are whole, in order, and end with the service', () => {
    for (const template of planTemplates) {
      const rows = rowsOfTemplate(template, toDay('2026-05-01'), toDay('2026-12-31'))
      expect(sumOf(rows.map(({ share }) => share))).toBe('100')
      expect(rows.map(({ dueOn }) => dueOn).toSorted()).toEqual(rows.map(({ dueOn }) => dueOn))
      expect(rows.at(-1)?.dueOn).toBe('2026-12-31')
    }
  })

  it('fit a service of a single day', () => {
    const rows = rowsOfTemplate('50-40-10', toDay('2026-05-01'), toDay('2026-05-01'))
    expect(new Set(rows.map(({ dueOn }) => dueOn))).toEqual(new Set(['2026-05-01']))
  })
})

describe('a sum while people type', () => {
  it('is exact and skips what is not a number yet', () => {
    expect(sumOf(['33.33', '33.33', '33.34'])).toBe('100')
    expect(sumOf(['0.1', '0.2', '', 'abc'])).toBe('0.3')
    expect(sumOf([])).toBe('0')
  })
})
