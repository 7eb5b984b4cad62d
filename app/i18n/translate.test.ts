import { createInstance } from 'i18next'
import { expect, test } from 'vitest'
import { locales } from './locale.ts'
import { type MessageKey, resources } from './messages.ts'
import { translateDynamic, translator } from './translate.ts'

const keysOf = (texts: object, before = ''): string[] =>
  Object.entries<unknown>({ ...texts }).flatMap(([name, text]) =>
    typeof text === 'object' && text !== null ? keysOf(text, `${before}${name}.`) : [`${before}${name}`],
  )

test('every text says with values what the library makes of it, whatever the values are', async () => {
  const library = createInstance()
  await library.init({ resources, interpolation: { escapeValue: false }, fallbackLng: false, returnNull: false })
  let filled = 0
  for (const locale of locales)
    for (const key of keysOf(resources[locale].translation)) {
      const text = String(library.getResource(locale, 'translation', key))
      const names = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name)
      if (names.length === 0) continue
      filled += 1
      for (const value of ['12', 'a {{b}} $1 & <i>', '']) {
        const values = Object.fromEntries(names.map((name) => [name, `${name}${value}`]))
        expect(translator(locale)(key as MessageKey, values)).toBe(library.t(key, { lng: locale, ...values }))
      }
      // One value too few: as the library has it.
      expect(translator(locale)(key as MessageKey, {})).toBe(library.t(key, { lng: locale }))
    }
  expect(filled).toBeGreaterThan(1000)
})

test('a text with plurals is found by its key, with a count', () => {
  expect(translateDynamic('en', 'call.toast.resumed', { count: 1 })).toContain('1 day.')
  expect(translateDynamic('en', 'call.toast.resumed', { count: 2 })).toContain('2 days.')
  expect(translateDynamic('zh-CN', 'call.toast.resumed', { count: 2 })).toContain('2 天')
  expect(translateDynamic('en', 'call.toast.nothing')).toBeUndefined()
})
