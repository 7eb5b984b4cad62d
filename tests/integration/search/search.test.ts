import { beforeAll, describe, expect, test } from 'vitest'
import { readOrganizationAsk, readProjectAsk, readSearchAsk } from '#app/domain/search/ask.ts'
import { readHits } from '#app/services/open-data/list/read-hits.server.ts'
import { searchOrganizations } from '#app/services/search/search-organizations.server.ts'
import { readNewestOrganizations } from '#app/services/search/newest-organizations.server.ts'
import { searchProjects } from '#app/services/search/search-projects.server.ts'
import { suggest } from '#app/services/search/suggest.server.ts'
import type { SearchEngine } from '#search/port.ts'
import { createEngine } from '#search/query/ask-engine.server.ts'
import { createSync } from '#search/sync/consume-outbox.server.ts'
import { checkIndex } from '#search/sync/check-index.server.ts'
import { createKeepIndex, lookAtRatings } from '#search/sync/keep-index.server.ts'
import { isIndexed, reindex } from '#search/sync/reindex.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { anonymous } from '#app/domain/shared/actor.ts'
import { searchService } from '#tests/support/services.ts'
import { useIndexes } from './indexed.ts'
import { makeScene, placeCall, placeOrganization, placeProject, placeRating, type Scene } from './scene.ts'

const t = useDatabase()
const { prefix, engine: server, names } = useIndexes()
let scene: Scene
let engine: SearchEngine
const made: Record<string, string> = {}

const asked = () => ({ db: t.app, now: new Date(), actor: anonymous })
const projects = (query: string, by: SearchEngine | undefined = engine) =>
  searchProjects(asked(), by, readProjectAsk(new URLSearchParams(query)))
const organizations = (query: string, by: SearchEngine | undefined = engine) =>
  searchOrganizations(asked(), by, readOrganizationAsk(new URLSearchParams(query)))
const titles = async (query: string) => (await projects(query)).rows.map(({ title }) => title)
const sync = (kind: 'call' | 'project' | 'organization', id: string) =>
  createSync(t.app, searchService(), prefix)({ kind, id })

beforeAll(async () => {
  scene = await makeScene(t.owner)
  made['care'] = await placeCall(scene, {
    title: '江川路街道高龄独居老人居家照护服务',
    summary: '为八十岁以上独居老人提供上门照护和健康监测。',
    field: 'ELDERLY_AND_DISABILITY',
    region: 'jiangchuan',
    budgetFen: 48_600_000n,
    deadlineAt: '2026-12-10T17:00:00+08:00',
  })
  made['legal'] = await placeCall(scene, {
    title: '社区矫正法律援助',
    field: 'LEGAL_AID',
    region: 'xuhui',
    state: 'SCORING',
  })
  made['green'] = (await placeProject(scene, { title: '垃圾分类宣传推广', budgetFen: 5_000_000n })).id
  made['draft'] = await placeCall(scene, { title: '机密草稿养老', state: 'DRAFT' })
  made['submitted'] = await placeCall(scene, { title: '机密送审养老', state: 'SUBMITTED' })
  made['dropped'] = await placeCall(scene, { title: '机密撤销养老', state: 'CANCELLED', isPublished: false })
  made['hall'] = await placeOrganization(scene, {
    name: '闵行区三丰助老服务社',
    nameEn: 'Sanfeng Elderly Care',
    fields: ['ELDERLY_AND_DISABILITY'],
    introduction: '专注失能老人的家庭照护。',
  })
  const counts = await reindex({
    databaseUrl: t.ownerUrl,
    meiliHost: searchService().host,
    meiliApiKey: searchService().apiKey,
    prefix,
  })
  // The call behind the project is there too.
  expect(counts).toEqual({ projects: 4, organizations: 2 })
  engine = createEngine(searchService(), prefix)
})

