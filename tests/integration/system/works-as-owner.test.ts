import { expect, test } from 'vitest'
import { readReadiness } from '#app/services/system/readiness.server.ts'
import { worksAsOwner } from '#app/services/system/works-as-owner.server.ts'
import { useDatabase } from '#tests/support/database.ts'

const t = useDatabase()

test('the role of the site owns nothing; the owner is known as one, and no site of theirs is ready', async () => {
  expect([await worksAsOwner(t.app), await worksAsOwner(t.owner)]).toEqual([false, true])
  const ready = async (db: typeof t.app) => (await readReadiness(db, 0, 60_000)).role
  expect([await ready(t.app), await ready(t.owner)]).toEqual([true, false])
})

test('the role of the site cannot change or take away what the audit says', async () => {
  await expect(t.app.$executeRaw`UPDATE audit_event SET actor_name = 'x'`).rejects.toThrow(/permission denied/)
  await expect(t.app.$executeRaw`DELETE FROM audit_event`).rejects.toThrow(/permission denied/)
  await expect(t.app.$executeRaw`TRUNCATE audit_event`).rejects.toThrow(/permission denied/)
})
