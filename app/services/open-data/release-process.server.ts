import { z } from 'zod'
import { type Known, releasesAfter } from '#app/domain/open-data/history.ts'
import { mergeRelease } from '#app/domain/open-data/merge.ts'
import type { Branch } from '#app/domain/open-data/tree.ts'
import type { Db, Tx } from '#app/services/shared/db.server.ts'
import { readProcesses } from './read-process.server.ts'

/** The job that `record()` wrote with a change: what may have changed in open data. */
const payload = z.union([
  z.object({ callId: z.uuid() }),
  z.object({ projectId: z.uuid() }),
  z.object({ organizationId: z.uuid() }),
])

/** Writes the releases that lead to what the pages show now. Throws when it cannot; the job is then tried again. */
export async function releaseChanged(db: Db, job: unknown, now: Date): Promise<void> {
  for (const callId of await callsOf(db, payload.parse(job))) await releaseProcess(db, callId, now)
}

async function callsOf(db: Db, changed: z.output<typeof payload>): Promise<string[]> {
  if ('callId' in changed) return [changed.callId]
  if ('projectId' in changed) {
    const project = await db.project.findUnique({ where: { id: changed.projectId }, select: { callId: true } })
    return project === null ? [] : [project.callId]
  }
  // Its name stands in every process it took part in.
  const bids = await db.bid.findMany({
    where: { organizationId: changed.organizationId, bidResults: { some: {} } },
    select: { callId: true },
    distinct: ['callId'],
  })
  return bids.map(({ callId }) => callId)
}

/** How many releases were written: none where nothing public changed. One at a time per process. */
export const releaseProcess = (db: Db, callId: string, now: Date): Promise<number> =>
  db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT 1 AS done FROM pg_advisory_xact_lock(hashtextextended(${`open-data:${callId}`}, 0))`
      const view = (await readProcesses(tx, [callId])).get(callId)
      if (view === undefined) return 0
      const releases = releasesAfter(view, now, await knownOf(tx, callId))
      for (const { releasedAt, tags, content } of releases)
        await tx.$executeRaw`INSERT INTO open_release (call_id, tags, released_at, content)
          VALUES (${callId}::uuid, ${tags}::text[], ${releasedAt}, ${JSON.stringify(content)}::jsonb)`
      return releases.length
    },
    { isolationLevel: 'ReadCommitted', timeout: 60_000, maxWait: 10_000 },
  )

async function knownOf(tx: Tx, callId: string): Promise<Known> {
  const rows = await tx.openRelease.findMany({
    where: { callId },
    orderBy: { number: 'asc' },
    select: { content: true, releasedAt: true },
  })
  return {
    compiled: rows.reduce((known, { content }) => mergeRelease(known, content as Branch), {}),
    releasedAt: rows.at(-1)?.releasedAt ?? null,
  }
}
