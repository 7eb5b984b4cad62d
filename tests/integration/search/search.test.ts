import { beforeAll, describe, expect, test } from 'vitest'
import { readOrganizationAsk, readProjectAsk } from '#app/domain/search/ask.ts'
import { searchOrganizations } from '#app/services/search/search-organizations.server.ts'
import { searchProjects } from '#app/services/search/search-projects.server.ts'
import type { SearchEngine } from '#search/port.ts'
import { createEngine } from '#search/query/ask-engine.server.ts'
import { createSync } from '#search/sync/consume-outbox.server.ts'
import { isIndexed, reindex } from '#search/sync/reindex.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { searchService } from '#tests/support/services.ts'
import { useIndexes } from './indexed.ts'
import { makeScene, placeCall, placeOrganization, placeProject, type Scene } from './scene.ts'

const t = useDatabase()
const { prefix, engine: server, names } = useIndexes()
let scene: Scene
let engine: SearchEngine
const made: Record<string, string> = {}

const projects = (query: string, by: SearchEngine | undefined = engine) =>
  searchProjects({ db: t.app }, by, readProjectAsk(new URLSearchParams(query)))
const organizations = (query: string, by: SearchEngine | undefined = engine) =>
  searchOrganizations({ db: t.app }, by, readOrganizationAsk(new URLSearchParams(query)))
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
      'deadlineAt',
      'detail',
      'entityId',
      'field',
      'id',
      'kind',
      'names',
      'no',
      'publishedAt',
      'regions',
      'stage',
      'summary',
      'title',
      'words',
    ])
    expect(Object.keys(organization[0] ?? {}).sort()).toEqual([
      'bigrams',
      'creditCode',
      'fields',
      'id',
      'introduction',
      'name',
      'nameEn',
      'regions',
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
  ])('PostgreSQL finds the same: %s', async (query) => {
    const [asked, plain] = [await projects(query), await projects(query, dead)]
    expect(plain.isPlain).toBe(true)
    expect(asked.isPlain).toBe(false)
    expect(plain.rows.map(({ id }) => id).sort()).toEqual(asked.rows.map(({ id }) => id).sort())
    expect(plain.total).toBe(asked.total)
    expect(plain.facets).toEqual(asked.facets)
  })

  test('organizations too, and without an engine at all', async () => {
    const plain = await organizations('q=三丰', refusing)
    expect(plain.isPlain).toBe(true)
    expect(plain.rows.map(({ id }) => id)).toEqual([made['hall']])
    expect(plain.facets).toEqual((await organizations('q=三丰')).facets)
    expect((await searchProjects({ db: t.app }, undefined, readProjectAsk(new URLSearchParams('')))).total).toBe(4)
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
  const { rows, facets } = await projects('q=居家照护&stage=COMPLETED')
  expect(rows).toEqual([])
  expect(facets.stage).toContainEqual({ value: 'COMPLETED', count: 0 })
  expect(facets.stage).toContainEqual({ value: 'CALLING', count: 1 })
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
