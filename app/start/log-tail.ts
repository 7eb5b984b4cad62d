import { readFileSync } from 'node:fs'
import type { Child } from './child.ts'

/** What the child has written in this run. */
export const writtenBy = (child: Child) => readFileSync(child.logFile).subarray(child.logStart).toString('utf8')

/** The last thing it said, to stand in a one-line message. */
export const lastLines = (child: Child) => {
  const last = writtenBy(child).trim().split('\n').at(-1)
  return last ? `: ${last.trim()}` : ''
}
