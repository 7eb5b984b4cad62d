import { expect, test } from 'vitest'
import { wantedLanguage } from './wanted-language.ts'

test('the heavier of our languages is wanted, and none where none is asked for', () => {
  const wanted = [null, '', '*', 'fr', 'en', 'en-GB,zh;q=0.9', 'zh-TW;q=0.8, en;q=0.7', 'en;q=0', 'de, en;q=0.1'].map(
    (header) => wantedLanguage(header),
  )
  expect(wanted).toEqual([undefined, undefined, undefined, undefined, 'en', 'en', 'zh-CN', undefined, 'en'])
})
