import { parseEnv } from '#app/env.server.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { createFileStore } from '#app/services/shared/create-file-store.server.ts'
import { createDb, type Db } from '#app/services/shared/db.server.ts'
import { createKeys } from '#app/services/shared/keys.server.ts'
import { tellEverything } from './scenes/all.ts'
import { Timeline } from './timeline.ts'
import { hangzhouRegion, makeWorld } from './world.ts'

type Options = { dataDir: string; appSecret: string; report: (line: string) => void }

/** Tells every story through the services of the site, each act at its own hour by the database's clock. */
export async function tellDemonstration(ownerUrl: string, { dataDir, appSecret, report }: Options): Promise<void> {
  const settings = parseEnv({ ...process.env, DATABASE_URL: ownerUrl, DATA_DIR: dataDir, APP_SECRET: appSecret })
  const db = createDb(hasteful(ownerUrl), 4)
  try {
    const now = new Date()
    const timeline = new Timeline(now)
    const base = {
      db,
      files: createFileStore(settings.files),
      keys: createKeys(settings.secret),
      locale: 'zh-CN' as const,
      requestId: 'demonstration',
      ip: '127.0.0.1',
      tellsClock: true,
    }
    const world = await makeWorld(base, dayOf(now), timeline)
    tellEverything(world, timeline)
    const acts = await timeline.run()
    await tidyOutbox(db)
    await retireTranscribers(db)
    report(`${acts} acts told 已写入 ${acts} 个情节`)
  } finally {
    await db.$disconnect()
  }
}

/** The three experts of the published notice judged there and sit on no other panel. */
const retireTranscribers = (db: Db) =>
  db.expert.updateMany({ where: { region: { code: hangzhouRegion } }, data: { isActive: false } })

/**
 * Three thousand commits need not each wait for the disk: a seed cut short is told again from the start, and the last mark,
 * which another connection sets, is on the disk only after everything before it.
 */
const hasteful = (ownerUrl: string): string =>
  `${ownerUrl}${ownerUrl.includes('?') ? '&' : '?'}options=${encodeURIComponent('-c synchronous_commit=off')}`

const lettersKept = 3
const inboxKept = 30

/**
 * Nobody waits for the letters of a story: the newest of each kind and of each inbox are kept to be read, those of the last days
 * unread, none is sent, nothing is queued. What waits for a digest goes on waiting for the next.
 */
async function tidyOutbox(db: Db): Promise<void> {
  await db.$executeRaw`DELETE FROM message WHERE id NOT IN (
    SELECT id FROM (SELECT id, account_id, row_number() OVER (PARTITION BY template ORDER BY created_at DESC, id DESC) AS place,
      row_number() OVER (PARTITION BY account_id ORDER BY created_at DESC, id DESC) AS inbox_place FROM message) m
    WHERE place <= ${lettersKept} OR (account_id IS NOT NULL AND inbox_place <= ${inboxKept}))`
  await db.$executeRaw`UPDATE message SET state = 'KEPT' WHERE state = 'QUEUED'`
  await db.$executeRaw`UPDATE message SET read_at = created_at + interval '3 hours'
    WHERE account_id IS NOT NULL AND created_at < now() - interval '5 days'`
  await db.$executeRaw`SELECT graphile_worker.complete_jobs(array(SELECT id FROM graphile_worker.jobs))`
}
