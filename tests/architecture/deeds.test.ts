import { expect, test } from 'vitest'
import { locales } from '#app/i18n/locale.ts'
import { translateDynamic } from '#app/i18n/translate.ts'
import { deedKeys } from '#app/ui/audit-trail/deed.ts'
import { sources } from './sources.ts'

/** Lines that may name a kind of deed: a fact's type, what is handed to a helper that records, the sides of a choice between two. */
const mayName = /\btype:|\b(record|factOf?|note|tell)\(|^\s*[?:] '/
const name = /'([a-z]+(?:-[a-z]+)*)\.([a-z]+(?:-[a-z]+)*)'/g

test('whatever is recorded has its words on the audit page', () => {
  const types = new Set(
    sources('app/services', 'app/start')
      .flatMap(({ text }) => text.split('\n').filter((line) => mayName.test(line) && !line.includes('refuse(')))
      .flatMap((line) => [...line.matchAll(name)])
      // A code of a refusal, in a choice between two.
      .filter(([, area = '', rest = '']) => translateDynamic('en', `${area}.refusal.${rest}`) === undefined)
      .map(([, area = '', rest = '']) => `${area}.${rest}`),
  )
  expect(types.size).toBeGreaterThan(250)
  for (const locale of locales)
    expect([...types].filter((type) => !deedKeys(type).some((key) => translateDynamic(locale, key)))).toEqual([])
})

test('whatever something is recorded of has its word there', () => {
  const entities = new Set(
    sources('app/services', 'app/start').flatMap(({ text }) =>
      [...text.matchAll(/\bentity: '([a-zA-Z_-]+)'/g)].map(([, entity = '']) => entity),
    ),
  )
  expect(entities.size).toBeGreaterThan(40)
  for (const locale of locales)
    expect([...entities].filter((entity) => !translateDynamic(locale, `audit-trail.thing.${entity}`))).toEqual([])
})
