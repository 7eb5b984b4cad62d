import type { AddressInfo } from 'node:net'
import type { JobHelpers } from 'graphile-worker'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { quietEnd } from '#app/domain/notice/delivery.ts'
import { noticeSchema } from '#app/domain/notice/schema.ts'
import { noticeTopics } from '#app/domain/notice/topic.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { ok } from '#app/domain/shared/outcome.ts'
import { resendMessage } from '#app/services/admin/resend-message.server.ts'
import { chooseLetters, readNoticeChoice } from '#app/services/notice/choose-letters.server.ts'
import { markAllRead, markUnread, openLetter } from '#app/services/notice/open-letter.server.ts'
import { readInbox } from '#app/services/notice/queries/inbox.server.ts'
import { sendDigest } from '#app/services/notice/send-digest.server.ts'
import { type Letter, sendLetter } from '#app/services/shared/mail.server.ts'
import { tell } from '#app/services/shared/tell.server.ts'
import { transact } from '#app/services/shared/transact.server.ts'
import { sendMessage } from '#app/worker/send-message.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, makeOrganization, makeOrganizationMember, makePerson } from '#tests/support/scenes.ts'

const t = useDatabase()
const evening = '2026-03-10T23:30:00+08:00'
const publicUrl = 'https://gongyi.example.cn'
const servers: SMTPServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise<void>((done) => server.close(done))))
})

/** A real SMTP server on loopback; `answer` is asked for each letter: taken, refused, or the line cut. */
async function smtp(answer: () => 'take' | 'refuse' | 'cut' | Promise<'take'>) {
  const received: string[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        void Promise.resolve(answer()).then((said) => {
          if (said === 'cut') {
            for (const connection of server.connections)
              (connection as { _socket: { destroy: () => void } })._socket.destroy()
            return
          }
          if (said === 'take') received.push(Buffer.concat(chunks).toString())
          done(said === 'take' ? null : new Error(`not now ${session.id}`))
        })
      })
    },
  })
  server.on('error', () => undefined)
  servers.push(server)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  const worker = () => sendMessage({ db: t.app, mail: { smtpUrl, from: 'x <no-reply@gongyi.example.cn>' }, publicUrl })
  return { received, worker, send: (id: string) => worker()({ id }, {} as JobHelpers) }
}

async function person(): Promise<{ actor: Actor; email: string; id: string }> {
  const actor = await makePerson(t, '周')
  const id = accountIdOf(actor)
  const { email } = await t.owner.account.findUniqueOrThrow({ where: { id } })
  await t.owner.account.update({ where: { id }, data: { emailConfirmedAt: new Date(evening) } })
  return { actor, email, id }
}

async function write(letter: Letter, now = evening) {
  const ctx = t.contextAt(now)
  await transact(ctx, async (tx) => {
    await sendLetter(tx, ctx, letter)
    return ok()
  })
  return t.owner.message.findFirstOrThrow({ orderBy: { id: 'desc' } })
}
const accepted = (to: string): Letter => ({
  to,
  locale: 'zh-CN',
  template: 'milestoneAccepted',
  values: { projectTitle: '邻里照护', milestoneTitle: '一期', url: '/ngo/projects/1' },
})
const changed = (to: string): Letter => ({
  to,
  locale: 'zh-CN',
  template: 'passwordChanged',
  values: { name: '周', url: '/forgot' },
})

const form = (fields: Record<string, string> = {}) =>
  noticeSchema.parse({
    version: '1',
    ...Object.fromEntries(noticeTopics.map((topic) => [topic, 'AT_ONCE'])),
    digestHour: '8',
    ...fields,
  })
/** The plain text of a MIME message, decoded. */
function textOf(raw: string | undefined): string {
  const [, encoding, body = ''] = /Content-Transfer-Encoding: ([\w-]+)\r\n\r\n([\s\S]*?)\r\n--/.exec(raw ?? '') ?? []
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString()
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => `%${hex}`)
  return decodeURIComponent(bytes)
}
const jobOf = async (key: string) =>
  (await t.owner.$queryRaw<{ run_at: Date }[]>`SELECT run_at FROM graphile_worker.jobs WHERE key = ${key}`)[0]?.run_at