describe('what is found', () => {
  test('organizations, who came last first, from the index and from PostgreSQL; as a feed, those that answer', async () => {
    const all = await t.owner.organization.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] })
    for (const by of [engine, undefined]) {
      const found = await searchOrganizations(asked(), by, readOrganizationAsk(new URLSearchParams('sort=new')))
      expect(found.rows.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
      const ask = readOrganizationAsk(new URLSearchParams('q=三丰'))
      expect((await readNewestOrganizations(t.app, by, ask)).rows).toEqual([
        expect.objectContaining({ id: made['hall'], name: '闵行区三丰助老服务社', joinedAt: expect.any(Date) as Date }),
      ])
    }
  })
  test('as a file: in the order of the page, what is found and what is not near, from the index and from PostgreSQL', async () => {
    for (const by of [engine, undefined]) {
      const found = (query: string) =>
        readHits(t.app, by, readSearchAsk(new URLSearchParams(query)), 'https://gyh.example')
      const { file, rows } = await found('sort=much')
      expect([file, rows.map(({ title }) => title)]).toEqual([
        'search',
        (await searchProjects(asked(), by, readProjectAsk(new URLSearchParams('sort=much')))).rows.map(
          ({ title }) => title,
        ),
      ])
      expect(rows[0]).toMatchObject({
        kind: 'call',
        title: '江川路街道高龄独居老人居家照护服务',
        step: 'CALLING',
        sum: '486000.00',
        deadlineAt: '2026-12-10T09:00:00.000Z',
      })
      expect(rows.find(({ kind }) => kind === 'project')).toMatchObject({ title: '垃圾分类宣传推广', deadlineAt: null })
      const organizationsFound = await found('of=organizations&q=三丰')
      expect(organizationsFound).toMatchObject({
        file: 'search-organizations',
        rows: [{ id: made['hall'], url: `https://gyh.example/organizations/${made['hall'] ?? ''}` }],
      })
      expect((await found('q=居家照顾服务员')).rows).toEqual([])
    }
  })

  test('by Chinese words, by a word inside a compound, and with the hit marked', async () => {
    const found = await projects('q=居家照护')
    expect(found.rows[0]?.id).toBe(made['care'])
    expect(found.rows[0]?.titlePieces.some((piece) => piece.hit)).toBe(true)
    expect(found.rows[0]?.titlePieces.map((piece) => piece.text).join('')).toBe('江川路街道高龄独居老人居家照护服务')
    expect(await titles('q=垃圾分类')).toContain('垃圾分类宣传推广')
    expect((await organizations('q=三丰')).rows.map(({ name }) => name)).toEqual(['闵行区三丰助老服务社'])
  })

  test('by English words, also with a slip of the finger', async () => {
    expect(await titles('q=elderly+care')).toEqual(['江川路街道高龄独居老人居家照护服务'])
    expect(await titles('q=eldrely')).toEqual(['江川路街道高龄独居老人居家照护服务'])
    expect(await titles('q=legal+aid')).toEqual(['社区矫正法律援助'])
    expect((await organizations('q=sanfeng')).rows).toHaveLength(1)
  })

  test('by another word for the same thing', async () => {
    expect(await titles('q=长者')).toContain('江川路街道高龄独居老人居家照护服务')
  })

  test('a wrong character finds what is near, and says so', async () => {
    const found = await projects('q=垃极分类宣传')
    expect(found.rows[0]?.title).toContain('垃圾分类宣传推广')
    expect((await projects('q=zzzzqqqq')).rows).toEqual([])
  })

  test('by pinyin, by its first letters, and in Traditional characters', async () => {
    for (const q of ['dulaozhaohu', 'gaolingduju', 'gao ling du ju', 'gldj', 'jiangchuanlu'])
      expect((await titles(`q=${q}`))[0], q).toBe(
        q === 'dulaozhaohu' ? undefined : '江川路街道高龄独居老人居家照护服务',
      )
    expect((await titles('q=高齡獨居'))[0]).toBe('江川路街道高龄独居老人居家照护服务')
    expect((await organizations('q=sanfengzhulao')).rows.map(({ id }) => id)).toEqual([made['hall']])
    expect((await organizations('q=sfzl')).rows.map(({ id }) => id)).toEqual([made['hall']])
  })

  test('a character of the same sound finds what was meant, and says so', async () => {
    const found = await projects('q=毒居')
    expect(found.rows.map(({ id }) => id)).toEqual([made['care']])
    expect(found.isNear).toBe(true)
  })

  test('what was written in Traditional characters is found by Simplified ones', async () => {
    const id = await placeCall(scene, { title: '關愛獨居長者計劃', summary: '上門探訪。' })
    await sync('call', id)
    expect(await titles('q=关爱独居')).toContain('關愛獨居長者計劃')
    expect(await titles('q=上门探访')).toContain('關愛獨居長者計劃')
    await t.owner.call.delete({ where: { id } })
    await sync('call', id)
  })

  test('the other kind is glimpsed at with the same words', async () => {
    const found = await projects('q=照护')
    expect(found.others).toEqual({ rows: [{ id: made['hall'], name: '闵行区三丰助老服务社' }], total: 1 })
    expect((await organizations('q=照护')).others).toMatchObject({ rows: [{ id: made['care'] }], total: 1 })
    expect((await projects('q=照护&page=2')).others.rows).toEqual([])
  })

  test('what begins to answer while it is typed', async () => {
    const of = async (q: string) => suggest(asked(), engine, q)
    expect(await of('三丰')).toEqual([{ kind: 'organization', id: made['hall'], name: '闵行区三丰助老服务社' }])
    expect((await of('zhaohu')).map((one) => one.kind)).toContain('call')
    expect((await of('法律'))[0]).toEqual({ kind: 'field', field: 'LEGAL_AID' })
    expect(await of('')).toEqual([])
    expect(JSON.stringify(await of('机密'))).not.toContain('机密')
  })

  test('by number, exactly', async () => {
    const [row] = (await projects('q=居家照护')).rows
    expect(await titles(`q=${row?.no ?? ''}`)).toEqual(['江川路街道高龄独居老人居家照护服务'])
  })
})

