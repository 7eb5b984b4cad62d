import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { anonymous } from '#app/domain/shared/actor.ts'
import { updateProfile } from '#app/services/organization/update-profile.server.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import { createDb } from '#app/services/shared/db.server.ts'
import { createKeys } from '#app/services/shared/keys.server.ts'
import type { Household } from '#app/start/household.ts'
import { type RunningMeilisearch, startMeilisearch } from '#app/start/meilisearch.ts'
import { connect } from '#search/client.server.ts'
import { indexNames } from '#search/indexes.ts'
import { checkIndex } from '#search/sync/check-index.server.ts'
import { reindex } from '#search/sync/reindex.server.ts'
import { median } from '#tests/bench/median.ts'
import { seedProjects } from '#tests/bench/seed-projects.ts'
import { createMemoryFileStore } from '#tests/support/memory-files.ts'
import { asAppRole } from '#tests/support/services.ts'
import { startSiteWith } from '#tests/support/start-site.ts'
import { untilAtRest } from '#tests/support/unsound.ts'
import { testSecret } from '#tests/support/test-secret.ts'

export type OutageFigures = {
  /** From a commit to the document being in the index, one change after another, in milliseconds. */
  searchableMs: { median: number; most: number }
  writes: number
  writesWhileAway: number
  /** From the engine's return to the last job done. */
  caughtUpSeconds: number
  documents: number
  faults: number
}

const projects = 1000
const writes = 500
const away = { from: 100, until: 400 }
const atOnce = 4
const measured = 40
const patienceMs = 300_000

type Editing = { organizationId: string; regionId: string; version: number }

/**
 * Organizations are changed through the site's own service with the site's worker beside it; in the middle the engine is killed and
 * comes back later. At the end every document is made again from the database and held against the index.
 */
export async function searchOutage(dataDir: string, { adopt }: Pick<Household, 'adopt'>): Promise<OutageFigures> {
  let engine = await startMeilisearch(dataDir, { adopt })
  Object.assign(process.env, { TEST_MEILI_HOST: engine.url, TEST_MEILI_API_KEY: engine.adminKey })
  const stopSite = await startSiteWith({})
  const ownerUrl = process.env['SITE_OWNER_URL'] ?? ''
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const db = createDb(asAppRole(ownerUrl), atOnce)
  try {
    await seedProjects(owner, projects)
    const index = { databaseUrl: asAppRole(ownerUrl), meiliHost: engine.url, meiliApiKey: engine.adminKey }
    await reindex(index)
    const edits = await editors(owner)
    const ctx: Omit<Context, 'actor' | 'now'> = {
      db,
      files: createMemoryFileStore(),
      keys: createKeys(testSecret),
      locale: 'zh-CN',
      requestId: 'outage',
      ip: '127.0.0.1',
    }
    let done = 0
    const edit = async () => {
      const next = edits[done % edits.length]
      if (next === undefined) throw new Error('nothing to edit')
      const text = `第 ${String((done += 1))} 次修改`
      const version = next.version++
      const actor = {
        ...anonymous,
        accountId: editorId,
        organizations: [{ organizationId: next.organizationId, role: 'OWNER' as const }],
      }
      const outcome = await updateProfile(
        { ...ctx, actor, now: new Date() },
        next.organizationId,
        profile(next, version, text),
      )
      if (!outcome.ok) throw new Error(`a change was refused: ${outcome.refusal.code}`)
      return { id: next.organizationId, text }
    }
    const until = async (count: number) => {
      // Each organization is changed by one lane only: its version is known.
      while (done < count) await Promise.all(Array.from({ length: Math.min(atOnce, count - done) }, edit))
    }

    const times: number[] = []
    for (let each = 0; each < measured; each += 1) {
      const { id, text } = await edit()
      times.push(await untilIndexed(engine, id, text))
    }
    done = 0
    await until(away.from)
    process.kill(engine.child.pid, 'SIGKILL')
    await engine.stop()
    await until(away.until)
    engine = await startMeilisearch(dataDir, { adopt })
    const backAt = performance.now()
    await until(writes)
    await untilAtRest(owner)
    const caughtUpSeconds = (performance.now() - backAt) / 1000
    const { documents, missing, different, extra } = await checkIndex(index)
    return {
      searchableMs: { median: median(times), most: Math.max(...times) },
      writes,
      writesWhileAway: away.until - away.from,
      caughtUpSeconds,
      documents,
      faults: missing.length + different.length + extra.length,
    }
  } finally {
    await db.$disconnect()
    await owner.end()
    await stopSite()
    await engine.stop()
  }
}

const editorId = '01900000-0000-7000-8000-000000000001'

async function editors(owner: pg.Client): Promise<Editing[]> {
  await owner.query(`INSERT INTO account (id, email, name) VALUES ('${editorId}', 'editor@example.cn', '编辑')`)
  const { rows } = await owner.query<Editing>(
    'SELECT id AS "organizationId", region_id AS "regionId", version FROM organization ORDER BY id',
  )
  return rows
}

const profile = ({ regionId }: Editing, version: number, introduction: string) => ({
  version,
  nameEn: '',
  regionId,
  fields: ['COMMUNITY' as const],
  foundedOn: undefined,
  introduction,
  legalRepresentative: '',
  supervisingUnit: '',
  businessScope: '',
  registeredFen: undefined,
  spaceSqm: undefined,
  venues: '',
  taxStatus: 'UNKNOWN' as const,
  taxExemptUntil: undefined,
  internalRules: [],
  address: '',
  contactName: '联系人',
  contactPhone: '13800000000',
  website: '',
})

/** Milliseconds until the index says it. @throws Error when it does not within patience. */
async function untilIndexed({ url, adminKey }: RunningMeilisearch, id: string, text: string): Promise<number> {
  const index = connect({ host: url, apiKey: adminKey }, 10_000).index<{ id: string; introduction: string }>(
    indexNames().organizations,
  )
  const startedAt = performance.now()
  for (;;) {
    const { introduction } = await index.getDocument(id)
    const ms = performance.now() - startedAt
    if (introduction === text) return ms
    if (ms > patienceMs) throw new Error(`${id} never came into the index`)
    await wait(10)
  }
}
