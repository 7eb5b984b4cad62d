import type { z } from 'zod'

type Path = readonly PropertyKey[]

/** One reason why a file is no decision record: where, as a JSONPath from `$`, and why, in plain English. */
export type RecordProblem = { path: string; reason: string }

/** `['bids', 0, 'scores', 'E-1']` → `$.bids[0].scores["E-1"]`. */
export const jsonPath = (path: Path): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    const name = String(key)
    return /^[A-Za-z_]\w*$/.test(name) ? `${text}.${name}` : `${text}[${JSON.stringify(name)}]`
  }, '$')

export const problem = (path: Path, reason: string): RecordProblem => ({ path: jsonPath(path), reason })

/** An unknown key is named by its own path, not by that of the object it stands in. */
export const problemsOf = (error: z.ZodError): RecordProblem[] =>
  error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => problem([...issue.path, key], 'unknown key'))
      : [problem(issue.path, issue.code === 'custom' ? `must be ${issue.message}` : issue.message)],
  )

/** No record is half as deep; what is much deeper would end the program that reads it. */
const depthMax = 16

/**
 * A key `__proto__` would vanish while the file is read, and with it a score: it is refused wherever it stands. So is what lies deeper than
 * anything in a record.
 */
export function hiddenKeys(value: unknown, path: Path = []): RecordProblem[] {
  if (typeof value !== 'object' || value === null) return []
  if (path.length === depthMax) return [problem(path, 'is nested too deeply')]
  if (Array.isArray(value)) return value.flatMap((item, index) => hiddenKeys(item, [...path, index]))
  return Object.entries(value).flatMap(([key, item]) =>
    key === '__proto__' ? [problem([...path, key], 'unknown key')] : hiddenKeys(item, [...path, key]),
  )
}
