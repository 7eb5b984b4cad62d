import { expect, test } from 'vitest'
import { addJob } from '#app/services/shared/jobs.server.ts'
import { forgetReplacedJobs } from '#app/services/system/forget-replaced-jobs.server.ts'
import { useDatabase } from '#tests/support/database.ts'

const t = useDatabase()
const add = (key: string) => t.app.$transaction((tx) => addJob(tx, 'make-bundle', {}, key))
const jobs = () => t.owner.$queryRaw<{ key: string | null; attempts: number }[]>`
  SELECT key, attempts::int FROM graphile_worker.jobs ORDER BY key NULLS FIRST`

test('a job that was replaced while it ran and then failed is no job that was given up', async () => {
  await add('replaced')
  await add('given-up')
  await t.owner.$executeRaw`
    UPDATE graphile_worker._private_jobs SET locked_by = 'worker-1', locked_at = now(), attempts = 1 WHERE key = 'replaced'`
  await t.owner.$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE key = 'given-up'`
  await add('replaced')
  await forgetReplacedJobs(t.app)
  // It may still be done.
  expect(await jobs()).toMatchObject([{ key: null }, { key: 'given-up' }, { key: 'replaced', attempts: 0 }])
  await t.owner
    .$executeRaw`UPDATE graphile_worker._private_jobs SET locked_by = NULL, locked_at = NULL WHERE key IS NULL`
  await forgetReplacedJobs(t.app)
  expect(await jobs()).toMatchObject([
    { key: 'given-up', attempts: 20 },
    { key: 'replaced', attempts: 0 },
  ])
})
