import { EventEmitter } from 'node:events'
import { run, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { expect, test } from 'vitest'
import { addJob } from '#app/services/shared/jobs.server.ts'
import { log } from '#app/services/shared/log.server.ts'
import { jobLog } from '#app/worker/job-log.ts'
import { lastingPool } from '#app/worker/lasting-pool.ts'
import { freeJobsOfTheDead, liveAmongWorkers, sayAlive } from '#app/worker/living-workers.ts'
import { useDatabase } from '#tests/support/database.ts'

const t = useDatabase()

const heldBy = async (worker: string, seconds: number, letter?: string) => {
  const [task, payload] =
    letter === undefined ? (['make-bundle', {}] as const) : (['send-message', { id: letter }] as const)
  await t.owner.$transaction((tx) => addJob(tx, task, payload, worker))
  await t.owner.$executeRaw`
    UPDATE graphile_worker._private_jobs SET locked_by = ${worker}, locked_at = now() - make_interval(secs => ${seconds}::int) WHERE key = ${worker}`
}

const connected = async () => {
  const client = new pg.Client({ connectionString: t.appUrl })
  await client.connect()
  return client
}

test('what a dead worker held is free again, its letter too; what the living and the newest hold is theirs', async () => {
  const letter = await t.owner.message.create({
    data: { toAddress: 'a@example.cn', locale: 'ZH_CN', template: 'digest', values: {}, state: 'SENDING' },
  })
  const other = await t.owner.message.create({
    data: { toAddress: 'b@example.cn', locale: 'ZH_CN', template: 'digest', values: {}, state: 'SENDING' },
  })
  await heldBy('worker-dead', 120, letter.id)
  await heldBy('worker-alive', 120, other.id)
  await heldBy('worker-new', 5)
  const [alive, looking] = [await connected(), await connected()]
  await sayAlive(alive, 'worker-alive')
  const held = () => t.owner.$queryRaw<{ by: string }[]>`
    SELECT locked_by AS by FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL ORDER BY 1`
  await freeJobsOfTheDead(looking)
  expect(await held()).toEqual([{ by: 'worker-alive' }, { by: 'worker-new' }])
  const stateOf = async (id: string) => (await t.owner.message.findUniqueOrThrow({ where: { id } })).state
  expect([await stateOf(letter.id), await stateOf(other.id)]).toEqual(['QUEUED', 'SENDING'])
  // Its connection ends with it, however it ends.
  await alive.end()
  await expect
    .poll(async () => {
      await freeJobsOfTheDead(looking)
      return held()
    })
    .toEqual([{ by: 'worker-new' }])
  expect(await stateOf(other.id)).toBe('QUEUED')
  await looking.end()
})

test('a worker whose connection was ended lives on: it takes its locks again, and keeps its jobs', async () => {
  const events = new EventEmitter()
  const living = await liveAmongWorkers(t.appUrl, events)
  events.emit('pool:create', { workerPool: { id: 'worker-lasting' } })
  const looking = await connected()
  const locks = async () => {
    const { rows } = await looking.query<{ pid: number }>(
      `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2
         AND objid::bigint = hashtext('worker-lasting')::bigint & 4294967295
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    )
    return rows.map(({ pid }) => pid)
  }
  await expect.poll(locks).toHaveLength(1)
  const [before] = await locks()
  await looking.query('SELECT pg_terminate_backend($1)', [before])
  await expect.poll(async () => (await locks()).filter((pid) => pid !== before), { timeout: 20_000 }).toHaveLength(1)
  await heldBy('worker-lasting', 120)
  await freeJobsOfTheDead(looking)
  const held = await t.owner.$queryRaw<{ by: string }[]>`
    SELECT locked_by AS by FROM graphile_worker._private_jobs WHERE locked_by = 'worker-lasting'`
  expect(held).toHaveLength(1)
  await living.stop()
  await looking.end()
})

const noJobs = () => t.owner.$executeRaw`DELETE FROM graphile_worker._private_jobs`

/** A running queue whose one task ends when the test says so. */
async function running(url: string, times?: Parameters<typeof liveAmongWorkers>[2]) {
  const events: WorkerEvents = new EventEmitter()
  const pools: string[] = []
  events.on('pool:create', ({ workerPool }) => pools.push(workerPool.id))
  const living = await liveAmongWorkers(url, events, times)
  const pool = lastingPool(url, 4)
  let begun = 0
  let release: () => void = () => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  const runner = await run({
    pgPool: pool,
    concurrency: 1,
    noHandleSignals: true,
    events,
    logger: jobLog(log),
    pollInterval: 200,
    taskList: {
      'make-bundle': async () => {
        begun += 1
        await released
      },
    },
  })
  return {
    pools,
    begun: () => begun,
    finish: () => release(),
    stop: async () => {
      await runner.stop()
      await pool.end()
      await living.stop()
    },
  }
}

test('a job that takes long is left to who has it in hand', async () => {
  await noJobs()
  await t.owner.$transaction((tx) => addJob(tx, 'make-bundle', {}, 'long'))
  const worker = await running(t.appUrl)
  await expect.poll(worker.begun).toBe(1)
  await t.owner
    .$executeRaw`UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '5 minutes' WHERE key = 'long'`
  const looking = await connected()
  await freeJobsOfTheDead(looking)
  const held = await t.owner
    .$queryRaw`SELECT 1 FROM graphile_worker._private_jobs WHERE key = 'long' AND locked_by IS NOT NULL`
  expect(held).toHaveLength(1)
  worker.finish()
  await worker.stop()
  await looking.end()
})

test('a job is done though every connection was ended while it was at work', async () => {
  await noJobs()
  await t.owner.$transaction((tx) => addJob(tx, 'make-bundle', {}, 'through'))
  const worker = await running(t.appUrl)
  await expect.poll(worker.begun).toBe(1)
  const looking = await connected()
  await looking.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()',
  )
  worker.finish()
  await expect
    .poll(() => t.owner.$queryRaw`SELECT 1 FROM graphile_worker._private_jobs WHERE key = 'through'`, {
      timeout: 30_000,
    })
    .toEqual([])
  expect(worker.begun()).toBe(1)
  await worker.stop()
  await looking.end()
})

test('a job that was given to a worker and never came is given back; one in its hands is not', async () => {
  await noJobs()
  await t.owner.$transaction((tx) => addJob(tx, 'make-bundle', {}, 'in-hand'))
  const worker = await running(t.appUrl, { lookEveryMs: 50, graceMs: 100 })
  await expect.poll(worker.begun).toBe(1)
  // As PostgreSQL leaves it where it is killed after the commit and before the answer.
  await t.owner.$transaction(async (tx) => {
    await addJob(tx, 'make-bundle', {}, 'never-came')
    await tx.$executeRaw`
      UPDATE graphile_worker._private_jobs SET locked_by = ${worker.pools[0]}, locked_at = now(), attempts = 1 WHERE key = 'never-came'`
  })
  const held = () => t.owner.$queryRaw<{ key: string }[]>`
    SELECT key FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL ORDER BY key`
  await expect.poll(held).toEqual([{ key: 'in-hand' }])
  worker.finish()
  await expect
    .poll(() => t.owner.$queryRaw`SELECT key FROM graphile_worker._private_jobs`, { timeout: 30_000 })
    .toEqual([])
  expect(worker.begun()).toBe(2)
  await worker.stop()
})
