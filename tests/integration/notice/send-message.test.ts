import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import type { JobHelpers } from 'graphile-worker'
import pg from 'pg'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { ok } from '#app/domain/shared/outcome.ts'
import { type Letter, sendLetter } from '#app/services/shared/mail.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { sendMessage } from '#app/worker/send-message.ts'
import { useDatabase } from '#tests/support/database.ts'
import { onServer } from '#tests/support/services.ts'

const database = useDatabase()
const publicUrl = 'https://gongyi.example.cn'
const servers: SMTPServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise<void>((done) => server.close(done))))
})

/** A real SMTP server on loopback; `refuses` makes it turn every letter away. */
async function smtp(
  refuses = false,
  before: () => Promise<void> = () => Promise.resolve(),
): Promise<{ url: string; received: string[] }> {
  const received: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (!refuses) received.push(Buffer.concat(chunks).toString())
        void before().then(() => done(refuses ? new Error('mailbox full') : null))
      })
    },
  })
  servers.push(server)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.server.address() as AddressInfo
  return { url: `smtp://127.0.0.1:${port}`, received }
}

/** Nobody gets into the database, and the site's own connections end. */
async function closed(isClosed: boolean): Promise<void> {
  const name = new URL(database.ownerUrl).pathname.slice(1)
  const inside = new pg.Client({ connectionString: database.appUrl })
  if (isClosed) await inside.connect()
  await onServer((server) => server.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS ${String(!isClosed)}`))
  if (!isClosed) return
  await inside.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()`,
  )
  await inside.end()
}

const sealedValues = {
  callTitle: '居家照护',
  organizationName: '晴川社区服务中心',
  receiptNo: 'HZ-2026-00001',
  sealedAt: '2026-03-07T06:00:00.000Z',
  url: '/ngo/bids/1/receipt',
}

const task = (smtpUrl: string | undefined) =>
  sendMessage({ db: database.app, mail: { smtpUrl, from: '公益汇 <no-reply@gongyi.example.cn>' }, publicUrl })

async function written(letter: Letter): Promise<string> {
  const ctx = { ...database.contextAt(new Date().toISOString()), db: database.app, tellsClock: false }
  await transact(ctx, async (tx) => {
    await sendLetter(tx, ctx, letter)
    return ok()
  })
  const { id } = await database.owner.message.findFirstOrThrow({ orderBy: { id: 'desc' } })
  return id
}
const run = (smtpUrl: string | undefined, id: string) => task(smtpUrl)({ id }, {} as JobHelpers)
const read = (id: string) => database.owner.message.findUniqueOrThrow({ where: { id } })

/** The text parts of a MIME message, decoded. */
const partsOf = (raw: string): string[] =>
  [...raw.matchAll(/Content-Transfer-Encoding: ([\w-]+)\r\n\r\n([\s\S]*?)\r\n--/g)].map(([, encoding, body = '']) =>
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString()
      : Buffer.from(
          body
            .replace(/=\r\n/g, '')
            .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
          'latin1',
        ).toString(),
  )

test('a letter is sent in its language with links that lead to the site, and a secret one is wiped', async () => {
  const { url, received } = await smtp()
  const id = await written({
    to: 'chen@example.cn',
    locale: 'zh-CN',
    template: 'resetPassword',
    values: { name: '陈<b>', url: '/reset/secret-token' },
  })
  await run(url, id)
  expect(received).toHaveLength(1)
  const [text, html] = partsOf(received[0] ?? '')
  expect(text).toContain('陈<b>，您好')
  expect(text).toContain('https://gongyi.example.cn/reset/secret-token')
  expect(html).toContain('陈&lt;b&gt;')
  expect(html).toContain('<a href="https://gongyi.example.cn/reset/secret-token">')
  expect(await read(id)).toMatchObject({ state: 'SENT', values: {}, error: '' })
  // The queue may run a job twice: the letter goes once.
  await run(url, id)
  expect(received).toHaveLength(1)
})

test('of a letter to somebody without an account no address is kept once it is sent', async () => {
  const { url, received } = await smtp()
  const id = await written({
    to: 'volunteer@example.cn',
    locale: 'en',
    template: 'calloutCancelled',
    values: {
      organizationName: '晴川',
      calloutTitle: '陪聊',
      startsAt: '2026-03-07T06:00:00.000Z',
      reason: '大风',
      url: '/volunteering/1',
    },
  })
  await run(url, id)
  expect(received[0]).toContain('To: volunteer@example.cn')
  expect(await read(id)).toMatchObject({ state: 'SENT', toAddress: '' })
})

