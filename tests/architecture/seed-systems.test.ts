import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { pages } from '#app/route-table.ts'

const source = 'docs/seed-systems.md'

interface Row {
  no: number
  pages: string
  tests: string
}

const rows: Row[] = readFileSync(source, 'utf8')
  .split('\n')
  .flatMap((line) => {
    const row = /^\| A(\d+) +\| [^|]+ \| ([^|]+) \| ([^|]+) \|$/.exec(line)
    return row ? [{ no: Number(row[1]), pages: row[2]?.trim() ?? '', tests: row[3] ?? '' }] : []
  })

const isOutOfScope = (row: Row) => row.pages === 'out of scope'
const inScope = rows.filter((row) => !isOutOfScope(row))

const named = (cell: string) => [...cell.matchAll(/`([^`]+)`(?:: "([^"]+)")?/g)]

describe('the systems of the founding documents', () => {
  test('have each its row, in order', () => {
    expect(rows.map((row) => row.no)).toEqual(Array.from({ length: 95 }, (_, at) => at + 1))
  })

  // What its own list calls optional or no business of this site.
  test('are left out only where their own list says so', () => {
    expect(rows.filter(isOutOfScope).map((row) => row.no)).toEqual([71, 95])
  })

  test('name pages that are there', () => {
    const paths = new Set(pages.map(([path]) => path))
    const missing = inScope.flatMap((row) => {
      const its = named(row.pages).map(([, path = '']) => path)
      return its.length === 0 ? [`A${row.no} names none`] : its.filter((path) => !paths.has(path))
    })
    expect(missing).toEqual([])
  })

  test('name tests that are there, by their words', () => {
    const missing = inScope.flatMap((row) => {
      const its = named(row.tests)
      if (its.length === 0) return [`A${row.no} names none`]
      return its.flatMap(([, file = '', title]) => {
        if (!existsSync(file)) return [`A${row.no}: ${file}`]
        const isThere = title === undefined || readFileSync(file, 'utf8').includes(title)
        return isThere ? [] : [`A${row.no}: ${file}: ${title}`]
      })
    })
    expect(missing).toEqual([])
  })
})
