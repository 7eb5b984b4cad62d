import { expect, test } from 'vitest'
import { translateDynamic } from './translate.ts'

test('a text with plurals is found by its key, with a count', () => {
  expect(translateDynamic('en', 'call.toast.resumed', { count: 1 })).toContain('1 day.')
  expect(translateDynamic('en', 'call.toast.resumed', { count: 2 })).toContain('2 days.')
  expect(translateDynamic('zh-CN', 'call.toast.resumed', { count: 2 })).toContain('2 天')
  expect(translateDynamic('en', 'call.toast.nothing')).toBeUndefined()
})