test('mail programs can end the letters of a search with one request, and every line of its list is written for its reader', async () => {
  const { url, received } = await smtp()
  const lines = [
    {
      lineKey: 'search.letter.openCall',
      title: '助餐',
      bodyName: '民政局',
      fundingFen: '123400',
      deadlineAt: '2026-12-10T09:00:00.000Z',
      url: '/calls/GYH-2026-0001',
    },
    { lineKey: 'search.letter.more', restText: '3' },
  ]
  const id = await written({
    to: 'reader@example.cn',
    locale: 'en',
    template: 'savedSearchNew',
    values: {
      searchName: '助餐',
      countText: '4',
      thingsList: JSON.stringify(lines),
      url: '/search?q=x',
      manageUrl: '/account/searches',
      stopUrl: '/search/letters/token',
    },
  })
  await run(url, id)
  const head = (received[0] ?? '').split('\r\n\r\n')[0]?.replace(/\r\n[ \t]+/g, ' ')
  expect(head).toContain('List-Unsubscribe: <https://gongyi.example.cn/en/search/letters/token>')
  expect(head).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  const [text] = partsOf(received[0] ?? '')
  expect(text).toContain('Thursday 10 December 2026, 17:00 (Beijing time)')
  expect(text).toContain('1,234')
  expect(text).toContain('https://gongyi.example.cn/en/calls/GYH-2026-0001')
  expect(text).toContain('And 3 more')
  expect(await read(id)).toMatchObject({ state: 'SENT' })
  expect((await read(id)).values).not.toHaveProperty('stopUrl')
  expect((await read(id)).values).toHaveProperty('searchName')
})

test('amounts, hours and links are written for an English reader', async () => {
  const { url, received } = await smtp()
  const id = await written({
    to: 'org@example.cn',
    locale: 'en',
    template: 'callPublished',
    values: {
      callTitle: 'Care at home',
      bodyName: 'Minhang Civil Affairs Bureau',
      deadlineAt: '2026-03-20T09:00:00.000Z',
      url: '/calls/GYH-2026-0012',
    },
  })
  await run(url, id)
  const raw = received[0] ?? ''
  expect(raw).toContain('Subject: Call published: Care at home')
  const [body] = partsOf(raw)
  expect(body).toContain('Friday 20 March 2026, 17:00 (Beijing time)')
  expect(body).toContain('https://gongyi.example.cn/en/calls/GYH-2026-0012')
  expect(await read(id)).toMatchObject({ state: 'SENT', isSecret: false })
})

test('a server that refuses: the failure is written down, thrown for the queue, and made good later', async () => {
  const bad = await smtp(true)
  const id = await written({
    to: 'full@example.cn',
    locale: 'zh-CN',
    template: 'passwordChanged',
    values: { name: '满', url: '/forgot' },
  })
  await expect(run(bad.url, id)).rejects.toThrow(/mailbox full/)
  expect((await read(id)).state).toBe('FAILED')
  expect((await read(id)).error).toMatch(/mailbox full/)
  const good = await smtp()
  await run(good.url, id)
  expect(await read(id)).toMatchObject({ state: 'SENT', error: '' })
})

test('a server that goes away before it is told the words has taken nothing: the letter goes out later, by itself', async () => {
  const away = createServer((socket) => socket.end()).listen(0, '127.0.0.1')
  await once(away, 'listening')
  const { port } = away.address() as AddressInfo
  const id = await written({ to: 'wang@example.cn', locale: 'en', template: 'bidSealed', values: sealedValues })
  await expect(run(`smtp://127.0.0.1:${port}`, id)).rejects.toThrow()
  expect(await read(id)).toMatchObject({ state: 'FAILED' })
  away.close()
  const { url, received } = await smtp()
  await run(url, id)
  expect(received).toHaveLength(1)
})

test('of a server that goes away in the middle of the words nobody knows: an administrator decides', async () => {
  const away = createServer((socket) => {
    const answers = ['250 hello', '250 from', '250 to', '354 go on']
    socket.write('220 here\r\n')
    socket.on('error', () => undefined)
    socket.on('data', () => {
      const answer = answers.shift()
      if (answer === undefined) socket.destroy()
      else socket.write(`${answer}\r\n`)
    })
  }).listen(0, '127.0.0.1')
  await once(away, 'listening')
  const { port } = away.address() as AddressInfo
  const id = await written({ to: 'wang@example.cn', locale: 'en', template: 'bidSealed', values: sealedValues })
  await run(`smtp://127.0.0.1:${port}`, id)
  expect(await read(id)).toMatchObject({ state: 'DOUBTFUL' })
  away.close()
})

test('a database that goes away while a letter leaves is told of it when it is back, and the letter goes once', async () => {
  const { url, received } = await smtp(false, () => closed(true))
  const id = await written({ to: 'wang@example.cn', locale: 'en', template: 'bidSealed', values: sealedValues })
  const send = task(url)
  await expect(send({ id }, {} as JobHelpers)).rejects.toThrow()
  await closed(false)
  await send({ id }, {} as JobHelpers)
  expect(await read(id)).toMatchObject({ state: 'SENT' })
  expect(received).toHaveLength(1)
})

test('without SMTP the letter is kept whole for the administrators', async () => {
  const id = await written({
    to: 'kept@example.cn',
    locale: 'zh-CN',
    template: 'confirmEmail',
    values: { name: '存', url: '/confirm/token' },
  })
  await run(undefined, id)
  expect(await read(id)).toMatchObject({ state: 'KEPT', values: { url: '/confirm/token' } })
})

test('a typed line break does not become a header', async () => {
  const { url, received } = await smtp()
  const id = await written({
    to: 'org@example.cn',
    locale: 'en',
    template: 'callReturned',
    values: { callTitle: 'Care\r\nBcc: thief@example.cn', reason: 'no', url: '/desk' },
  })
  await run(url, id)
  const [headers] = (received[0] ?? '').split('\r\n\r\n')
  expect(headers).toContain('Subject: Call returned')
  expect(headers).not.toMatch(/^Bcc:/m)
})