test('a letter lies in its reader’s inbox, unread until opened, and in nobody else’s', async () => {
  const { actor, email, id } = await person()
  const letter = await write(accepted(email))
  expect(letter).toMatchObject({ accountId: id, readAt: null, state: 'QUEUED' })
  const ctx = t.contextAt(evening, actor)
  expect((await readInbox(ctx, 'all', undefined)).letters.map((one) => one.id)).toEqual([letter.id])
  const stranger = t.contextAt(evening, (await person()).actor)
  expect(await openLetter(stranger, letter.id)).toBeUndefined()
  expect(await markUnread(stranger, letter.id)).toMatchObject({ ok: false })
  expect(await readInbox(stranger, 'all', undefined)).toMatchObject({ letters: [], unread: 0 })
  expect(await openLetter(ctx, letter.id)).toMatchObject({ template: 'milestoneAccepted' })
  expect(await readInbox(ctx, 'unread', undefined)).toMatchObject({ letters: [], unread: 0 })
  await markUnread(ctx, letter.id)
  expect((await readInbox(ctx, 'unread', undefined)).unread).toBe(1)
  await markAllRead(ctx)
  expect((await readInbox(ctx, 'all', undefined)).unread).toBe(0)
})

test('the inbox goes on page by page without leaving one out', async () => {
  const { actor, email } = await person()
  for (let count = 0; count < 23; count += 1) await write(accepted(email))
  const ctx = t.contextAt(evening, actor)
  const first = await readInbox(ctx, 'all', undefined)
  const second = await readInbox(ctx, 'all', first.next ?? undefined)
  expect(new Set([...first.letters, ...second.letters].map(({ id }) => id)).size).toBe(23)
  expect(second.next).toBeNull()
})

test('who left an organization keeps what was written to them, and is written to no more', async () => {
  const organization = await makeOrganization(t)
  const member = await makeOrganizationMember(t, organization, 'EDITOR')
  await t.owner.account.update({
    where: { id: accountIdOf(member) },
    data: { emailConfirmedAt: new Date(evening) },
  })
  const ctx = t.contextAt(evening)
  const write = () =>
    transact(ctx, async (tx) => {
      const readers = { organizationId: organization.id, roles: ['OWNER', 'EDITOR'] as const }
      await tell(tx, ctx, readers, 'milestoneAccepted', {
        projectTitle: '邻里照护',
        milestoneTitle: '一期',
        url: '/ngo/projects/1',
      })
      return ok()
    })
  await write()
  await t.owner.organizationMembership.deleteMany({ where: { accountId: accountIdOf(member) } })
  await write()
  expect((await readInbox(t.contextAt(evening, member), 'all', undefined)).letters).toHaveLength(1)
})

test('a link that lets its reader in, and a letter to an address nobody confirmed, lie in no inbox', async () => {
  const { actor, email, id } = await person()
  await write({ to: email, locale: 'zh-CN', template: 'resetPassword', values: { name: '周', url: '/reset/x' } })
  await t.owner.account.update({ where: { id }, data: { emailConfirmedAt: null } })
  await write(accepted(email))
  expect((await readInbox(t.contextAt(evening, actor), 'all', undefined)).letters).toEqual([])
  const secret = await t.owner.message.findFirstOrThrow({ where: { toAddress: email, isSecret: true } })
  await expect(
    t.owner.$executeRaw`INSERT INTO message (id, to_address, locale, template, values, is_secret, account_id)
      VALUES (gen_random_uuid(), 'x@example.cn', 'EN', 'resetPassword', '{}', true, ${id}::uuid)`,
  ).rejects.toThrow(/message_no_secret_inbox/)
  expect(secret.accountId).toBeNull()
})

