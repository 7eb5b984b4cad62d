import { expect, test } from 'vitest'
import { locales } from '#app/i18n/locale.ts'
import { translateDynamic } from '#app/i18n/translate.ts'
import { deedKeys } from '#app/ui/audit-trail/deed.ts'
import { sources } from './sources.ts'

test('whatever is recorded has its words on the audit page', () => {
  const types = sources('app/services', 'app/start').flatMap(({ text }) =>
    [...text.matchAll(/\btype: '([a-z-]+\.[a-z-]+)'/g)].map(([, type]) => type ?? ''),
  )
  expect(types.length).toBeGreaterThan(200)
  for (const locale of locales)
    expect([...new Set(types)].filter((type) => !deedKeys(type).some((key) => translateDynamic(locale, key)))).toEqual(
      [],
    )
})
