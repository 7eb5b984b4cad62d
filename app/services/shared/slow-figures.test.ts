import { expect, test } from 'vitest'
import type { Db } from './db.server.ts'
import { slowFigures } from './slow-figures.server.ts'

const minute = 60_000
const start = Date.parse('2026-05-06T01:00:00Z')

/** A sum that takes so long, by a clock of its own; `told` is what it would be told at a minute. */
function summing(tookMs: number) {
  const db = {} as Db
  let clockMs = 0
  let made = 0
  return {
    made: () => made,
    told: (atMs: number) =>
      slowFigures(
        { db, now: new Date(start + atMs) },
        'sum',
        () => {
          made += 1
          clockMs += tookMs
          return Promise.resolve({ sum: made })
        },
        () => clockMs,
      ),
  }
}

test('what is quickly summed is summed for everybody anew, whoever asks at the same time', async () => {
  const quick = summing(1_999)
  expect(await Promise.all([quick.told(0), quick.told(0)])).toEqual([
    { sum: 1, asOf: null },
    { sum: 2, asOf: null },
  ])
  expect(await quick.told(1)).toEqual({ sum: 3, asOf: null })
})

test('what takes long is told again with its hour, fifty times as long as it took, then made once for all who ask', async () => {
  const slow = summing(3_000)
  expect(await slow.told(0)).toEqual({ sum: 1, asOf: null })
  expect(await slow.told(150_000 - 1)).toEqual({ sum: 1, asOf: '2026-05-06T01:00:00.000Z' })
  expect(await Promise.all([slow.told(150_000), slow.told(150_000)])).toEqual([
    { sum: 2, asOf: null },
    { sum: 2, asOf: null },
  ])
})

test('never longer than ten minutes', async () => {
  const slowest = summing(60 * minute)
  await slowest.told(0)
  expect((await slowest.told(10 * minute - 1))?.asOf).not.toBeNull()
  expect((await slowest.told(10 * minute))?.asOf).toBeNull()
})

test('what fails is not kept, and is tried again by the next', async () => {
  const db = {} as Db
  const ask = (make: () => Promise<{ sum: number } | null>) => slowFigures({ db, now: new Date(start) }, 'sum', make)
  await expect(ask(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
  expect(await ask(() => Promise.resolve(null))).toBeNull()
  expect(await ask(() => Promise.resolve({ sum: 7 }))).toEqual({ sum: 7, asOf: null })
})
