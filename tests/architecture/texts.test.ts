import { readFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mailTemplates } from '#app/domain/notice/mail-template.ts'
import { lifecycles } from '#app/domain/shared/lifecycles.ts'
import { en } from '#app/i18n/en/index.ts'
import { zhCN } from '#app/i18n/zh-CN/index.ts'
import { sources } from './sources.ts'

type Tree = { readonly [key: string]: string | Tree }
const leaves = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as [string, string]] : leaves(value, `${prefix}${key}.`),
  )

const zh = new Map(leaves(zhCN))
const english = new Map(leaves(en))
const code = sources('app', 'search').filter(({ file }) => !file.startsWith('app/i18n/'))
const everything = code.map(({ text }) => text).join('\n')
const sql = readdirSync('prisma/migrations', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => readFileSync(`prisma/migrations/${entry.name}/migration.sql`, 'utf8'))
  .join('\n')

test('both languages have the same keys', () => {
  expect([...english.keys()].sort()).toEqual([...zh.keys()].sort())
})

test('no text is empty, and no text is left in the other language', () => {
  const emptyOnes = [...zh, ...english].filter(([, text]) => text.trim() === '')
  expect(emptyOnes).toEqual([])
  // Official terms may keep the Chinese beside the English, in brackets; whole sentences may not be Chinese.
  const untranslated = [...english].filter(
    ([key, text]) => /\p{Script=Han}/u.test(text) && !/[A-Za-z]/.test(text) && key !== 'common.nav.otherLanguage',
  )
  expect(untranslated).toEqual([])
})

test('both languages fill the same places', () => {
  const places = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()
  const differing = [...zh].filter(
    ([key, text]) =>
      JSON.stringify([...new Set(places(text))]) !== JSON.stringify([...new Set(places(english.get(key) ?? ''))]),
  )
  expect(differing.map(([key]) => key)).toEqual([])
})

test('every place to be filled is written as one', () => {
  const leftOver = [...zh, ...english].filter(([, text]) => /[{}]/.test(text.replace(/\{\{\w+(, \w+)?\}\}/g, '')))
  expect(leftOver).toEqual([])
})

test('the desk says what is to be done with nothing to fill in but a number', () => {
  const unfilled = [...zh, ...english].filter(
    ([key, text]) => key.startsWith('desk.kind.') && /\{\{(?!count\}\})/.test(text),
  )
  expect(unfilled).toEqual([])
})

/** Every refusal code that can be answered: in the code, and raised by PostgreSQL. */
const refusalCodes = new Set([
  ...[...everything.matchAll(/\brefuse\(\s*'([a-z][a-z.-]*)'/g)].map((match) => match[1] ?? ''),
  ...[...sql.matchAll(/refuse\('([a-z0-9.-]+)'\)/g)].map((match) => match[1] ?? ''),
])
const refusalKey = (refusal: string) => {
  const dot = refusal.indexOf('.')
  return dot < 0 ? `refusal.${refusal}` : `${refusal.slice(0, dot)}.refusal.${refusal.slice(dot + 1)}`
}

test('every refusal has its sentence', () => {
  const silent = [...refusalCodes].filter((refusal) => !zh.has(refusalKey(refusal)))
  expect(silent).toEqual([])
})

test('every state of every lifecycle has its word', () => {
  const words = [...zh.keys()]
  const nameless = lifecycles.flatMap(({ name, states }) =>
    states.filter((state) => !words.some((key) => key.endsWith(`.${state}`))).map((state) => `${name} ${state}`),
  )
  expect(nameless).toEqual([])
})

test('every letter has its words', () => {
  for (const template of mailTemplates) {
    expect(zh.has(`mail.${template}.subject`), template).toBe(true)
    expect(zh.has(`mail.${template}.body`), template).toBe(true)
    expect(zh.has(`admin.template.${template}`), template).toBe(true)
  }
})

test('no text is unused', () => {
  const dynamicPrefixes = [...everything.matchAll(/`([a-zA-Z-]+(?:\.[\w-]+)*)\.\$\{/g)].map(
    (match) => `${match[1] ?? ''}.`,
  )
  const quoted = new Set([...everything.matchAll(/(['"`])([\w.-]+)\1/g)].map((match) => match[2] ?? ''))
  const unused = [...zh.keys()].filter((key) => {
    const base = key.replace(/_(one|other)$/, '')
    if (quoted.has(base)) return false
    if (dynamicPrefixes.some((prefix) => base.startsWith(prefix))) return false
    const refusal = /^(?:([\w-]+)\.)?refusal\.(.+)$/.exec(base)
    if (refusal !== null) {
      const asCode = refusal[1] === undefined ? (refusal[2] ?? '') : `${refusal[1]}.${refusal[2] ?? ''}`
      return !quoted.has(asCode) && !refusalCodes.has(asCode)
    }
    return !base.startsWith('mail.')
  })
  expect(unused).toEqual([])
})
