import { describe, expect, it } from 'vitest'
import { bandsOf, bitsApart, likeBits, likenessOf } from './likeness.ts'

describe('likenessOf', () => {
  it('is nothing for one colour, and everything for a slope', () => {
    expect(likenessOf(new Uint8Array(72).fill(90))).toBe(0n)
    expect(likenessOf(Uint8Array.from({ length: 72 }, (_, index) => 200 - (index % 9) * 10))).toBe(-1n)
  })
})

describe('bitsApart', () => {
  it('counts over all 64 bits, the sign too', () => {
    expect(bitsApart(0n, -1n)).toBe(64)
    expect(bitsApart(-1n, -1n)).toBe(0)
    expect(bitsApart(BigInt.asIntN(64, 1n << 63n), 1n)).toBe(2)
  })
})

describe('bandsOf', () => {
  const likeness = BigInt.asIntN(64, 0x9e37_79b9_7f4a_7c15n)
  it('has six numbers that never mean another band', () => {
    const bands = bandsOf(likeness)
    expect(bands).toHaveLength(6)
    expect(bands.map((band) => Math.floor(band / 2_048))).toEqual([0, 1, 2, 3, 4, 5])
  })
  it('has one in common with whatever is five bits away', () => {
    for (let from = 0; from < 59; from += 1) {
      let other = likeness
      for (let step = 0; step < likeBits; step += 1) other ^= 1n << BigInt((from + step * 13) % 64)
      expect(bandsOf(BigInt.asIntN(64, other)).some((band) => bandsOf(likeness).includes(band))).toBe(true)
    }
  })
})
