import { expect, test, vi } from 'vitest'
import { countTry, sweepThrottles } from '#app/services/shared/throttle.server.ts'
import { useDatabase } from '#tests/support/database.ts'

const database = useDatabase()
const once = { name: 'sweep', points: 1, seconds: 60 }

test('counters whose window is long over are swept, by the site’s own role; those that count stay', async () => {
  for (const who of ['over', 'counts']) expect((await countTry(database.app, once, who)).ok).toBe(true)
  const [over] = await database.owner.rateLimiterFlexible.findMany({ orderBy: { key: 'asc' } })
  const hours = (count: number) => new Date(Date.now() - count * 3_600_000)
  await database.owner.rateLimiterFlexible.update({ where: { key: over?.key ?? '' }, data: { expire: hours(2) } })
  expect(await sweepThrottles(database.app)).toBe(1)
  expect(await database.owner.rateLimiterFlexible.count()).toBe(1)
  expect(await sweepThrottles(database.app)).toBe(0)
})

test('a limiter sets no clock of its own: nothing runs on after its client was closed', async () => {
  const timers = vi.spyOn(globalThis, 'setTimeout')
  await countTry(database.app, { ...once, name: 'sweep-quiet' }, 'somebody')
  expect(timers.mock.calls.filter(([, delay]) => delay === 300_000)).toEqual([])
  timers.mockRestore()
})
