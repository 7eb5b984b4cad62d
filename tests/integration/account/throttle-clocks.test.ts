import { expect, test, vi } from 'vitest'
import { countTry } from '#app/services/shared/throttle.server.ts'
import { useDatabase } from '#tests/support/database.ts'

const database = useDatabase()
const once = { name: 'sweep', points: 1, seconds: 60 }

test('a limiter sets no clock of its own: nothing runs on after its client was closed', async () => {
  const timers = vi.spyOn(globalThis, 'setTimeout')
  await countTry(database.app, { ...once, name: 'sweep-quiet' }, 'somebody')
  expect(timers.mock.calls.filter(([, delay]) => delay === 300_000)).toEqual([])
  timers.mockRestore()
})
