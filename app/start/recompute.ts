import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { computeResults } from '#app/domain/scoring/compute-results.ts'
import { readDecisionRecord } from '#app/domain/scoring/read-record.ts'

// `npm run --silent recompute -- FILE` (FILE may be `-`): prints the decision record with its results computed afresh.
// Exits 0 when they equal those in the file or the file has none, 1 when they differ, 2 when the file is not valid.

/** Path and values of the first place where two JSON values differ; undefined when they are equal. */
function firstDifference(before: unknown, after: unknown, path: string): string | undefined {
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null) {
    return Object.is(before, after)
      ? undefined
      : `${path}: ${JSON.stringify(before)} is ${JSON.stringify(after)} when computed`
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  for (const key of keys) {
    const at = Array.isArray(before) ? `${path}[${key}]` : `${path}.${key}`
    const difference = firstDifference(
      (before as Record<string, unknown>)[key],
      (after as Record<string, unknown>)[key],
      at,
    )
    if (difference !== undefined) return difference
  }
  return undefined
}

function recompute(file: string | undefined): number {
  if (file === undefined) {
    console.error('A file is needed: npm run --silent recompute -- FILE')
    return 2
  }
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'))
  } catch (error) {
    console.error(`$: ${error instanceof Error ? error.message : String(error)}`)
    return 2
  }
  const read = readDecisionRecord(json)
  if (!read.ok) {
    for (const { path, reason } of read.problems) console.error(`${path}: ${reason}`)
    return 2
  }
  const results = computeResults(read.record, (text) => createHash('sha256').update(text).digest('hex'))
  const stored = (json as { results?: unknown }).results
  console.log(JSON.stringify({ ...(json as object), results }, null, 2))
  if (stored === undefined || stored === null) return 0
  const difference = firstDifference(stored, JSON.parse(JSON.stringify(results)), '$.results')
  if (difference === undefined) return 0
  console.error(difference)
  return 1
}

process.exitCode = recompute(process.argv[2])
