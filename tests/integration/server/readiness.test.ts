import { expect, test } from 'vitest'
import { createDb } from '#app/services/shared/db.server.ts'
import { readReadiness } from '#app/services/system/readiness.server.ts'
import { useDatabase } from '#tests/support/database.ts'

const t = useDatabase()

test('ready when the database is, at the migrations of the build, with a worker that lives', async () => {
  expect(await readReadiness(t.app, 1, 60_000)).toEqual({
    database: true,
    migrations: true,
    role: true,
    worker: false,
    archive: null,
  })
  await t.app.$executeRaw`INSERT INTO heartbeat (process, at) VALUES ('worker', now())`
  expect(await readReadiness(t.app, 1, 60_000)).toMatchObject({ worker: true })
  expect(await readReadiness(t.app, 100_000, 60_000)).toMatchObject({ database: true, migrations: false })
})

test('a database that is not there, and one that does not answer in time', async () => {
  const none = { database: false, migrations: false, role: false, worker: false, archive: null }
  const gone = createDb('postgresql://nobody@127.0.0.1:1/none', 1)
  expect(await readReadiness(gone, 1, 60_000)).toEqual(none)
  await gone.$disconnect()
  // All its connections wait for a lock.
  const busy = createDb(t.appUrl, 1)
  await t.owner.$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE heartbeat IN ACCESS EXCLUSIVE MODE`
    expect(await readReadiness(busy, 1)).toEqual(none)
  })
  await busy.$disconnect()
})
