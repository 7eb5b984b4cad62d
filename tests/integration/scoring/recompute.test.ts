import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { useDatabase } from '#tests/support/database.ts'
import { scoredCall } from '#tests/support/scenes-panel.ts'

const database = useDatabase()

const recompute = (input: string) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'app/start/recompute.ts', '-'], { input, encoding: 'utf8' })

test('a stranger computes a stored record to the same results; a changed one differs, a broken one is refused', async () => {
  const { call } = await scoredCall(database)
  const { record } = await database.owner.result.findFirstOrThrow({ where: { callId: call.id } })
  const text = JSON.stringify(record)

  const same = recompute(text)
  expect([same.status, same.stderr]).toEqual([0, ''])
  expect(JSON.parse(same.stdout)).toEqual(record)

  const changed = recompute(text.replace(/"total":"\d/, '"total":"9'))
  expect(changed.status).toBe(1)
  expect(changed.stderr).toMatch(/^\$\.results\.bids\[\d\]\.total: /)

  const broken = recompute(text.replace('"bids":[', '"extra":1,"bids":['))
  expect(broken.status).toBe(2)
  expect(broken.stderr).toMatch(/^\$/)
})
