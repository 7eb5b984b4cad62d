import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { reindex } from '#search/sync/reindex.server.ts'
import { asAppRole, searchService } from '#tests/support/services.ts'
import { startSiteWith, startWeb } from '#tests/support/start-site.ts'
import type { Bare } from './bare.ts'
import { loadFrom } from './lanes.ts'
import { type Load, loadOf, loadsInTurns } from './load.ts'
import { type PageWork, pageWork } from './page-work.ts'
import { seedProjects } from './seed-projects.ts'

export type PageFigures = {
  address: string
  bytes: number
  statements: number
  site: Load
  /** The same statements by the driver alone, as many at once. */
  sql: Load
  /** The same page by Remix, with its data ready. */
  markup: Load
  /** Kept by the site. */
  kept: Load
  /** The same bytes by Node alone. */
  bytesAlone: Load
}

const connections = 8

async function withBare<T>(bare: Bare, work: (url: string) => Promise<T>): Promise<T> {
  const child = fork(fileURLToPath(new URL('bare.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  try {
    const port = await new Promise<number>((resolve, reject) => {
      child.once('message', (said) => resolve(Number(said)))
      child.once('exit', (code) => reject(new Error(`the bare server ended with ${String(code)}`)))
      child.send(bare)
    })
    return await work(`http://127.0.0.1:${String(port)}`)
  } finally {
    child.kill()
  }
}

/** A page's statements, one page after the other on each connection; planned once for each connection, as the site has it. */
async function sqlLoad(url: string, { statements }: PageWork, seconds = 5): Promise<Load> {
  const pool = new pg.Pool({ connectionString: url, max: connections })
  const times: number[] = []
  const until = performance.now() + seconds * 1000
  const one = async () => {
    while (performance.now() < until) {
      const startedAt = performance.now()
      for (const [at, { text, values }] of statements.entries())
        await pool.query({ name: `statement_${String(at)}`, text, values })
      times.push(performance.now() - startedAt)
    }
  }
  try {
    await Promise.all(Array.from({ length: connections }, one))
  } finally {
    await pool.end()
  }
  return loadFrom(times, seconds)
}

async function addresses(owner: pg.Client): Promise<Record<string, string>> {
  const { rows } = await owner.query<{ project: string; call: string; organization: string }>(`
    SELECT (SELECT project_no FROM project ORDER BY created_at DESC, id LIMIT 1) AS project,
      (SELECT call_no FROM public_call ORDER BY published_at DESC, id LIMIT 1) AS call,
      (SELECT organization_id FROM project ORDER BY created_at DESC, id LIMIT 1) AS organization`)
  const [{ project, call, organization } = { project: '', call: '', organization: '' }] = rows
  return {
    calls: '/calls',
    projects: '/projects',
    project: `/projects/${project}`,
    call: `/calls/${call}`,
    organization: `/organizations/${organization}`,
    search: `/search?q=${encodeURIComponent('养老')}`,
  }
}

/**
 * The public pages at `size` projects, uncached and kept, each beside what it is made of. Without the index, which takes far longer to make
 * than the rows, the search is left out.
 */
export async function* benchPages(
  size: number,
  { isIndexed }: { isIndexed: boolean },
): AsyncGenerator<[name: string, figures: PageFigures]> {
  const stop = await startSiteWith({ PAGE_CACHE_MB: '0' })
  try {
    const { SITE_URL: siteUrl = '', SITE_OWNER_URL: ownerUrl = '', SITE_APP_SECRET: secret = '' } = process.env
    const owner = new pg.Client({ connectionString: ownerUrl })
    await owner.connect()
    try {
      await seedProjects(owner, size)
      const search = searchService()
      const databaseUrl = asAppRole(ownerUrl)
      if (isIndexed) await reindex({ databaseUrl, meiliHost: search.host, meiliApiKey: search.apiKey })
      Object.assign(process.env, {
        DATABASE_URL: databaseUrl,
        APP_SECRET: secret,
        MEILI_HOST: search.host,
        MEILI_API_KEY: search.apiKey,
        NODE_ENV: 'production',
      })
      for (const [name, address] of Object.entries(await addresses(owner)))
        if (isIndexed || name !== 'search') yield [name, await onePage(siteUrl, databaseUrl, address)]
    } finally {
      await owner.end()
    }
  } finally {
    await stop()
  }
}

async function onePage(siteUrl: string, databaseUrl: string, address: string): Promise<PageFigures> {
  const work = await pageWork(address)
  const body = await (await fetch(siteUrl + address)).text()
  const keeping = await startWeb({ ...process.env, PAGE_CACHE_MB: '64' })
  try {
    return await withBare({ kind: 'bytes', body }, (bytesUrl) =>
      withBare({ kind: 'markup', views: work.views, now: new Date().toISOString() }, async (markupUrl) => {
        const { site, sql, markup, kept, bytesAlone } = await loadsInTurns({
          site: () => loadOf(siteUrl + address),
          sql: () => sqlLoad(databaseUrl, work),
          markup: () => loadOf(markupUrl + address),
          kept: () => loadOf(keeping.address + address),
          bytesAlone: () => loadOf(bytesUrl + address),
        })
        return {
          address,
          bytes: Buffer.byteLength(body),
          statements: work.statements.length,
          ...{ site, sql, markup, kept, bytesAlone },
        }
      }),
    )
  } finally {
    await keeping.stop()
  }
}
