import { describe, expect, test } from 'vitest'
import { sources, withoutComments } from './sources.ts'

const pages = sources('app/ui', 'app/routes', 'app/http', 'public/enhance')

describe('pages bring nothing of their own that runs or colours', () => {
  // The policy of contents allows neither inline scripts nor inline styles, and needs no nonce.
  test.each([
    ['a style of an element', /\bstyle=(\{|"|')|setAttribute\(\s*['"]style/],
    ['an element with styles', /<style\b/],
    ['a script without a source', /<script(?![^>]*\bsrc=)/],
    [
      'markup that nobody escaped',
      /dangerouslySetInnerHTML|\.(innerHTML|outerHTML)\s*=(?!=)|insertAdjacentHTML|document\.write/,
    ],
    ['a handler in the markup', /\son[a-z]+="/],
    ['code out of text', /\beval\(|new Function\(|setTimeout\(\s*['"`]/],
    ['an address that runs', /javascript:/i],
  ])('%s', (_what, pattern) => {
    expect(pages.length).toBeGreaterThan(300)
    expect(pages.filter(({ text }) => pattern.test(withoutComments(text))).map(({ file }) => file)).toEqual([])
  })
})

test('statements of SQL are never put together from text at run time', () => {
  const unsafe = sources('app', 'search').filter(({ text }) =>
    /\$(query|execute)RawUnsafe\b/.test(withoutComments(text)),
  )
  expect(unsafe.map(({ file }) => file)).toEqual([])
})
