/** What one step of the checks came to. A step without tests of its own counts as one. */
export interface Outcome {
  passed: number
  failed: number
  skipped: number
  /** What it said; shown when something failed. */
  output: string
}

export const onePassed = (output = ''): Outcome => ({ passed: 1, failed: 0, skipped: 0, output })
export const oneFailed = (output: string): Outcome => ({ passed: 0, failed: 1, skipped: 0, output })

type Counts = Pick<Outcome, 'passed' | 'failed' | 'skipped'>

export const inWords = ({ passed, failed, skipped }: Counts) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

export const total = (outcomes: Counts[]): Counts => ({
  passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
  failed: outcomes.reduce((sum, { failed }) => sum + failed, 0),
  skipped: outcomes.reduce((sum, { skipped }) => sum + skipped, 0),
})