test('choices are kept, checked, and not overwritten by an older form', async () => {
  const { actor } = await person()
  const ctx = t.contextAt(evening, actor)
  expect(
    await chooseLetters(ctx, form({ PROJECTS: 'DIGEST', digestHour: '18', quietFrom: '22', quietUntil: '7' })),
  ).toMatchObject({ ok: true })
  expect(await readNoticeChoice(ctx)).toMatchObject({
    digestHour: 18,
    quietFrom: 22,
    quietUntil: 7,
    version: 2,
    ways: { PROJECTS: 'DIGEST' },
  })
  expect(await chooseLetters(ctx, form())).toMatchObject({ ok: false, refusal: { code: 'stale' } })
  for (const wrong of [
    { quietFrom: '22' },
    { quietFrom: '8', quietUntil: '21' },
    { quietFrom: '22', quietUntil: '9', digestHour: '8' },
  ])
    expect((await chooseLetters(ctx, form({ version: '2', ...wrong }))).ok).toBe(false)
})

test('PostgreSQL knows the hours, and no choice for what cannot be switched off', async () => {
  const { id } = await person()
  const set = (digest: number, from: number | null, until: number | null) =>
    t.owner
      .$executeRaw`INSERT INTO notice_setting (account_id, digest_hour, quiet_from, quiet_until) VALUES (${id}::uuid, ${digest}, ${from}, ${until})
      ON CONFLICT (account_id) DO UPDATE SET digest_hour = excluded.digest_hour, quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until`
  await expect(set(24, null, null)).rejects.toThrow(/notice_setting_hours/)
  await expect(set(8, 22, null)).rejects.toThrow(/notice_setting_quiet/)
  await expect(set(12, 20, 9)).rejects.toThrow(/notice_setting_quiet/)
  await expect(set(8, 22, 9)).rejects.toThrow(/notice_setting_digest_is_heard/)
  await set(9, 22, 9)
  await expect(
    t.owner
      .$executeRaw`INSERT INTO notice_preference (account_id, topic, way) VALUES (${id}::uuid, 'SECURITY', 'NONE')`,
  ).rejects.toThrow(/notice_topic/)
})

test('quiet hours hold a letter in the queue until they end; security is not held', async () => {
  const { actor, email } = await person()
  await chooseLetters(t.contextAt(evening, actor), form({ quietFrom: '22', quietUntil: '7' }))
  const held = await write(accepted(email))
  expect(await jobOf(`send-message:${held.id}`)).toEqual(new Date('2026-03-11T07:00:00+08:00'))
  const urgent = await write(changed(email))
  expect((await jobOf(`send-message:${urgent.id}`))?.getTime()).toBeLessThanOrEqual(Date.now())
})

test('what was refused before quiet hours, or is sent by hand in them, waits for the morning too', async () => {
  const { email, id } = await person()
  const letter = await write(accepted(email), new Date().toISOString())
  const urgent = await write(changed(email), new Date().toISOString())
  const hour = (new Date().getUTCHours() + 8) % 24
  const [quietFrom, quietUntil, digestHour] = [hour, (hour + 2) % 24, (hour + 6) % 24]
  await t.owner.noticeSetting.create({ data: { accountId: id, quietFrom, quietUntil, digestHour } })
  const mail = await smtp(() => 'take')
  await mail.send(letter.id)
  await mail.send(urgent.id)
  expect(mail.received).toHaveLength(1)
  expect(await t.owner.message.findUniqueOrThrow({ where: { id: letter.id } })).toMatchObject({
    state: 'QUEUED',
    tries: 0,
  })
  const runAt = await jobOf(`send-message:${letter.id}`)
  expect(((runAt?.getUTCHours() ?? 0) + 8) % 24).toBe(quietUntil)
  expect(runAt?.getTime()).toBeGreaterThan(Date.now())
  expect(await t.owner.message.findUniqueOrThrow({ where: { id: urgent.id } })).toMatchObject({ state: 'SENT' })
})

