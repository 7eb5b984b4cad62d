import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sources, withoutComments } from './sources.ts'

test('remix.config.js is really read: vite.config.ts imports it and hands it to Remix', () => {
  const text = readFileSync('vite.config.ts', 'utf8')
  expect(text).toMatch(/import remixConfig from '\.\/remix\.config\.js'/)
  expect(text).toMatch(/remix\(remixConfig\)/)
})

test('the top level is the one that was asked for', () => {
  for (const name of [
    'app',
    'prisma',
    'search',
    'tests',
    'public',
    'package.json',
    'tsconfig.json',
    'remix.config.js',
    'README.md',
  ]) {
    expect(existsSync(name), name).toBe(true)
  }
})

// Units and dates are written by the formatters themselves; everything else a reader sees is in the message files.
// Patterns that recognize words in texts are read by nobody.
const mayHoldHan =
  /^app\/domain\/call\/linter\/patterns\.ts$|^app\/(i18n|start)\/|^app\/domain\/shared\/(money|day)\.ts$|^app\/server\/cross-site-gate\.ts$|^app\/env\.server\.ts$/

test('texts that people read are in app/i18n and nowhere else', () => {
  const strays = sources('app', 'search')
    .filter(({ file }) => !mayHoldHan.test(file) && !file.startsWith('search/'))
    .filter(({ text }) => /\p{Script=Han}/u.test(withoutComments(text).replaceAll('>汇<', '><')))
    .map(({ file }) => file)
  expect(strays).toEqual([])
})

test('rules are pure: what time it is and what chance says come in as arguments', () => {
  const impure = sources('app/domain')
    .filter(({ file }) => !file.endsWith('.test.ts'))
    .filter(({ text }) => /new Date\(\)|\bDate\.now\(|\bMath\.random\(/.test(withoutComments(text)))
    .map(({ file }) => file)
  expect(impure).toEqual([])
})

test('only env.server.ts, the launcher and the tests read the environment', () => {
  const readers = sources('app', 'search')
    .filter(
      ({ file, text }) =>
        !file.startsWith('app/start/') && file !== 'app/env.server.ts' && /process\.env\b/.test(withoutComments(text)),
    )
    .map(({ file }) => file)
  expect(readers).toEqual([])
})

test('the ledger is written by its one door: nothing creates rows of its tables', () => {
  const writers = sources('app', 'search', 'prisma/seed')
    .filter(
      ({ text }) =>
        /\bledger(Account|Entry|Posting)\s*\.\s*(create|update|upsert|delete)/.test(text) ||
        /INSERT INTO ledger_(entry|posting|account)/i.test(text),
    )
    .map(({ file }) => file)
  expect(writers).toEqual([])
})

test('nothing is put on a page as raw HTML', () => {
  const raw = sources('app')
    .filter(({ text }) => /dangerouslySetInnerHTML/.test(text))
    .map(({ file }) => file)
  expect(raw).toEqual([])
})

test('how many rows a statement wants is written into it, so that PostgreSQL keeps its plan', () => {
  const strays = sources('app', 'search')
    .filter(({ text }) => /\b(?:LIMIT|OFFSET) \$\{(?!atMost\()/.test(withoutComments(text)))
    .map(({ file }) => file)
  expect(strays).toEqual([])
})
