import { expect, test } from 'vitest'
import { reachedInAll } from './reached.ts'

test('an indicator of several milestones is summed; another unit is another indicator', () => {
  expect(
    reachedInAll([
      { name: '走访', unit: '户', target: 100, actual: 90 },
      { name: '培训', unit: '场', target: 2, actual: null },
      { name: '走访', unit: '户', target: 50, actual: 80 },
      { name: '走访', unit: '次', target: 10, actual: 10 },
    ]),
  ).toEqual([
    { name: '走访', unit: '户', target: 150, actual: 170 },
    { name: '培训', unit: '场', target: 2, actual: 0 },
    { name: '走访', unit: '次', target: 10, actual: 10 },
  ])
})
