import { EventEmitter } from 'node:events'
import { run, type WorkerEvents } from 'graphile-worker'
import { env } from '#app/env.server.ts'
import { publisher } from '#app/http/open-data.server.ts'
import { createFileStore } from '#app/services/shared/create-file-store.server.ts'
import { createDb } from '#app/services/shared/db.server.ts'
import { createKeys } from '#app/services/shared/keys.server.ts'
import { keepHeapLean } from '#app/services/shared/lean-heap.server.ts'
import { log } from '#app/services/shared/log.server.ts'
import { startTracing } from '#app/services/shared/start-tracing.server.ts'
import { keepBeating } from './heartbeat.ts'
import { jobLog } from './job-log.ts'
import { keepTime } from './keep-time.ts'
import { keepUploads } from './keep-uploads.ts'
import { lastingPool } from './lasting-pool.ts'
import { liveAmongWorkers } from './living-workers.ts'
import { createTasks } from './tasks.ts'
import { tracedTasks } from './traced-tasks.ts'

// The one place that talks to the world outside: letters and the search engine, from jobs written by business transactions.
keepHeapLean()
const settings = env()
const tracing = await startTracing(settings.tracing.endpoint, 'worker')
const db = createDb(settings.database.url, 4)
const files = createFileStore(settings.files)
const events: WorkerEvents = new EventEmitter()
const living = await liveAmongWorkers(settings.database.url, events)
const keys = createKeys(settings.secret)
// One listens, the others take and give back.
const pool = lastingPool(settings.database.url, 6)
const runner = await run({
  pgPool: pool,
  concurrency: 4,
  noHandleSignals: true,
  logger: jobLog(log),
  events,
  pollInterval: 2000,
  taskList: tracedTasks(
    createTasks({
      db,
      keys,
      files,
      search: settings.search,
      mail: settings.mail,
      publicUrl: settings.server.publicUrl,
      publisher: publisher(),
    }),
  ),
})
const heart = keepBeating(db)
const time = keepTime({ db, keys, search: settings.search })
const uploads = keepUploads({ db, files, uploads: settings.backup?.uploads })

const stop = async () => {
  heart.stop()
  await time.stop()
  await uploads.stop()
  await runner.stop()
  await pool.end()
  await living.stop()
  await db.$disconnect()
  await tracing.stop()
  process.exit(0)
}
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => void stop())
runner.promise.catch((error: unknown) => {
  log.fatal({ err: error }, 'the worker ended')
  process.exit(1)
})
await heart.first
console.log(JSON.stringify({ worker: 'ready' }))
