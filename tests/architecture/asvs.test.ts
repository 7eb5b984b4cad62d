import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const text = readFileSync('docs/asvs.md', 'utf8')
const rows = text
  .split('\n')
  .filter((line) => /^\| \d+\./.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, number = '', what = '', state = '', where = '']) => ({ number, what, state, where }))
const counted = (state: string) => rows.filter((row) => row.state === state).length

/** How many of levels 1 and 2 each chapter has. */
const perChapter = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7]

describe('the checklist of ASVS', () => {
  test('has each requirement once, and says how many are met', () => {
    expect(new Set(rows.map(({ number }) => number)).size).toBe(253)
    expect(perChapter.map((_, at) => rows.filter(({ number }) => number.startsWith(`${at + 1}.`)).length)).toEqual(
      perChapter,
    )
    const [met, other, open] = [counted('met'), counted('does not apply'), counted('**not met**')]
    expect(met + other + open).toBe(253)
    expect(text).toContain(`**${met} met, ${other} do not apply, ${open} not met.**`)
    for (const { number, what, where } of rows) expect(what !== '' && where !== '', number).toBe(true)
  })

  test('names files that are there, and tests by their words', () => {
    for (const { number, where } of rows) {
      const files = [...where.matchAll(/`((?:app|docs|tests|public|search|prisma|\.config)\/[^`]+\.\w+)`/g)].map(
        ([, file = '']) => file,
      )
      for (const file of files) expect(existsSync(file), `${number}: ${file}`).toBe(true)
      const texts = files.map((file) => readFileSync(file, 'utf8'))
      for (const [, words = ''] of where.matchAll(/“([^”]+)”/g))
        expect(
          texts.some((one) => one.includes(words)),
          `${number}: ${words}`,
        ).toBe(true)
    }
  })
})