describe('filters', () => {
  test('each narrows, and its own choices are counted as if it were not set', async () => {
    const all = await projects('')
    expect(all.total).toBe(4)
    const narrowed = await projects('field=LEGAL_AID')
    expect(narrowed.rows.map(({ id }) => id)).toEqual([made['legal']])
    expect(narrowed.facets.field).toEqual(all.facets.field)
    expect(narrowed.facets.stage).toEqual([{ value: 'REVIEWING', count: 1 }])
    expect((await projects('band=30-50')).rows.map(({ id }) => id)).toEqual([made['care']])
    expect((await projects('stage=ACTIVE')).rows.map(({ id }) => id)).toEqual([made['green']])
  })

  test('a region holds everything below it, and offers the next level', async () => {
    expect((await projects('region=310112001')).total).toBe(1)
    const minhang = await projects('region=310112')
    expect(minhang.total).toBe(3)
    expect(minhang.facets.region.chosen.map(({ zh }) => zh)).toEqual(['上海市', '闵行区'])
    expect(minhang.facets.region.choices).toEqual([
      { code: '310112001', zh: '江川路街道', en: 'Jiangchuan Road', count: 1 },
    ])
    expect((await projects('')).facets.region.choices.map(({ code, count }) => [code, count])).toEqual([
      ['310112', 3],
      ['310104', 1],
    ])
  })

  test('by regime, instrument, year and buyer, each with its counts', async () => {
    for (const filter of ['regime=VENTURE', 'instrument=VENTURE_GRANT', `buyer=${scene.bodyId}`])
      expect((await projects(filter)).total, filter).toBe(4)
    for (const filter of ['regime=PROCUREMENT', 'instrument=POST_PURCHASE', `buyer=${made['care'] ?? ''}`, 'year=2019'])
      expect((await projects(filter)).total, filter).toBe(0)
    const { facets } = await projects('')
    expect(facets.regime).toEqual([{ value: 'VENTURE', count: 4 }])
    expect(facets.instrument).toEqual([{ value: 'VENTURE_GRANT', count: 4 }])
    expect(facets.buyer).toEqual([
      { id: scene.bodyId, zh: '闵行区民政局', en: 'Minhang Civil Affairs Bureau', count: 4 },
    ])
    expect(facets.year).toEqual([{ value: '2026', count: 4 }])
  })

  test('by money, most or least first', async () => {
    const money = async (sort: string) => (await projects(`sort=${sort}`)).rows.map(({ moneyFen }) => Number(moneyFen))
    expect(await money('much')).toEqual([48_600_000, 20_000_000, 5_000_000, 5_000_000])
    expect(await money('little')).toEqual([5_000_000, 5_000_000, 20_000_000, 48_600_000])
  })

  test('organizations by kind and by the grade in force', async () => {
    expect((await organizations('kind=SERVICE_INSTITUTION')).total).toBe(2)
    expect((await organizations('kind=FOUNDATION')).rows).toEqual([])
    expect((await organizations('rating=5')).rows).toEqual([])
    await placeRating(scene, made['hall'] ?? '', 4, 700)
    await sync('organization', made['hall'] ?? '')
    expect((await organizations('rating=4')).rows.map(({ id }) => id)).toEqual([made['hall']])
    expect((await organizations('')).facets.rating).toEqual([{ value: '4', count: 1 }])
  })

  test('by deadline: calls first, soonest first', async () => {
    expect((await projects('sort=deadline')).rows[0]?.id).toBe(made['care'])
  })
})

