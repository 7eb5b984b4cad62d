import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { writeLetter } from '#app/i18n/letter.ts'
import { newsFeed } from '#app/http/news-feed.server.ts'
import { follow, unfollow } from '#app/services/follow/follow.server.ts'
import { readProjectThing } from '#app/services/follow/queries/feed-thing.server.ts'
import { readFollowing, readFollows } from '#app/services/follow/queries/follows.server.ts'
import { sendFollowNews } from '#app/services/follow/send-news.server.ts'
import { readFollowStop, stopNews } from '#app/services/follow/stop-news.server.ts'
import { createKeys } from '#app/services/shared/keys.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { type ProjectStory, runningProject } from '#tests/support/scenes-project.ts'
import { accountIdOf, draftedCall, makePerson, must } from '#tests/support/scenes.ts'
import { testSecret } from '#tests/support/test-secret.ts'

const t = useDatabase()
const keys = createKeys(testSecret)
const start = '2026-11-24T10:00:00+08:00'
let story: ProjectStory
let project: { id: string; projectNo: string; callId: string }
let person: Actor

beforeAll(async () => {
  story = await runningProject(t)
  project = await t.owner.project.findFirstOrThrow({ where: { call: { callNo: story.callNo } } })
})

beforeEach(async () => {
  await t.owner.follow.deleteMany()
  await t.owner.message.deleteMany()
  person = await makePerson(t, '陈甲')
  await t.owner.account.update({ where: { id: accountIdOf(person) }, data: { emailConfirmedAt: new Date(start) } })
})

const ctxAt = (instant = start, actor: Actor | undefined = person) => t.contextAt(instant, actor)
const tellAt = (instant: string) => sendFollowNews({ db: t.owner, keys, toldNow: new Date(instant) })
const letters = () => t.owner.message.findMany({ where: { template: 'followNews' }, orderBy: { id: 'asc' } })
const begin = async (actor = person, since = start) => {
  must(await follow(ctxAt(start, actor), { projectNo: project.projectNo }))
  const { id } = await t.owner.follow.findFirstOrThrow({ where: { accountId: accountIdOf(actor) } })
  await t.owner.follow.update({ where: { id }, data: { since: new Date(since) } })
  return id
}
const happens = (type: string, instant: string, more: { isPublic?: boolean; callId?: string } = {}) =>
  t.owner.event.create({
    data: {
      type,
      entity: 'project',
      entityId: project.id,
      ...(more.callId === undefined ? { projectId: project.id } : { callId: more.callId }),
      isPublic: more.isPublic ?? true,
      occurredAt: new Date(instant),
    },
  })

test('is begun with one press, once, by whoever is signed in, for what is public; and ended', async () => {
  expect(await follow(ctxAt(start, undefined), { projectNo: 'X' })).toMatchObject({ ok: false })
  must(await follow(ctxAt(), { projectNo: project.projectNo }))
  must(await follow(ctxAt(), { projectNo: project.projectNo }))
  must(await follow(ctxAt(), { callNo: story.callNo }))
  const rows = await readFollows(ctxAt())
  expect(rows.map(({ projectNo, callNo }) => projectNo ?? callNo)).toEqual([story.callNo, project.projectNo])
  expect(await readFollowing(ctxAt(), { projectNo: project.projectNo })).toMatchObject({ followId: rows[1]?.id })
  const other = await makePerson(t, '李乙')
  const own = { followId: rows[0]?.id ?? '' }
  expect(await unfollow(ctxAt(start, other), own)).toMatchObject({ refusal: { code: 'not-found' } })
  must(await unfollow(ctxAt(), own))
  expect(await readFollows(ctxAt())).toHaveLength(1)
  const { call } = await draftedCall(t)
  expect(await follow(ctxAt(), { callNo: 'GYH-2026-9999' })).toMatchObject({ refusal: { code: 'not-found' } })
  await expect(t.app.follow.create({ data: { accountId: accountIdOf(person), callId: call.id } })).rejects.toThrow(
    'follow.hidden',
  )
})

test('what became public is told once, together, a little later; nothing unpublished and nothing from before', async () => {
  await happens('tranche.released', '2026-11-24T09:00:00+08:00')
  await begin()
  await happens('report.submitted', '2026-11-24T11:00:00+08:00')
  await happens('milestone.accepted', '2026-11-24T11:00:05+08:00')
  await happens('tranche.released', '2026-11-24T11:00:05+08:00', { isPublic: false })
  await happens('remedy.objected', '2026-11-24T11:00:06+08:00', { callId: project.callId })
  await happens('call.amended', '2026-11-24T11:00:06+08:00', { callId: project.callId })
  expect(await tellAt('2026-11-24T11:00:10+08:00')).toBe(0)
  expect(await tellAt('2026-11-24T11:00:40+08:00')).toBe(1)
  expect(await tellAt('2026-11-24T11:01:00+08:00')).toBe(0)
  const [letter, ...others] = await letters()
  expect(others).toEqual([])
  const { subject, text } = writeLetter(
    { template: 'followNews', locale: 'zh-CN', values: letter?.values as Record<string, string> },
    'https://gongyi.example.cn',
  )
  expect(subject).toContain('有新进展')
  expect(text).toContain('3 项新进展')
  expect(text).toContain('提交里程碑报告')
  expect(text).toContain('收到异议')
  expect(text).not.toContain('拨付款项')
  expect(text).toContain(`https://gongyi.example.cn/projects/${project.projectNo}`)
})

