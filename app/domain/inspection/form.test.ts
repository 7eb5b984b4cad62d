import { expect, test } from 'vitest'
import { reportForm } from './content.ts'

test('a figure that is wrong is named for what is wrong with it; one left out is none', () => {
  const typed = { version: '1', activities: '', governance: '', problems: '', plan: '' }
  const parsed = reportForm.safeParse({ ...typed, income: 'abc', expense: '', staff: '1.5', volunteers: '' })
  expect(parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`).sort()).toEqual([
    'income form.money',
    'staff form.integer',
  ])
  expect(reportForm.safeParse({ ...typed, income: '', staff: '3' }).data).toMatchObject({ income: undefined, staff: 3 })
})
