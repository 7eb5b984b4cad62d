import type { ToolRun } from '../run-tool.ts'
import { oneFailed, type Outcome } from './outcome.ts'

/** As much of Vitest's JSON report as is counted. */
export interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** As much of Playwright's JSON report as is counted. */
export interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
}

/**
 * A run that ended badly has at least one failure, whatever it counted: an error outside every test, or a report that
 * was never written, must not look like success. Nor must a run in which there was nothing to pass.
 */
const atLeastTheTruth = (counted: Outcome, run: ToolRun): Outcome => {
  const isHonest = counted.failed > 0 || (run.isGood && counted.passed > 0)
  return isHonest ? counted : { ...counted, failed: 1 }
}

export const countVitest = (report: VitestReport | null, run: ToolRun): Outcome => {
  if (!report) return oneFailed(run.output)
  // A file that could not be loaded has no tests to fail.
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length
  const counted = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded,
    skipped: report.numPendingTests + report.numTodoTests,
    output: run.output,
  }
  return atLeastTheTruth(counted, run)
}

export const countPlaywright = (report: PlaywrightReport | null, run: ToolRun): Outcome => {
  if (!report) return oneFailed(run.output)
  const { expected, unexpected, flaky, skipped } = report.stats
  const counted = { passed: expected + flaky, failed: unexpected, skipped, output: run.output }
  return atLeastTheTruth(counted, run)
}