test('letters end with one press and begin again from then on; so many a day and no more', async () => {
  const id = await begin()
  await happens('project.suspended', '2026-11-25T09:00:00+08:00')
  expect(await tellAt('2026-11-25T09:01:00+08:00')).toBe(1)
  const [told] = await letters()
  const { stopUrl = '' } = (told?.values ?? {}) as Record<string, string>
  const token = stopUrl.split('/').at(-1) ?? ''
  const visitor = { ...ctxAt('2026-11-25T10:00:00+08:00', undefined), keys }
  expect(await readFollowStop(visitor, token)).toMatchObject({ stopped: { isStopped: false } })
  expect(await stopNews(visitor, `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).toMatchObject({
    ok: false,
  })
  must(await stopNews(visitor, token))
  must(await stopNews(visitor, token))
  expect(await readFollowStop(visitor, token)).toMatchObject({ stopped: { isStopped: true } })
  await happens('project.resumed', '2026-11-25T11:00:00+08:00')
  expect(await tellAt('2026-11-25T12:00:00+08:00')).toBe(0)
  await expect(t.owner.followLetter.create({ data: { followId: id, accountId: accountIdOf(person) } })).rejects.toThrow(
    'follow.silent',
  )
  must(await follow(ctxAt('2026-11-25T13:00:00+08:00'), { projectNo: project.projectNo }))
  expect(await tellAt('2026-11-25T13:01:00+08:00')).toBe(0)
  for (let number = 0; number < 12; number += 1) {
    await happens('project.resumed', `2026-11-26T${10 + number}:00:00+08:00`)
    await tellAt(`2026-11-26T${10 + number}:01:00+08:00`)
  }
  expect(await letters()).toHaveLength(11)
  expect(await tellAt('2026-11-27T08:00:00+08:00')).toBe(1)
})

test('PostgreSQL tells nobody of what is not public or not followed', async () => {
  const followId = await begin()
  const { id: letterId } = await t.owner.followLetter.create({
    data: { followId, accountId: accountIdOf(person) },
    select: { id: true },
  })
  const told = (eventId: string) => t.app.followTold.create({ data: { followId, letterId, eventId } })
  const hidden = await happens('milestone.accepted', '2026-11-28T11:00:00+08:00', { isPublic: false })
  await expect(told(hidden.id)).rejects.toThrow('follow.hidden')
  const before = await happens('milestone.accepted', '2026-11-20T11:00:00+08:00')
  await expect(told(before.id)).rejects.toThrow('follow.hidden')
  const open = await happens('milestone.accepted', '2026-11-28T11:00:00+08:00')
  await told(open.id)
  await expect(told(open.id)).rejects.toThrow()
  await expect(t.app.followRule.updateMany({ data: { lettersADay: 50 } })).rejects.toThrow()
})

test('a feed has the public events, the latest first, and goes with nobody’s account', async () => {
  const thing = await readProjectThing(t.app, project.projectNo)
  if (thing === undefined) throw new Error('no project')
  const shown = await happens('evaluation.confirmed', '2026-11-29T11:00:00+08:00')
  const hidden = await happens('project.closed', '2026-11-29T12:00:00+08:00', { isPublic: false })
  const ctx = ctxAt(start, undefined)
  const at = { page: `/projects/${project.projectNo}`, feed: `/projects/${project.projectNo}/feed.xml` }
  const request = () => new Request(`https://gongyi.example.cn${at.feed}`)
  const answer = await newsFeed(ctx, request(), { ...thing, ...at })
  const text = await answer.text()
  expect(text.match(/<entry>/g)?.length).toBeGreaterThan(1)
  expect(text.indexOf(`urn:uuid:${shown.id}`)).toBeGreaterThan(0)
  expect(text).not.toContain(hidden.id)
  expect(await readProjectThing(t.app, 'P-0')).toBeUndefined()
  const again = new Request(request(), { headers: { 'If-None-Match': answer.headers.get('etag') ?? '' } })
  expect((await newsFeed(ctx, again, { ...thing, ...at })).status).toBe(304)
})

test('a follow goes with its account, and no more are kept than the rule says', async () => {
  await begin()
  await t.owner.followRule.update({ where: { fromOn: new Date('2026-01-01') }, data: { perAccount: 1 } })
  try {
    expect(await follow(ctxAt(), { callNo: story.callNo })).toMatchObject({ refusal: { code: 'follow.too-many' } })
  } finally {
    await t.owner.followRule.update({ where: { fromOn: new Date('2026-01-01') }, data: { perAccount: 200 } })
  }
  await t.owner.account.delete({ where: { id: accountIdOf(person) } })
  expect(await t.owner.follow.count()).toBe(0)
})
