import { createServer, get, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import express from 'express'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { databaseMark } from '#app/server/database-mark.ts'
import { keepPages, type PageKeeper } from '#app/server/keep-pages.ts'
import { useDatabase } from '#tests/support/database.ts'

type Came = { status: number; headers: IncomingMessage['headers']; body: Buffer }

let mark = 'first'
let made = 0
let answers: Record<string, (made: number) => { status?: number; html: string; headers?: Record<string, string> }>
let held: Promise<void> | undefined
let pages: PageKeeper
let server: Server
let address: string

beforeEach(async () => {
  ;[mark, made, held, answers] = ['first', 0, undefined, {}]
  pages = keepPages(1024 * 1024, () => mark)
  const app = express()
  app.all('*', (asked, response, next) => {
    const answer = async () => {
      made += 1
      const { status = 200, html, headers = {} } = answers[asked.path]?.(made) ?? { html: `<p>${String(made)}</p>` }
      await held
      response
        .status(status)
        .set({ 'Cache-Control': 'no-cache', 'Content-Type': 'text/html; charset=utf-8', ...headers })
      if (pages.keep(asked, response, html)) return
      pages.made(asked)
      response.end(html)
    }
    answer().catch(next)
  })
  server = createServer(pages.before(app))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
})
afterEach(() => void server.close())

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<Came>((resolve, reject) => {
    get(address + path, { headers, method, agent: false }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      )
    }).on('error', reject)
  })
const textOf = async (...args: Parameters<typeof ask>) => (await ask(...args)).body.toString()

test('what only the holder of a secret is shown is kept by nobody', async () => {
  for (const path of ['/pledges/ABCD-EFGH', '/en/volunteering/mine/ABCD', '/voice/ABCD', '/reset/token', '/desk'])
    expect([await textOf(path), await textOf(path)]).toEqual([`<p>${String(made - 1)}</p>`, `<p>${String(made)}</p>`])
  expect(made).toBe(10)
})

describe('a public page', () => {
  test('is made once, until anything has changed', async () => {
    expect([await textOf('/calls'), await textOf('/calls'), made]).toEqual(['<p>1</p>', '<p>1</p>', 1])
    mark = 'second'
    expect([await textOf('/calls'), await textOf('/calls'), made]).toEqual(['<p>2</p>', '<p>2</p>', 2])
    expect(await textOf('/calls?page=2')).toBe('<p>3</p>')
  })

  test('goes out packed to who can take it, without its body to HEAD, and not at all to who has it', async () => {
    const whole = await ask('/calls')
    expect(whole.headers['content-length']).toBe(String(whole.body.byteLength))
    const packed = await ask('/calls', { 'Accept-Encoding': 'gzip, br' })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(packed.body).equals(whole.body)).toBe(true)
    const head = await ask('/calls', {}, 'HEAD')
    expect([head.status, head.headers['content-length'], head.body.byteLength]).toEqual([
      200,
      String(whole.body.byteLength),
      0,
    ])
    const known = await ask('/calls', { 'If-None-Match': whole.headers.etag ?? '' })
    expect([known.status, known.body.byteLength, known.headers.etag]).toEqual([304, 0, whole.headers.etag])
    mark = 'second'
    expect((await ask('/calls', { 'If-None-Match': whole.headers.etag ?? '' })).status).toBe(200)
    expect(made).toBe(2)
  })

  test('is another one for another host, whatever is asked to be believed', async () => {
    answers['/calls'] = (at) => ({ html: `<a href="//host-${String(at)}/">` })
    await ask('/calls', { Host: 'evil.example' })
    expect(await textOf('/calls')).toContain('host-2')
  })

  test('that many ask for while it is made anew is made once', async () => {
    await ask('/calls')
    mark = 'second'
    let release: () => void = () => undefined
    held = new Promise((resolve) => (release = resolve))
    const asked = Array.from({ length: 8 }, () => textOf('/calls'))
    // All eight have come in when a ninth, of another page, is under way.
    const other = textOf('/projects')
    await expect.poll(() => made).toBe(3)
    release()
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['<p>2</p>']))
    await other
    expect(made).toBe(3)
  })

  test('whose making breaks off holds nobody up', async () => {
    await ask('/calls')
    mark = 'second'
    answers['/calls'] = (at) => (at === 2 ? { status: 500, html: 'broken' } : { html: `<p>${String(at)}</p>` })
    const came = await Promise.all([ask('/calls'), ask('/calls')])
    expect(came.map(({ status }) => status).sort()).toEqual([200, 500])
  })
})

describe('what is not kept', () => {
  test.each([
    ['a page for somebody', '/calls', { Cookie: 'session=x' }],
    ['what a program asks for with its key', '/calls', { Authorization: 'Bearer x' }],
    ['a page of people who are signed in', '/en/desk', {}],
    ['the page to sign in', '/sign-in?to=/desk', {}],
    ['an address as long as only a flood has', `/calls?q=${'x'.repeat(600)}`, {}],
  ])('%s', async (_what, path, headers) => {
    await ask(path, headers)
    await ask(path, headers)
    expect(made).toBe(2)
  })

  test.each([
    ['a form with a number of its own', { html: '<form class="x" method="post"><input name="key"></form>' }],
    ['a refusal', { status: 404, html: 'no' }],
    ['a page that sets a cookie', { html: 'x', headers: { 'Set-Cookie': 'toast=1' } }],
    ['a page that says so', { html: 'x', headers: { 'Cache-Control': 'no-store' } }],
  ])('%s', async (_what, answer) => {
    answers['/calls'] = () => answer
    const first = await ask('/calls')
    await ask('/calls')
    expect([made, first.headers.etag]).toEqual([2, undefined])
  })

  test('what a signed-in person was shown is never shown to anybody else', async () => {
    answers['/calls'] = (at) => ({ html: at === 1 ? 'for Li Na' : 'for everybody' })
    expect(await textOf('/calls', { Cookie: 'session=x' })).toBe('for Li Na')
    expect(await textOf('/calls')).toBe('for everybody')
    expect(await textOf('/calls')).toBe('for everybody')
  })

  test('more than there is memory for: what nobody asked for longest goes', async () => {
    const large = 'x'.repeat(300 * 1024)
    for (const path of ['/1', '/2', '/3', '/4']) answers[path] = () => ({ html: large })
    for (const path of ['/1', '/2', '/3', '/1', '/4']) await ask(path)
    expect(made).toBe(4)
    await ask('/1')
    expect(made).toBe(4)
    await ask('/2')
    expect(made).toBe(5)
  })
})

describe('the mark of the database', () => {
  const t = useDatabase()
  let ask: ReturnType<typeof databaseMark>
  beforeAll(() => {
    ask = databaseMark(t.appUrl, 0)
  })
  afterAll(() => ask.end())

  test('is another one after whatever was written by anybody, at the moment it can be read', async () => {
    const write = () =>
      t.owner.siteSetting.upsert({ where: { key: 'k' }, create: { key: 'k', value: '1' }, update: { value: '2' } })
    const before = await ask()
    await write()
    const after = await ask()
    expect(after).not.toBe(before)
    // Begun before the mark was taken and ended after it.
    const during = await t.owner.$transaction(async (tx) => {
      await tx.siteSetting.update({ where: { key: 'k' }, data: { value: '3' } })
      return await ask()
    })
    expect(await ask()).not.toBe(during)
  })
})
