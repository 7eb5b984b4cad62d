interface Node {
  id: string | undefined
  fixed: Map<string, Node>
  open: Node | undefined
}

const node = (): Node => ({ id: undefined, fixed: new Map(), open: undefined })

/**
 * Finds a route by the segments of its path, in time that does not grow with the number of routes. A fixed segment goes
 * before `:any`. Told nothing of what is written otherwise than in the table (another case, an encoded letter): then
 * undefined.
 */
export function pageMatcher(routes: Iterable<{ id: string; path: string }>): (pathname: string) => string | undefined {
  const top = node()
  for (const { id, path } of routes) {
    let at = top
    for (const segment of segmentsOf(path)) {
      if (segment.startsWith(':')) at = at.open ??= node()
      else {
        const next = at.fixed.get(segment) ?? node()
        at.fixed.set(segment, next)
        at = next
      }
    }
    at.id = id
  }
  return (pathname) => find(top, segmentsOf(pathname), 0)
}

const segmentsOf = (path: string): string[] => path.split('/').filter((segment) => segment !== '')

function find(at: Node, segments: readonly string[], from: number): string | undefined {
  const segment = segments[from]
  if (segment === undefined) return at.id
  const fixed = at.fixed.get(segment)
  const found = fixed === undefined ? undefined : find(fixed, segments, from + 1)
  return found ?? (at.open === undefined ? undefined : find(at.open, segments, from + 1))
}