test('a digest tells once of all that waited, at its hour, and two workers write one', async () => {
  const { actor, email, id } = await person()
  const ctx = t.contextAt(evening, actor)
  await chooseLetters(ctx, form({ PROJECTS: 'DIGEST' }))
  const parts = [await write(accepted(email)), await write(accepted(email))]
  expect(parts.map(({ state }) => state)).toEqual(['WAITING', 'WAITING'])
  expect(await jobOf(`send-message:${parts[0]?.id ?? ''}`)).toBeUndefined()
  expect(await jobOf(`send-digest:${id}`)).toEqual(new Date('2026-03-11T08:00:00+08:00'))
  await chooseLetters(ctx, form({ version: '2', PROJECTS: 'DIGEST', digestHour: '18' }))
  expect(await jobOf(`send-digest:${id}`)).toEqual(new Date('2026-03-11T18:00:00+08:00'))
  const at = new Date('2026-03-11T18:00:00+08:00')
  await Promise.all([sendDigest(t.app, { accountId: id }, at), sendDigest(t.app, { accountId: id }, at)])
  const digests = await t.owner.message.findMany({
    where: { template: 'digest', toAddress: email },
    include: { parts: true },
  })
  expect(digests).toHaveLength(1)
  expect(digests[0]).toMatchObject({ accountId: null, state: 'QUEUED', values: { countText: '2' } })
  expect(digests[0]?.parts.map(({ state }) => state)).toEqual(['DIGESTED', 'DIGESTED'])
  const mail = await smtp(() => 'take')
  await mail.send(digests[0]?.id ?? '')
  expect(mail.received).toHaveLength(1)
  const text = textOf(mail.received[0])
  expect(text.match(/· .*邻里照护/g)).toHaveLength(2)
  expect(text).toContain(`${publicUrl}/inbox`)
  // They stay in the inbox, and the digest itself is no letter there.
  expect((await readInbox(ctx, 'all', undefined)).letters).toHaveLength(2)
})

test('a digest of very many tells of fifty and how many more there are', async () => {
  const { actor, email, id } = await person()
  await chooseLetters(t.contextAt(evening, actor), form({ PROJECTS: 'DIGEST' }))
  for (let count = 0; count < 53; count += 1) await write(accepted(email))
  await sendDigest(t.app, { accountId: id }, new Date('2026-03-11T08:00:00+08:00'))
  const digest = await t.owner.message.findFirstOrThrow({ where: { template: 'digest', toAddress: email } })
  const mail = await smtp(() => 'take')
  await mail.send(digest.id)
  const text = textOf(mail.received[0])
  expect(text.match(/· .*邻里照护/g)).toHaveLength(50)
  expect(text).toContain('另有 3 封')
})

test('a digest says only the subject of each letter: nothing of what the letters themselves tell', async () => {
  const { actor, email, id } = await person()
  await chooseLetters(t.contextAt(evening, actor), form({ WORK: 'DIGEST' }))
  await write({
    to: email,
    locale: 'zh-CN',
    template: 'questionAsked',
    values: { callTitle: '助餐征集', question: '只在信里的字', url: '/bureau/calls/1' },
  })
  await sendDigest(t.app, { accountId: id }, new Date('2026-03-11T08:00:00+08:00'))
  const digest = await t.owner.message.findFirstOrThrow({ where: { template: 'digest', toAddress: email } })
  const mail = await smtp(() => 'take')
  await mail.send(digest.id)
  expect(textOf(mail.received[0])).toContain('助餐征集')
  expect(textOf(mail.received[0])).not.toContain('只在信里的字')
})

test('PostgreSQL and the rule know the same quiet hours', async () => {
  const { id } = await person()
  for (const [quietFrom, quietUntil] of [
    [22, 7],
    [23, 0],
    [0, 6],
    [12, 14],
    [null, null],
  ] as const) {
    const hours = { digestHour: 8, quietFrom, quietUntil }
    await t.owner.noticeSetting.upsert({ where: { accountId: id }, create: { accountId: id, ...hours }, update: hours })
    for (let hour = 0; hour < 24; hour += 1)
      for (const minute of ['00', '59']) {
        const now = new Date(`2026-03-10T${String(hour).padStart(2, '0')}:${minute}:00+08:00`)
        const [row] = await t.app.$queryRaw<{ quiet: boolean }[]>`SELECT is_quiet(${id}::uuid, ${now}) AS quiet`
        expect(row?.quiet, `${quietFrom}–${quietUntil} at ${hour}:${minute}`).toBe(quietEnd(hours, now) !== undefined)
      }
  }
})

test('switched off: no mail at all, and the letter is in the inbox', async () => {
  const { actor, email, id } = await person()
  const ctx = t.contextAt(evening, actor)
  await chooseLetters(ctx, form({ PROJECTS: 'NONE' }))
  const letter = await write(accepted(email))
  expect(letter).toMatchObject({ state: 'UNSENT', accountId: id })
  const mail = await smtp(() => 'take')
  await mail.send(letter.id)
  expect(mail.received).toEqual([])
  expect((await readInbox(ctx, 'all', undefined)).unread).toBe(1)
})

