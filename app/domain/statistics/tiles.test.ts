import { expect, it } from 'vitest'
import { perResident, placeTiles, shadeOf, tiles } from './tiles.ts'

const spots = (at: ReadonlyMap<string, readonly [number, number]>) => [...at.values()].map(([x, y]) => `${x} ${y}`)

it('puts no two places of one parent on one spot, and none beyond a phone’s width', () => {
  const parents = new Map<string, string[]>()
  for (const code of Object.keys(tiles)) {
    // Below a district the code of the parent comes first; Dongguan has no districts.
    const parent = code.length === 9 ? code.slice(0, 6) : code.endsWith('00') ? 'country' : code.slice(0, 4)
    parents.set(parent, [...(parents.get(parent) ?? []), code])
  }
  for (const codes of parents.values()) {
    const { at, columns } = placeTiles(codes)
    expect(new Set(spots(at)).size, codes.join()).toBe(codes.length)
    expect(columns).toBeLessThanOrEqual(5)
  }
})

it('puts places it does not know below the others', () => {
  const { at, rows, columns } = placeTiles(['440308001', '440308003', '440308900', '440308901'])
  expect([at.get('440308900'), at.get('440308901')]).toEqual([
    [0, 1],
    [1, 1],
  ])
  expect([columns, rows]).toEqual([4, 2])
  expect(placeTiles([])).toMatchObject({ rows: 0 })
})

it('is darker the nearer to the most, and white for nothing', () => {
  expect([0n, 1n, 25n, 26n, 75n, 100n].map((value) => shadeOf(value, 100n))).toEqual([0, 1, 1, 2, 3, 4])
})

it('divides by residents where they are known', () => {
  expect(perResident(100_00n, 3)).toBe(33_33n)
  expect(perResident(100_00n, null)).toBeNull()
})
