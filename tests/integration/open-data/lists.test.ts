import { buffer } from 'node:stream/consumers'
import { beforeAll, expect, test } from 'vitest'
import { apiLimits, apiPage, apiProblem, apiRow } from '#app/domain/open-data/list/api.ts'
import { type ListFormat, listFormats, type ListName, listNames } from '#app/domain/open-data/list/names.ts'
import { fieldsOf, type ListFilter, listItems, type ListRow } from '#app/domain/open-data/list/shapes.ts'
import { at as instantAt, toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { answerPage, answerRow } from '#app/http/open-list/api-answers.server.ts'
import { openApiOf } from '#app/http/open-list/open-api.ts'
import { listFileResponse, listParts } from '#app/http/open-list/list-file.server.ts'
import { fileRemedy } from '#app/services/award/remedies/file-remedy.server.ts'
import { readPublicCalls } from '#app/services/call/queries/public-calls.server.ts'
import { announceMeeting } from '#app/services/meeting/announce-meeting.server.ts'
import { readListPart, readListRow, streamList } from '#app/services/open-data/list/read-list.server.ts'
import { listPublicProjects } from '#app/services/project/queries/public-projects.server.ts'
import { enterVenue } from '#app/services/venue/keep-venue.server.ts'
import { countRequest } from '#app/services/shared/throttle.server.ts'
import { answerJudge } from '#tests/open-data/open-api.ts'
import { useDatabase } from '#tests/support/database.ts'
import { readCsv } from '#tests/support/read-csv.ts'
import { makeIncubator } from '#tests/support/scenes-incubator.ts'
import { proposedNeed } from '#tests/support/scenes-need.ts'
import { type ProjectStory, runningProject } from '#tests/support/scenes-project.ts'
import { draftedCall, must } from '#tests/support/scenes.ts'
import { unzip } from '#tests/support/read-xlsx.ts'
import { readXlsx } from '#app/services/import/table/read-xlsx.server.ts'

const t = useDatabase()
const now = '2026-05-04T10:00:00+08:00'
const baseUrl = 'https://gyh.example'
/** The demonstration has rows of every list (demonstration.test.ts); this scene has those of these. */
const told = listNames.slice(0, listNames.indexOf('objections') + 1)
const ask = (list: ListName, filter: ListFilter = {}) => ({
  list,
  filter,
  now: new Date(now),
  baseUrl,
})
const whole = async (list: ListName, filter: ListFilter = {}) => {
  const rows: ListRow[] = []
  for await (const part of streamList(t.app, ask(list, filter), 1000)) rows.push(...part)
  return rows
}

const taker = { request: new Request(baseUrl), drained: () => Promise.resolve() }
const fileOf = (list: ListName, format: ListFormat, filter: ListFilter = {}) => {
  const ctx = { ...t.contextAt(now), db: t.app }
  return listFileResponse(ctx, taker, { file: list, format, parts: listParts(ctx, list, filter) })
}

let story: ProjectStory
beforeAll(async () => {
  story = await runningProject(t)
  const { body, officer } = story.bureau
  await draftedCall(t)
  must(
    await fileRemedy(t.contextAt('2026-03-04T10:00:00+08:00', story.winner.owner), {
      callId: story.call.id,
      what: 'OBJECTION',
      stage: 'DOCUMENTS',
      organizationId: story.winner.organization.id,
      subject: '评分标准不明确',
      facts: '第二项评分标准没有写明分档。',
      request: '请求更正征集文件。',
    }),
  )
  await proposedNeed(t, body, officer, toDay('2026-05-01'), { title: '=一键助浴' })
  await makeIncubator(t, story.bureau)
  const place = { bodyId: body.id, regionId: body.regionId }
  must(
    await enterVenue(t.contextAt(now, officer), {
      ...place,
      unit: '区图书馆',
      name: '多功能厅',
      kind: 'HALL',
      address: '名都路 1 号',
      capacity: 120,
      description: '有投影和无障碍通道。',
      fee: toFen(5n),
      fullFee: toFen(30_000n),
      hours: { '3': { opens: '09:00', closes: '17:00' } },
    }),
  )
  must(
    await announceMeeting(t.contextAt(now, officer), {
      ...place,
      kind: 'REPRESENTATIVES',
      title: '居民代表会议',
      agenda: '商议。',
      place: '二楼会议室',
      chair: '王某某',
      startsAt: instantAt('2026-05-18T19:00'),
      subjects: [],
      seats: [{ constituency: 'RESIDENT_REPRESENTATIVES', seats: 40 }],
    }),
  )
})

test('each list has what its page shows, in the fields it promises and no other, and each row by its number', async () => {
  for (const list of told) {
    const rows = await whole(list)
    expect(rows.length, list).toBeGreaterThan(0)
    for (const row of rows) {
      expect(Object.keys(listItems[list].parse(row)), list).toEqual(fieldsOf(list).map(([name]) => name))
      const key = String(Object.values(row)[0])
      expect(await readListRow(t.app, ask(list), key)).toEqual(row)
    }
    expect(await readListRow(t.app, ask(list), '0')).toBeUndefined()
  }
  const [project] = await whole('projects')
  const shown = (await listPublicProjects(t.contextAt(now), {})).rows[0]
  expect(project).toMatchObject({ projectNo: shown?.projectNo, callNo: story.callNo, title: shown?.title })
  expect(project?.['committed']).toBe(`${BigInt(shown?.committedFen ?? '') / 100n}.00`)
  expect(await whole('venues')).toMatchObject([{ fee: '0.05', fullFee: '300.00' }])
  expect(await whole('calls')).toMatchObject([{ callNo: story.callNo, url: `${baseUrl}/calls/${story.callNo}` }])
})

test('a list is narrowed as its page is, and read part by part it is the same', async () => {
  const ctx = t.contextAt(now)
  const [{ field, region }] = (await whole('calls')) as unknown as [{ field: 'HEALTH'; region: string }]
  for (const group of ['open', 'review', 'decided'] as const) {
    const { calls } = await readPublicCalls(ctx, { group, field, region, after: null })
    expect((await whole('calls', { stage: group, field, region })).map((row) => row['callNo'])).toEqual(
      calls.map(({ callNo }) => callNo),
    )
  }
  expect(await whole('projects', { state: 'CLOSED' })).toEqual([])
  expect(await whole('projects', { group: 'OLDER', region })).toEqual([])
  expect(await whole('needs', { state: 'PROPOSED', field: 'OTHER', region: '99' })).toEqual([])
  expect(await whole('meetings', { when: 'past', kind: 'HEARING', region })).toEqual([])
  expect(await whole('meetings', { when: 'coming' })).toHaveLength(1)
  expect(await whole('venues', { region: '99' })).toEqual([])
  expect(await whole('organizations', { call: story.callNo, region: '99', field })).toEqual([])
  const organizations = await whole('organizations')
  const one = []
  let after: string | undefined
  do {
    const part = await readListPart(t.app, ask('organizations'), { after, take: 1 })
    one.push(...part.rows)
    after = part.next
  } while (after !== undefined)
  expect(one).toEqual(organizations)
  expect(organizations.length).toBeGreaterThan(1)
})

test('files are read back: the CSV as the rows, the workbook in words with its codebook; no person is in either', async () => {
  const people = [
    ...(await t.owner.account.findMany({ select: { name: true } })).map(({ name }) => name),
    ...(await t.owner.organization.findMany()).flatMap((row) => [row.legalRepresentative, row.contactName]),
    '王某某',
  ].filter((name) => name !== '')
  expect(people.length).toBeGreaterThan(3)
  for (const list of listNames) {
    const rows = await whole(list)
    const names = fieldsOf(list).map(([name]) => name)
    for (const format of listFormats) {
      const answer = fileOf(list, format)
      expect(answer.headers.get('Link')).toBe('</open-data#lists>; rel="describedby"')
      expect(answer.headers.get('Content-Disposition')).toContain(`${list}-2026-05-04.${format}`)
      const bytes = Buffer.from(await answer.arrayBuffer())
      if (format === 'csv') {
        const text = bytes.toString('utf8')
        for (const name of people) expect(text, name).not.toContain(name)
        const [head, ...lines] = readCsv(text)
        expect(head).toEqual(names)
        expect(lines).toEqual(
          rows.map((row) =>
            names.map((name): unknown => {
              const value = row[name]
              if (value === null || value === undefined) return ''
              const plain = Array.isArray(value) ? value.join(';') : String(value)
              if (name === 'url') return expect.stringContaining(plain.slice(baseUrl.length))
              return plain.startsWith('=') ? `'${plain}` : plain
            }),
          ),
        )
      } else {
        const book = must(await readXlsx(bytes, 1000))
        expect(book.rows).toHaveLength(rows.length + 1)
        expect(unzip(bytes).get('xl/worksheets/sheet2.xml')).toContain('最多 50,000 行')
        expect(JSON.stringify(book.rows)).not.toMatch(/SERVICE_INSTITUTION|VENTURE_CALL|PROPOSED/)
      }
    }
  }
  expect((await buffer(fileOf('needs', 'csv', { state: 'RESOLVED' }).body as never)).toString()).toBe(
    `\uFEFF${fieldsOf('needs')
      .map(([name]) => name)
      .join(',')}\r\n`,
  )
})

const asked = (path: string, init?: RequestInit) => new Request(`${baseUrl}/api/v1/${path}`, init)
const from = (ip: string) => ({ ...t.contextAt(now), db: t.app, ip })

test('every answer of the interface is as its description says, in both languages', async () => {
  for (const locale of ['zh-CN', 'en'] as const) {
    const api = openApiOf(locale, baseUrl)
    const judge = answerJudge(api)
    const ctx = { ...from(locale === 'en' ? '192.0.2.11' : '192.0.2.12'), locale }
    const rows = new Map<string, string>()
    for (const list of told) {
      const page = await answerPage(ctx, asked(list), list)
      const { data } = (await page.clone().json()) as { data: Record<string, unknown>[] }
      rows.set(list, String(Object.values(data[0] ?? {})[0]))
      expect(await judge(`/${list}`, page)).toEqual([])
    }
    for (const [path] of Object.entries(api.paths)) {
      const [, list = '', rowed] = path.split('/')
      if (!told.some((known) => known === list)) continue
      const ask = (query: string, init?: RequestInit, of = rows.get(list) ?? '') =>
        rowed === undefined
          ? answerPage(ctx, asked(`${list}${query}`, init), list)
          : answerRow(ctx, asked(`${list}/${of}`, init), list, of)
      const ok = await ask('?limit=2')
      expect([ok.status, await judge(path, ok)]).toEqual([200, []])
      const same = await ask('?limit=2', { headers: { 'If-None-Match': ok.headers.get('ETag') ?? '' } })
      expect([same.status, await judge(path, same)]).toEqual([304, []])
      const wrong = await (rowed === undefined ? ask('?nothing=1') : ask('', undefined, 'none'))
      expect([wrong.status, await judge(path, wrong)]).toEqual([rowed === undefined ? 422 : 404, []])
      const refused = await ask('', { headers: { Authorization: 'Bearer none' } })
      expect([refused.status, await judge(path, refused)]).toEqual([401, []])
    }
    for (let count = 0; count < apiLimits.address.points; count += 1)
      await countRequest(t.app, apiLimits.address, ctx.ip)
    const many = await answerPage(ctx, asked('calls'), 'calls')
    expect([many.status, await judge('/calls', many)]).toEqual([429, []])
  }
})

test('the interface answers page by page, and says what is wrong', async () => {
  const ctx = from('192.0.2.1')
  for (const list of told) {
    const answer = await answerPage(ctx, asked(list), list)
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*')
    const { data } = apiPage(list).parse(await answer.json())
    expect(data.length, list).toBeGreaterThan(0)
    const key = String(Object.values(data[0] ?? {})[0])
    expect(apiRow(list).parse(await (await answerRow(ctx, asked(list), list, key)).json()).data).toEqual(data[0])
  }
  const ids: unknown[] = []
  let next: string | undefined = asked('organizations?limit=1').url
  while (next !== undefined) {
    const page: ReturnType<ReturnType<typeof apiPage>['parse']> = apiPage('organizations').parse(
      await (await answerPage(ctx, new Request(next), 'organizations')).json(),
    )
    ids.push(...page.data.map((row) => ('id' in row ? row.id : '')))
    next = page.links.next
  }
  expect(ids).toEqual((await whole('organizations')).map(({ id }) => id))

  const first = await answerPage(ctx, asked('calls'), 'calls')
  const same = await answerPage(
    ctx,
    asked('calls', { headers: { 'If-None-Match': first.headers.get('ETag') ?? '' } }),
    'calls',
  )
  expect(same.status).toBe(304)
  const wrong = await answerPage(ctx, asked('calls?field=NONE&limit=0&x=1'), 'calls')
  expect([wrong.status, wrong.headers.get('Content-Type')]).toEqual([422, 'application/problem+json'])
  const problem = apiProblem.parse(await wrong.json())
  expect(problem.errors?.map(({ parameter }) => parameter).toSorted()).toEqual(['field', 'limit', 'x'])
  expect((await answerPage(ctx, asked('accounts'), 'accounts')).status).toBe(404)
  expect((await answerRow(ctx, asked('calls/none'), 'calls', 'none')).status).toBe(404)
  expect((await answerPage(ctx, asked('calls', { method: 'OPTIONS' }), 'calls')).status).toBe(204)
})

test('an address that asks too often is told when it may go on; others may', async () => {
  const [one, other] = [from('192.0.2.7'), from('192.0.2.8')]
  const first = await answerPage(one, asked('funds'), 'funds')
  expect(first.headers.get('RateLimit')).toMatch(new RegExp(`^"address";r=${apiLimits.address.points - 1};t=\\d+$`))
  for (let count = 1; count < apiLimits.address.points; count += 1)
    await countRequest(t.app, apiLimits.address, '192.0.2.7')
  const refused = await answerPage(one, asked('funds'), 'funds')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0)
  expect((await answerPage(other, asked('funds'), 'funds')).status).toBe(200)
})