describe('what must never be found', () => {
  test('no draft, no submitted call, none dropped before it was published', async () => {
    expect(await titles('q=机密')).toEqual([])
    const { results } = await server.index(names.projects).getDocuments({ limit: 100, fields: ['*'] })
    expect(JSON.stringify(results)).not.toContain('机密')
  })

  test('documents hold the keys of the allow-list and nothing else', async () => {
    const [project, organization] = await Promise.all([
      import('#search/documents/call.ts').then(({ callDocuments }) => callDocuments(t.app, [made['care'] ?? ''])),
      import('#search/documents/organization.ts').then(({ organizationDocuments }) =>
        organizationDocuments(t.app, [made['hall'] ?? '']),
      ),
    ])
    expect(Object.keys(project[0] ?? {}).sort()).toEqual([
      'band',
      'bigrams',
      'budgetFen',
      'buyer',
      'deadlineAt',
      'detail',
      'entityId',
      'field',
      'id',
      'initials',
      'instrument',
      'kind',
      'names',
      'no',
      'pinyin',
      'publishedAt',
      'regime',
      'regions',
      'simplified',
      'stage',
      'summary',
      'title',
      'words',
      'year',
    ])
    expect(Object.keys(organization[0] ?? {}).sort()).toEqual([
      'bigrams',
      'creditCode',
      'fields',
      'id',
      'initials',
      'introduction',
      'joinedAt',
      'kind',
      'name',
      'nameEn',
      'pinyin',
      'rating',
      'regions',
      'simplified',
      'words',
    ])
    expect(JSON.stringify(organization)).not.toMatch(/13800000000|张三|秘密路/)
  })

  test('a document that outlives its right to be read shows nothing', async () => {
    const id = await placeCall(scene, { title: '撤回测试项目' })
    await sync('call', id)
    expect(await titles('q=撤回测试')).toEqual(['撤回测试项目'])
    // As if the job had not run yet: the index still has it, PostgreSQL no longer shows it.
    await t.owner.call.update({ where: { id }, data: { state: 'DRAFT', publishedAt: null } })
    expect(await titles('q=撤回测试')).toEqual([])
    await sync('call', id)
    expect((await engine.projects(readProjectAsk(new URLSearchParams('q=撤回测试')))).hits).toEqual([])
  })
})

describe('when the engine is away', () => {
  const refusing: SearchEngine = {
    projects: () => Promise.reject(new Error('away')),
    organizations: () => Promise.reject(new Error('away')),
    suggest: () => Promise.reject(new Error('away')),
  }
  const dead = createEngine({ host: 'http://127.0.0.1:9', apiKey: 'none' })

  test.each([
    'q=垃圾分类',
    'q=legal',
    'q=elderly&region=310112',
    'stage=ACTIVE',
    'band=30-50',
    'region=310112001',
    'q=没有这个',
    'q=法律援助&field=HEALTH',
    'regime=VENTURE&year=2026&sort=much',
    'q=高齡獨居',
  ])('PostgreSQL finds the same: %s', async (query) => {
    const [asked, plain] = [await projects(query), await projects(query, dead)]
    expect(plain.isPlain).toBe(true)
    expect(asked.isPlain).toBe(false)
    expect(plain.rows.map(({ id }) => id).sort()).toEqual(asked.rows.map(({ id }) => id).sort())
    expect(plain.total).toBe(asked.total)
    expect(plain.facets).toEqual(asked.facets)
    expect(plain.looser).toEqual(asked.looser)
    expect(plain.others).toEqual(asked.others)
  })

  test('organizations too, and without an engine at all', async () => {
    const plain = await organizations('q=三丰', refusing)
    expect(plain.isPlain).toBe(true)
    expect(plain.rows.map(({ id }) => id)).toEqual([made['hall']])
    expect(plain.facets).toEqual((await organizations('q=三丰')).facets)
    expect((await searchProjects(asked(), undefined, readProjectAsk(new URLSearchParams('')))).total).toBe(4)
  })

  test('signs that mean something to LIKE mean nothing here', async () => {
    expect((await projects('q=%25', refusing)).total).toBe(0)
    expect((await projects('q=_', refusing)).total).toBe(0)
  })

  test('a job fails while the engine is away, and the next try catches up', async () => {
    const id = await placeCall(scene, { title: '补上的信息无障碍改造' })
    const away = createSync(t.app, { host: 'http://127.0.0.1:9', apiKey: 'none' }, prefix)
    await expect(away({ kind: 'call', id })).rejects.toThrow()
    expect(await titles('q=信息无障碍')).toEqual([])
    await sync('call', id)
    expect(await titles('q=信息无障碍')).toEqual(['补上的信息无障碍改造'])
    await t.owner.call.delete({ where: { id } })
    await sync('call', id)
    expect(await titles('q=信息无障碍')).toEqual([])
  })
})

