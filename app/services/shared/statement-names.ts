/** As many statements as one connection keeps prepared: each takes some tens of kilobytes there. */
const keptMax = 250
/** A statement asked so often will be asked again; one with a list of another length each time never is. */
const oftenEnough = 4
const watchedMax = 4_000

/**
 * Names for the statements that come again and again, so that PostgreSQL plans them once for a connection instead of at every
 * asking: the larger ones take longer to plan than to run. '' for all others: planned, answered and forgotten.
 */
export function statementNames(): (sql: string) => string {
  const names = new Map<string, string>()
  const seen = new Map<string, number>()
  return (sql) => {
    const name = names.get(sql)
    if (name !== undefined) return name
    if (names.size >= keptMax) return ''
    const times = (seen.get(sql) ?? 0) + 1
    if (times < oftenEnough) {
      if (seen.size >= watchedMax) seen.clear()
      seen.set(sql, times)
      return ''
    }
    seen.delete(sql)
    const made = `kept_${String(names.size)}`
    names.set(sql, made)
    return made
  }
}
