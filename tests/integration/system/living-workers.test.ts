import pg from 'pg'
import { expect, test } from 'vitest'
import { addJob } from '#app/services/shared/jobs.server.ts'
import { freeJobsOfTheDead, sayAlive } from '#app/worker/living-workers.ts'
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
