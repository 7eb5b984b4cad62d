import { expect, test } from 'vitest'
import fc from 'fast-check'
import { writeTree, yuan } from './tree.ts'

const site = { baseUrl: 'https://gyh.example', ocidPrefix: 'ocds-abc123' }

test('amounts are written from whole fen, at any size and with their sign', () => {
  const written = (fen: string) => writeTree({ $fen: fen }, site)
  expect(['0', '5', '-5', '123450', '900719925474099312345', '-00100'].map(written)).toEqual([
    '0.00',
    '0.05',
    '-0.05',
    '1234.50',
    '9007199254740993123.45',
    '-1.00',
  ])
  expect(() => written('1.5')).toThrow(RangeError)
  fc.assert(
    fc.property(fc.bigInt(), (fen) => {
      expect(BigInt(written(fen.toString()).replace('.', ''))).toBe(fen)
    }),
  )
})

test('addresses and process numbers are completed, names without a value are left out', () => {
  const tree = { url: { $path: '/calls/G-1' }, ocid: { $ocid: 'G-1' }, none: undefined, gone: null, value: yuan('100') }
  expect(JSON.parse(writeTree(tree, site))).toEqual({
    url: 'https://gyh.example/calls/G-1',
    ocid: 'ocds-abc123-G-1',
    gone: null,
    value: { amount: 1, currency: 'CNY' },
  })
})
