import { expect, test } from 'vitest'
import { isSegment, runFrom, segmentAfter, segmentHead } from './wal.ts'

const mega = 1024 * 1024

test.each([
  ['000000010000000000000001', 16 * mega, '000000010000000000000002'],
  ['0000000100000000000000FE', 16 * mega, '0000000100000000000000FF'],
  ['0000000100000000000000FF', 16 * mega, '000000010000000100000000'],
  ['00000002000000FF000000FF', 16 * mega, '000000020000010000000000'],
  ['000000010000000000000FFF', mega, '000000010000000100000000'],
])('after %s of %i bytes comes %s', (name, bytes, next) => {
  expect(segmentAfter(name, bytes)).toBe(next)
})

const names = (...lasts: number[]) => lasts.map((last) => `0000000100000000${last.toString(16).padStart(8, '0')}`)

test('a run goes on as long as nothing is missing, whatever lies beside it', () => {
  const others = ['00000001.history', '000000010000000000000003.00000028.backup', '000000020000000000000005']
  expect(runFrom(names(3)[0] ?? '', [...names(5, 2, 4, 3), ...others], 16 * mega)).toEqual({
    segments: names(3, 4, 5),
    gap: undefined,
  })
})

test('a gap is the first that is missing while a later one is there', () => {
  expect(runFrom(names(3)[0] ?? '', names(3, 4, 6, 7), 16 * mega)).toEqual({ segments: names(3, 4), gap: names(5)[0] })
  expect(runFrom(names(3)[0] ?? '', names(4), 16 * mega)).toEqual({ segments: [], gap: names(3)[0] })
  expect(runFrom(names(3)[0] ?? '', [], 16 * mega)).toEqual({ segments: [], gap: undefined })
})

test('a segment says of itself whose it is and which', () => {
  const bytes = Buffer.alloc(8192)
  bytes.writeUInt16LE(0xd118, 0)
  bytes.writeUInt16LE(0x2, 2)
  bytes.writeUInt32LE(1, 4)
  bytes.writeBigUInt64LE(0x1_ff00_0000n, 8)
  bytes.writeBigUInt64LE(7_571_234_567_890_123_456n, 24)
  bytes.writeUInt32LE(16 * mega, 32)
  expect(segmentHead(bytes)).toEqual({
    systemIdentifier: '7571234567890123456',
    name: '0000000100000001000000FF',
  })
  expect(segmentHead(Buffer.alloc(8192))).toBeUndefined()
  expect(segmentHead(Buffer.alloc(0))).toBeUndefined()
})

test('only whole log files are segments', () => {
  expect(isSegment('0000000100000001000000FF')).toBe(true)
  for (const name of ['00000002.history', '000000010000000000000003.00000028.backup', '.0000000100000001000000FF.12'])
    expect(isSegment(name)).toBe(false)
})
