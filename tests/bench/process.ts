import { readFileSync } from 'node:fs'
import pg from 'pg'
import { asAppRole, searchService } from '#tests/support/services.ts'
import { reindex } from '#search/sync/reindex.server.ts'
import { needed } from '#tests/support/needed.ts'
import { startSiteWith, startWeb } from '#tests/support/start-site.ts'
import { loadOf } from './load.ts'
import { median } from './median.ts'
import { seedProjects } from './seed-projects.ts'

export type ProcessFigures = {
  /** From the start of the process to the first ready answer, median of five. */
  coldStartMs: number
  requests: number
  /** Resident, of the web server: before, half way, at the end. */
  rssMb: [before: number, half: number, end: number]
}

const starts = 5
const requestsMin = 100_000
const turnSeconds = 20

/** How long the web server takes to answer first, and what memory it holds while it makes every page anew. */
export async function benchProcess(): Promise<ProcessFigures> {
  const stop = await startSiteWith({ PAGE_CACHE_MB: '0' })
  try {
    const owner = new pg.Client({ connectionString: needed('SITE_OWNER_URL') })
    await owner.connect()
    await seedProjects(owner, 1000)
    await owner.end()
    const search = searchService()
    const env = {
      ...process.env,
      DATABASE_URL: asAppRole(needed('SITE_OWNER_URL')),
      APP_SECRET: needed('SITE_APP_SECRET'),
      DATA_DIR: needed('SITE_DATA_DIR'),
      MEILI_HOST: search.host,
      MEILI_API_KEY: search.apiKey,
      PAGE_CACHE_MB: '0',
    }
    await reindex({ databaseUrl: env.DATABASE_URL, meiliHost: search.host, meiliApiKey: search.apiKey })
    const times: number[] = []
    for (let start = 0; start < starts; start += 1) {
      const startedAt = performance.now()
      const web = await startWeb(env)
      times.push(performance.now() - startedAt)
      await web.stop()
    }
    return { coldStartMs: median(times), ...(await memory(env)) }
  } finally {
    await stop()
  }
}

async function memory(env: NodeJS.ProcessEnv): Promise<Pick<ProcessFigures, 'requests' | 'rssMb'>> {
  const web = await startWeb(env)
  try {
    const before = rssMb(web.pid)
    const after: { requests: number; mb: number }[] = []
    let requests = 0
    for (const address of endlessly(['/projects', '/calls', '/', '/organizations', '/search?q=%E5%85%BB%E8%80%81'])) {
      const { perSecond } = await loadOf(web.address + address, { seconds: turnSeconds })
      requests += perSecond * turnSeconds
      after.push({ requests, mb: rssMb(web.pid) })
      if (requests >= requestsMin) break
    }
    const half = after.find((at) => at.requests >= requests / 2)?.mb ?? before
    return { requests: Math.round(requests), rssMb: [before, half, rssMb(web.pid)] }
  } finally {
    await web.stop()
  }
}

function* endlessly<T>(things: readonly T[]): Generator<T, never> {
  for (;;) yield* things
}

/** As Linux tells it. */
function rssMb(pid: number): number {
  const [, kb] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8')) ?? []
  return Number(kb) / 1024
}
