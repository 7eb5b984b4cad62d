import { expect, test } from 'vitest'
import { inWords, total } from './outcome.ts'
import { countPlaywright, countVitest } from './report-counts.ts'

const good = { isGood: true, output: '' }
const bad = { isGood: false, output: 'why' }
const tests = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 1, testResults: [] }

test('tests are counted, skipped ones apart', () => {
  expect(countVitest(tests, good)).toMatchObject({ passed: 5, failed: 0, skipped: 2 })
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 0 }
  expect(countPlaywright({ stats }, bad)).toMatchObject({ passed: 5, failed: 1, skipped: 0 })
})

test.each([
  ['a run that wrote no report', countVitest(null, bad)],
  ['a run that ended badly though every test passed', countVitest(tests, bad)],
  ['a run in which there was nothing to pass', countVitest({ ...tests, numPassedTests: 0 }, good)],
  [
    'a file that could not be loaded',
    countVitest({ ...tests, testResults: [{ status: 'failed', assertionResults: [] }] }, bad),
  ],
  ['a browser run that wrote no report', countPlaywright(null, good)],
])('%s is one failure', (_name, outcome) => {
  expect(outcome.failed).toBe(1)
})

test('the last line names skipped tests only when there are any', () => {
  expect(
    inWords(
      total([
        { passed: 2, failed: 1, skipped: 0 },
        { passed: 1, failed: 0, skipped: 0 },
      ]),
    ),
  ).toBe('3 passed, 1 failed')
  expect(inWords({ passed: 0, failed: 0, skipped: 3 })).toBe('0 passed, 0 failed, 3 skipped')
})
