import { expect, test } from 'vitest'
import { citedPieces } from './document-numbers.ts'

const known = ['财综〔2016〕54号', '财政部令第87号', '政部令第87号']
const linked = (text: string) => {
  const pieces = citedPieces(text, (documentNo) => known.includes(documentNo))
  expect(pieces.map((piece) => piece.text).join('')).toBe(text)
  return pieces.flatMap(({ text: said, documentNo }) => (documentNo === undefined ? [] : [[said, documentNo]]))
}

test.each([
  ['财综〔2016〕54号', [['财综〔2016〕54号', '财综〔2016〕54号']]],
  [
    '根据财综[2016] 54 号和《财政部令第87号》第四十三条',
    [
      ['财综[2016] 54 号', '财综〔2016〕54号'],
      ['财政部令第87号', '财政部令第87号'],
    ],
  ],
  ['按照财综（2016）第54号', [['财综（2016）第54号', '财综〔2016〕54号']]],
  ['闵民〔2026〕1号、综〔2016〕54号、财综〔2017〕54号', []],
  ['', []],
  ['第87号，2016年54号', []],
])('%s', (text, expected) => {
  expect(linked(text)).toEqual(expected)
})
