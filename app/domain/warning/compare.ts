import { type FoundWarning, type WarningLevel, warningLevels } from './find-warnings.ts'

/** A row that has not ended; closed by a person it is quiet. */
export type KnownWarning = {
  readonly id: string
  readonly code: string
  readonly subject: string
  readonly level: WarningLevel
  readonly isClosed: boolean
}

export type Changes = {
  open: FoundWarning[]
  /** Still so: figures and level of today. */
  keep: { id: string; found: FoundWarning }[]
  end: string[]
}

const keyOf = ({ code, subject }: { code: string; subject: string }) => `${code} ${subject}`
const isGraver = (level: WarningLevel, than: WarningLevel) => warningLevels.indexOf(level) < warningLevels.indexOf(than)

/**
 * What was known against what is found now. A fact that is gone ends its row. One that a person closed stays quiet while it is no graver
 * than it was; graver it ends, and opens anew.
 */
export function compareWarnings(known: readonly KnownWarning[], found: readonly FoundWarning[]): Changes {
  const byKey = new Map(found.map((one) => [keyOf(one), one]))
  const changes: Changes = { open: [], keep: [], end: [] }
  const taken = new Set<string>()
  for (const row of known) {
    const now = byKey.get(keyOf(row))
    if (now === undefined || (row.isClosed && isGraver(now.level, row.level))) {
      changes.end.push(row.id)
      continue
    }
    taken.add(keyOf(row))
    if (!row.isClosed) changes.keep.push({ id: row.id, found: now })
  }
  changes.open = found.filter((one) => !taken.has(keyOf(one)))
  return changes
}
