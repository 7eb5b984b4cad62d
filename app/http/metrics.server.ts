import { createHash, timingSafeEqual } from 'node:crypto'
import { Gauge, register, Registry } from 'prom-client'
import type { Vitals } from '#app/services/system/read-vitals.server.ts'

// What a Prometheus reads: of this process, counted where it happens; of the site as a whole, read from the database when asked.

const site = new Registry()
const gauge = (name: string, help: string, labelNames: string[] = []) =>
  new Gauge({ name: `commonweal_${name}`, help, labelNames, registers: [site] })

const databaseBytes = gauge('database_bytes', 'Size of the database')
const jobs = gauge('jobs', 'Jobs by what they wait for', ['state'])
const oldestJob = gauge('oldest_job_seconds', 'How long the job has waited that waits longest; 0 when none waits')
const indexBehind = gauge(
  'index_behind_seconds',
  'How long a change has waited for the search index; 0 when none waits',
)
const letters = gauge('letters', 'Letters an administrator may have to look at', ['state'])
const heartbeat = gauge('worker_heartbeat_seconds', 'How long ago a worker was last heard of')
const backup = gauge(
  'backup_age_seconds',
  'How long ago the newest copy of the database was begun; missing where none is kept',
)

/** The text a Prometheus expects, and its type. */
export async function metricsText(vitals: Vitals, now: Date): Promise<{ text: string; type: string }> {
  const since = (instant: Date | null) =>
    instant === null ? 0 : Math.max(0, (now.getTime() - instant.getTime()) / 1000)
  databaseBytes.set(vitals.databaseBytes)
  jobs.set({ state: 'queued' }, vitals.queued)
  jobs.set({ state: 'retrying' }, vitals.retrying)
  jobs.set({ state: 'given_up' }, vitals.givenUp)
  oldestJob.set(since(vitals.oldestQueuedAt))
  indexBehind.set(since(vitals.indexBehindSince))
  letters.set({ state: 'failed' }, vitals.lettersFailed)
  letters.set({ state: 'kept' }, vitals.lettersKept)
  heartbeat.set(vitals.heartbeatAt === null ? Infinity : since(vitals.heartbeatAt))
  if (vitals.backupAt === null) backup.remove()
  else backup.set(since(vitals.backupAt))
  return { text: `${await register.metrics()}${await site.metrics()}`, type: register.contentType }
}

/** Compared as digests: however long what was said, the time tells nothing. */
export function maySeeMetrics(authorization: string | null, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`))
}
