import { beforeAll, expect, test } from 'vitest'
import { mailTemplates } from '#app/domain/notice/mail-template.ts'
import { writeLetter } from '#app/i18n/letter.ts'
import { sendReminders } from '#app/services/quarterly/send-reminders.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeScene, placeCall, type Scene } from '../search/scene.ts'

const t = useDatabase()
let scene: Scene
let bidId: string

beforeAll(async () => {
  scene = await makeScene(t.owner)
  const callId = await placeCall(scene, { title: '邻里照护征集', deadlineAt: '2026-12-10T17:00:00+08:00' })
  const [drafter, member] = scene.people
  await t.owner.organizationMembership.create({
    data: { organizationId: scene.organizationId, accountId: member, role: 'EDITOR' },
  })
  await t.owner.bodyMembership.create({ data: { bodyId: scene.bodyId, accountId: drafter, role: 'OFFICER' } })
  const bid = await t.owner.bid.create({ data: { callId, organizationId: scene.organizationId, createdById: member } })
  bidId = bid.id
  // Questions are taken until the call closes by the database's clock, which must not be the day of the run.
  await t.owner.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('commonweal.clock', '2026-11-30T09:00:00+08:00', true)`
    await tx.callQuestion.create({
      data: { callId, organizationId: scene.organizationId, askedById: member, text: '可以联合投标吗？' },
    })
  })
})
const round = (now: string) => sendReminders(t.owner, { toldNow: new Date(now) })
const near = () =>
  t.owner.message
    .findMany({ where: { template: 'termHourNear' }, orderBy: { createdAt: 'asc' } })
    .then((rows) => rows.map(({ values }) => (values as { whatKey: string; url: string }).whatKey))

test('a draft bid and an open question are told of seven, three and one day before the call closes, each once', async () => {
  await round('2026-12-02T09:00:00+08:00')
  expect(await near()).toEqual([])
  for (const [day, count] of [
    ['03', 1],
    ['04', 1],
    ['07', 2],
    ['09', 3],
    ['10', 3],
  ] as const) {
    await round(`2026-12-${day}T09:00:00+08:00`)
    const told = await near()
    expect(told.filter((key) => key === 'mail.term.BID')).toHaveLength(count)
    expect(told.filter((key) => key === 'mail.term.QUESTION')).toHaveLength(count)
  }
})

test('the letter leads to the bid, says the hour, and nothing of what is in it', async () => {
  const letter = await t.owner.message.findFirstOrThrow({
    where: { template: 'termHourNear', values: { path: ['whatKey'], equals: 'mail.term.BID' } },
  })
  const values = letter.values as Record<string, string>
  expect(Object.keys(values).toSorted()).toEqual(['dueAt', 'title', 'url', 'whatKey'])
  const { subject, text } = writeLetter({ template: letter.template, locale: 'zh-CN', values }, 'https://g.example.cn')
  expect(subject).toContain('投标草稿待封存')
  expect(text).toContain('17:00')
  expect(text).toContain(`https://g.example.cn/ngo/bids/${bidId}`)
})

test('what is sealed or answered is reminded of no more', async () => {
  await t.owner.bid.update({ where: { id: bidId }, data: { state: 'SEALED' } })
  await t.owner.$executeRaw`UPDATE call SET bid_deadline_at = '2026-12-20T17:00:00+08:00'`
  const before = (await near()).filter((key) => key === 'mail.term.BID').length
  await round('2026-12-19T09:00:00+08:00')
  expect((await near()).filter((key) => key === 'mail.term.BID')).toHaveLength(before)
})

test('terms counted in working days are reminded of in working days: a week before passes the weekend', async () => {
  const call = await t.owner.call.findFirstOrThrow()
  await t.owner.$executeRaw`ALTER TABLE remedy DISABLE TRIGGER USER`
  await t.owner.remedy.create({
    data: {
      callId: call.id,
      kind: 'INQUIRY',
      stage: 'DOCUMENTS',
      organizationId: scene.organizationId,
      filedById: scene.people[1],
      filerName: '乙',
      subject: '条件',
      facts: '说明',
      request: '答复',
      filedAt: new Date('2026-12-19T10:00:00+08:00'),
      // A Wednesday: one working day before is the Tuesday, three are the Friday before.
      answerDueOn: new Date('2026-12-30'),
    },
  })
  const told = async () =>
    t.owner.message.count({
      where: { template: 'termNear', values: { path: ['whatKey'], equals: 'mail.term.REMEDY' } },
    })
  await round('2026-12-21T09:00:00+08:00')
  const first = await told()
  expect(first).toBe(1)
  await round('2026-12-25T09:00:00+08:00')
  expect(await told()).toBe(2)
  await round('2026-12-29T09:00:00+08:00')
  expect(await told()).toBe(3)
})

test('every term a rule names has its words, and every subject that has words has its three days', async () => {
  const rules = await t.owner.reminderRule.findMany()
  const { mail } = await import('#app/i18n/zh-CN/mail.ts')
  for (const subject of Object.keys(mail.term))
    expect(
      rules
        .filter((rule) => rule.subject === subject)
        .map(({ days }) => days)
        .toSorted(),
      subject,
    ).toEqual([-1, -3, -7])
  for (const subject of new Set(rules.map((rule) => rule.subject)))
    expect(
      rules.filter((rule) => rule.subject === subject).map(({ days }) => days),
      subject,
    ).toEqual(expect.arrayContaining([-7, -3, -1]))
  expect(mailTemplates).toContain('termNear')
})
