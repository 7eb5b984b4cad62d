import { expect, it } from 'vitest'
import { en } from '#app/i18n/en/index.ts'
import { translateDynamic } from '#app/i18n/translate.ts'
import { cellOf } from './cells.ts'
import { hitFileNames, listNames } from './names.ts'
import { fieldsOf, readListFilter } from './shapes.ts'

const files = [...listNames, ...hitFileNames]

it('every field and code has its words in both languages', () => {
  for (const file of files)
    for (const [name, schema] of fieldsOf(file)) {
      const cell = cellOf(schema)
      const keys = [
        `openList.field.${name}`,
        ...('codes' in cell ? cell.codes.map((code) => `${cell.wordsOf}.${code}`) : []),
      ]
      for (const key of keys)
        for (const locale of ['zh-CN', 'en'] as const)
          expect(translateDynamic(locale, key), `${locale} ${key}`).toBeTruthy()
    }
  const used = new Set(files.flatMap((file) => fieldsOf(file).map(([name]) => name)))
  expect(Object.keys(en.openList.field)).toEqual([...used].toSorted())
})

it('a filter is what the page would narrow by, and nothing it does not know', () => {
  const asked = new URLSearchParams('stage=open&field=HEALTH&region=31&after=x&state=x&q=1')
  expect(readListFilter('calls', asked)).toEqual({ stage: 'open', field: 'HEALTH', region: '31' })
  expect(readListFilter('needs', new URLSearchParams('state=DECLINED&field=health&region=3%27'))).toEqual({})
  expect(readListFilter('funds', asked)).toEqual({})
})