test('a job makes no index of its own: one thing would pass for all there is', async () => {
  const missing = `${prefix}none_`
  await createSync(t.app, searchService(), missing)({ kind: 'call', id: made['care'] ?? '' })
  const asked = createEngine(searchService(), missing)
  expect((await projects('q=居家照护', asked)).isPlain).toBe(true)
})

test('a filter that leaves nothing can still be taken away', async () => {
  const { rows, facets, looser } = await projects('q=居家照护&stage=COMPLETED')
  expect(rows).toEqual([])
  expect(facets.stage).toContainEqual({ value: 'COMPLETED', count: 0 })
  expect(facets.stage).toContainEqual({ value: 'CALLING', count: 1 })
  expect(looser).toEqual([{ facet: 'stage', total: 1 }])
  expect((await projects('q=居家照护')).looser).toEqual([])
})

test('a rebuild is known as done, keeps jobs out meanwhile, and leaves nothing behind', async () => {
  const service = { meiliHost: searchService().host, meiliApiKey: searchService().apiKey, prefix }
  expect(await isIndexed(service)).toBe(true)
  expect(await isIndexed({ ...service, prefix: `${prefix}none_` })).toBe(false)
  await t.owner.$transaction(async (tx) => {
    const { lockForRebuild } = await import('#search/sync/locks.server.ts')
    await lockForRebuild(tx)
    await expect(sync('call', made['care'] ?? '')).rejects.toThrow('rebuilt')
  })
  await reindex({ ...service, databaseUrl: t.ownerUrl })
  expect((await projects('')).total).toBe(4)
  const { results } = await server.getIndexes({ limit: 1000 })
  expect(results.map(({ uid }) => uid).filter((uid) => uid.startsWith(prefix) && uid.endsWith('_next'))).toEqual([])
})

describe('the index against the database', () => {
  const options = () => ({
    databaseUrl: t.ownerUrl,
    meiliHost: searchService().host,
    meiliApiKey: searchService().apiKey,
    prefix,
  })

  test('equal, document by document; one that is missing, changed or too many is named', async () => {
    expect(await checkIndex(options())).toEqual({ documents: 6, missing: [], different: [], extra: [] })
    const index = server.index<{ id: string; title?: string }>(names.projects)
    const [care, legal] = [`call_${made['care'] ?? ''}`, `call_${made['legal'] ?? ''}`]
    await index.deleteDocument(care).waitTask()
    await index.updateDocuments([{ id: legal, title: '改过的' }]).waitTask()
    await index.addDocuments([{ id: 'call_stranger', title: '多出来的' }]).waitTask()
    expect(await checkIndex(options())).toEqual({
      documents: 6,
      missing: [care],
      different: [legal],
      extra: ['call_stranger'],
    })
    await reindex(options())
    expect(await checkIndex(options())).toMatchObject({ missing: [], different: [], extra: [] })
  })

  test('a rebuild says how far it is', async () => {
    const told: [number, number][] = []
    await reindex({ ...options(), report: (read, all) => told.push([read, all]) })
    const all = told[0]?.[1] ?? 0
    expect(told[0]).toEqual([0, all])
    expect(told.at(-1)).toEqual([all, all])
    expect(all).toBeGreaterThan(0)
  })

  test('a grade that ended yesterday is looked at once on the new day', async () => {
    const id = await placeOrganization(scene, { name: '评估到期的服务社' })
    await placeRating(scene, id, 5, -1)
    await t.owner.$executeRaw`INSERT INTO heartbeat VALUES ('ratings-looked-at', now() - interval '1 day')`
    expect(await lookAtRatings(t.app)).toBe(1)
    expect(await lookAtRatings(t.app)).toBe(0)
    const jobs = await t.owner.$queryRaw<
      { key: string }[]
    >`SELECT key FROM graphile_worker.jobs WHERE key = ${`sync-index:organization:${id}`}`
    expect(jobs).toHaveLength(1)
  })

  test('what failed while the engine was away is tried again at once, even what was given up', async () => {
    await t.owner
      .$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = max_attempts, run_at = now() + interval '6 hours'`
    const away = createKeepIndex(t.app, { host: 'http://127.0.0.1:9', apiKey: 'none' })
    await away()
    const late = () =>
      t.owner.$queryRaw<{ n: number }[]>`
        SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE run_at > now() OR attempts >= max_attempts`
    expect((await late())[0]?.n).toBeGreaterThan(0)
    await createKeepIndex(t.app, searchService())()
    expect((await late())[0]?.n).toBe(0)
  })
})