test('two workers with one letter: it leaves once, and the other waits for the queue', async () => {
  const { email } = await person()
  const letter = await write(accepted(email))
  let take: () => void = () => undefined
  const held = new Promise<'take'>((done) => {
    take = () => done('take')
  })
  let arrived: () => void = () => undefined
  const inHand = new Promise<void>((done) => {
    arrived = done
  })
  const mail = await smtp(() => {
    arrived()
    return held
  })
  const first = mail.send(letter.id)
  await inHand
  await expect(mail.send(letter.id)).rejects.toThrow(/another worker/)
  take()
  await first
  await mail.send(letter.id)
  expect(mail.received).toHaveLength(1)
  expect(await t.owner.message.findUniqueOrThrow({ where: { id: letter.id } })).toMatchObject({
    state: 'SENT',
    tries: 1,
  })
  await expect(t.owner.message.update({ where: { id: letter.id }, data: { state: 'QUEUED' } })).rejects.toThrow(
    /sent-once/,
  )
})

test('refused is tried again and counted, and so is what a dead worker left in hand; cut off is not', async () => {
  const { email } = await person()
  const letter = await write(accepted(email))
  const answers = ['refuse', 'refuse', 'take'] as const
  let asked = 0
  const mail = await smtp(() => answers[asked++] ?? 'take')
  await expect(mail.send(letter.id)).rejects.toThrow(/not now/)
  await expect(mail.send(letter.id)).rejects.toThrow(/not now/)
  await mail.send(letter.id)
  expect(await t.owner.message.findUniqueOrThrow({ where: { id: letter.id } })).toMatchObject({
    state: 'SENT',
    tries: 3,
  })
  expect(mail.received).toHaveLength(1)

  const cut = await write(accepted(email))
  const broken = await smtp(() => 'cut')
  await broken.send(cut.id)
  expect(await t.owner.message.findUniqueOrThrow({ where: { id: cut.id } })).toMatchObject({ state: 'DOUBTFUL' })
  await mail.send(cut.id)
  expect(mail.received).toHaveLength(1)

  const left = await write(accepted(email))
  await t.owner.message.update({
    where: { id: left.id },
    data: { state: 'SENDING', sendingSince: new Date(Date.now() - 3_600_000) },
  })
  await expect(mail.send(left.id)).rejects.toThrow(/gone/)
  await mail.send(left.id)
  expect(await t.owner.message.findUniqueOrThrow({ where: { id: left.id } })).toMatchObject({ state: 'SENT' })
  expect(mail.received).toHaveLength(2)
})

test('a server that is not there is a refusal: nothing can have left', async () => {
  const { email } = await person()
  const letter = await write(accepted(email))
  const task = sendMessage({ db: t.app, mail: { smtpUrl: 'smtp://127.0.0.1:1', from: 'x@example.cn' }, publicUrl })
  await expect(task({ id: letter.id }, {} as JobHelpers)).rejects.toThrow()
  expect(await t.owner.message.findUniqueOrThrow({ where: { id: letter.id } })).toMatchObject({ state: 'FAILED' })
})

test('an administrator sends again what did not leave, and nothing that did', async () => {
  const { actor, email } = await person()
  const admin = t.contextAt(evening, { ...actor, isAdministrator: true })
  const letter = await write(accepted(email))
  expect(await resendMessage(admin, letter.id)).toMatchObject({ ok: false, refusal: { code: 'notice.sent-once' } })
  await t.owner.message.update({ where: { id: letter.id }, data: { state: 'DOUBTFUL' } })
  expect(await resendMessage(t.contextAt(evening, actor), letter.id)).toMatchObject({ ok: false })
  expect(await resendMessage(admin, letter.id)).toMatchObject({ ok: true })
  const mail = await smtp(() => 'take')
  await mail.send(letter.id)
  expect(mail.received).toHaveLength(1)
  expect(await resendMessage(admin, letter.id)).toMatchObject({ ok: false })
})
