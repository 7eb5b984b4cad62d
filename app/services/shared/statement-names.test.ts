import { describe, expect, it } from 'vitest'
import { statementNames } from './statement-names.ts'

const asked = (nameOf: (sql: string) => string, sql: string, times: number) =>
  Array.from({ length: times }, () => nameOf(sql)).at(-1)

describe('statement names', () => {
  it('are given to what is asked again and again, one to each', () => {
    const nameOf = statementNames()
    expect(nameOf('SELECT 1')).toBe('')
    const first = asked(nameOf, 'SELECT 1', 5)
    const second = asked(nameOf, 'SELECT 2', 5)
    expect(first).toMatch(/^kept_/)
    expect(second).toMatch(/^kept_/)
    expect(first).not.toBe(second)
    expect(nameOf('SELECT 1')).toBe(first)
  })

  it('are not given to statements that are other ones each time, and never to more than a connection may keep', () => {
    const nameOf = statementNames()
    for (let at = 0; at < 10_000; at += 1) expect(nameOf(`SELECT ${String(at)}`)).toBe('')
    for (let at = 0; at < 1_000; at += 1) asked(nameOf, `SELECT a${String(at)}`, 5)
    expect(asked(nameOf, 'SELECT b', 5)).toBe('')
    expect(nameOf('SELECT a0')).toMatch(/^kept_/)
  })
})
