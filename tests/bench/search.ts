import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { readProjectAsk } from '#app/domain/search/ask.ts'
import type { SearchService } from '#search/client.server.ts'
import { createEngine } from '#search/query/ask-engine.server.ts'
import { reindex } from '#search/sync/reindex.server.ts'
import { asAppRole, searchService } from '#tests/support/services.ts'
import { startSiteWith } from '#tests/support/start-site.ts'
import { median } from './median.ts'
import { seedProjects } from './seed-projects.ts'

export type SearchFigures = {
  documents: number
  reindexSeconds: number
  /** Medians, in milliseconds. */
  siteMs: number
  engineMs: number
  ratio: number
}

/** What people look for: words, a sentence, by sound, two words, a filter, everything. */
const queries = [
  'q=养老',
  'q=独居老人助餐',
  'q=课后托管',
  'q=yanglao',
  'q=心理支持&field=HEALTH',
  'q=困境儿童 阅读推广',
  'q=社区花园',
  'q=垃圾分类示范点',
  'q=为独居老人提供助浴和陪诊',
  'q=法律援助&sort=new',
  'q=',
  'field=COMMUNITY',
  'q=就业培训&year=2024',
  'q=数字助老',
  'q=认知症家庭',
  'q=志愿者 能力培训',
  'q=适老化改造&sort=much',
  'q=陪伴计划&page=2',
  'q=互助小组',
  'q=应急演练',
]
const rounds = 15
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

/** Bytes of an answer to one request on a kept connection. @throws Error for any status but 200. */
const ask = (url: string, options: { method?: string; headers?: Record<string, string>; body?: string } = {}) =>
  new Promise<number>((resolve, reject) => {
    const asked = request(url, { agent, method: options.method ?? 'GET', headers: options.headers ?? {} }, (answer) => {
      let bytes = 0
      answer.on('data', (part: Buffer) => (bytes += part.byteLength))
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve(bytes)
        else reject(new Error(`${url} answered ${String(answer.statusCode)}`))
      })
    })
    asked.on('error', reject)
    asked.end(options.body)
  })

const timed = async (work: () => Promise<unknown>) => {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

/** What the site asks the engine for a page: the bodies of its requests, as they went by. */
async function bodiesOf(search: SearchService, query: string): Promise<string[]> {
  const bodies: string[] = []
  const between = createServer((asked, answer) => {
    const parts: Buffer[] = []
    asked.on('data', (part: Buffer) => parts.push(part))
    asked.on('end', () => {
      const body = Buffer.concat(parts)
      bodies.push(body.toString())
      const onward = request(`${search.host}${asked.url ?? ''}`, { method: 'POST', headers: asked.headers }, (came) =>
        came.pipe(answer.writeHead(came.statusCode ?? 500, came.headers)),
      )
      onward.end(body)
    })
  })
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve))
  const { port } = between.address() as AddressInfo
  const engine = createEngine({ ...search, host: `http://127.0.0.1:${String(port)}` })
  await engine.projects(readProjectAsk(new URLSearchParams(query)))
  between.closeAllConnections()
  between.close()
  return bodies
}

/**
 * A page of search results through the site against the same questions put to Meilisearch directly, in turns, on one connection each.
 * `size`: how many funded projects there are, besides the calls they come from.
 */
export async function benchSearch(size: number): Promise<SearchFigures> {
  const stop = await startSiteWith({ PAGE_CACHE_MB: '0' })
  try {
    const { SITE_URL: siteUrl = '', SITE_OWNER_URL: ownerUrl = '' } = process.env
    const owner = new pg.Client({ connectionString: ownerUrl })
    await owner.connect()
    try {
      await seedProjects(owner, size)
    } finally {
      await owner.end()
    }
    const search = searchService()
    const startedAt = performance.now()
    const made = await reindex({
      databaseUrl: asAppRole(ownerUrl),
      meiliHost: search.host,
      meiliApiKey: search.apiKey,
    })
    const reindexSeconds = (performance.now() - startedAt) / 1000

    const asked: { query: string; bodies: string[] }[] = []
    for (const query of queries) asked.push({ query, bodies: await bodiesOf(search, query) })
    const direct = (body: string) =>
      ask(`${search.host}/multi-search`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${search.apiKey}`,
          'Content-Type': 'application/json',
          'Content-Length': String(Buffer.byteLength(body)),
        },
        body,
      })
    const [site, engine]: [number[], number[]] = [[], []]
    for (let round = -2; round < rounds; round += 1)
      for (const { query, bodies } of asked) {
        const inSite = await timed(() => ask(`${siteUrl}/search?${encodeURI(query)}`))
        const inEngine = await timed(async () => {
          for (const body of bodies) await direct(body)
        })
        // The first rounds only warm both.
        if (round < 0) continue
        site.push(inSite)
        engine.push(inEngine)
      }
    const [siteMs, engineMs] = [median(site), median(engine)]
    return { documents: made.projects + made.organizations, reindexSeconds, siteMs, engineMs, ratio: siteMs / engineMs }
  } finally {
    await stop()
  }
}
