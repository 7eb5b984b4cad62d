import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hitEnd, hitStart, markWords, splitHits, withoutMarkers } from './highlight.ts'

test('hits are cut out between their markers', () => {
  expect(splitHits(`社区${hitStart}养老${hitEnd}服务`)).toEqual([
    { text: '社区', hit: false },
    { text: '养老', hit: true },
    { text: '服务', hit: false },
  ])
  expect(splitHits('')).toEqual([])
})

test('whatever the markers do, the text is all there and holds no marker', () => {
  const characters = fc.constantFrom('养', 'a', '<', '&', hitStart, hitEnd)
  fc.assert(
    fc.property(fc.array(characters), (parts) => {
      const marked = parts.join('')
      const text = splitHits(marked)
        .map((piece) => piece.text)
        .join('')
      expect(text).toBe(withoutMarkers(marked))
    }),
  )
})

test('words are marked wherever they stand, as plain text and not as patterns', () => {
  expect(markWords('A+B 养老 a+b', ['a+b'])).toEqual([
    { text: 'A+B', hit: true },
    { text: ' 养老 ', hit: false },
    { text: 'a+b', hit: true },
  ])
  expect(markWords('养老', [])).toEqual([{ text: '养老', hit: false }])
})
