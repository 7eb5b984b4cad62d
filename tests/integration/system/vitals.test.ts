import { expect, test } from 'vitest'
import { anonymous } from '#app/domain/shared/actor.ts'
import { maySeeMetrics, metricsText } from '#app/http/metrics.server.ts'
import { addJob } from '#app/services/shared/jobs.server.ts'
import { retryJob } from '#app/services/system/retry-job.server.ts'
import { readVitals } from '#app/services/system/read-vitals.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makePerson } from '#tests/support/scenes.ts'

const t = useDatabase()

const failed = async (key: string) => {
  await t.owner.$transaction((tx) => addJob(tx, 'make-bundle', { isAsked: false }, key))
  await t.owner
    .$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = max_attempts, last_error = 'away' WHERE key = ${key}`
  const [job] = await t.owner.$queryRaw<{ id: string }[]>`SELECT id::text FROM graphile_worker.jobs WHERE key = ${key}`
  return job?.id ?? ''
}

const state = (id: string) => t.owner.$queryRaw<{ attempts: number }[]>`
  SELECT attempts::int FROM graphile_worker.jobs WHERE id = ${id}::bigint`

test('vitals count what waits, what is tried again and what was given up, and a Prometheus reads them', async () => {
  const before = await readVitals(t.app, undefined)
  await failed('vitals')
  await t.owner.$transaction((tx) => addJob(tx, 'sync-index', { kind: 'call', id: 'x' }, 'behind'))
  const after = await readVitals(t.app, '/nowhere')
  expect(after.givenUp).toBe(before.givenUp + 1)
  expect(after.queued).toBe(before.queued + 1)
  expect(after.indexBehindSince).toBeInstanceOf(Date)
  expect(after.backupAt).toBeNull()
  const { text } = await metricsText(after, new Date((after.indexBehindSince?.getTime() ?? 0) + 90_000))
  expect(text).toMatch(new RegExp(`^commonweal_jobs\\{state="given_up"\\} ${String(after.givenUp)}$`, 'm'))
  expect(text).toMatch(/^commonweal_index_behind_seconds 90(\.\d+)?$/m)
  expect(text).not.toMatch(/^commonweal_backup_age_seconds \d/m)
})

test('only who says the token reads them', () => {
  const token = 'sixteen characters'
  expect(maySeeMetrics(`Bearer ${token}`, token)).toBe(true)
  for (const said of [null, '', 'Bearer ', `Basic ${token}`, `Bearer ${token} `])
    expect(maySeeMetrics(said, token)).toBe(false)
})

test('an administrator has a failed job done again, with all its tries; nobody else, and none that never failed', async () => {
  const administrator = { ...(await makePerson(t, '管理员')), isAdministrator: true }
  const ctx = (actor = administrator) => t.contextAt(new Date().toISOString(), actor)
  const id = await failed('again')
  expect(await retryJob(t.contextAt(new Date().toISOString(), anonymous), id)).toMatchObject({ ok: false })
  expect(await state(id)).toEqual([{ attempts: 20 }])
  expect(await retryJob(ctx(), id)).toEqual({ ok: true })
  expect(await state(id)).toEqual([{ attempts: 0 }])
  expect(await t.owner.auditEvent.count({ where: { type: 'job.tried-again' } })).toBe(1)
  for (const gone of [id, '999999'])
    expect(await retryJob(ctx(), gone)).toMatchObject({ ok: false, refusal: { code: 'admin.job-gone' } })
})
