import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readProjectAsk, readSearchAsk } from '#app/domain/search/ask.ts'
import type { Pace } from '#app/domain/saved-search/schema.ts'
import { type Actor, anonymous } from '#app/domain/shared/actor.ts'
import { at } from '#app/domain/shared/day.ts'
import { writeLetter } from '#app/i18n/letter.ts'
import { readDeadlines } from '#app/services/search/deadlines.server.ts'
import { openLetter } from '#app/services/notice/open-letter.server.ts'
import { readNewest } from '#app/services/search/newest-things.server.ts'
import { readSavedSearches } from '#app/services/saved-search/queries/saved-searches.server.ts'
import { changeSearch, removeSearch, saveSearch } from '#app/services/saved-search/save-search.server.ts'
import { sendAlerts } from '#app/services/saved-search/send-alerts.server.ts'
import { readStop, stopLetters } from '#app/services/saved-search/stop-letters.server.ts'
import { stopTokenOf } from '#app/services/saved-search/store.server.ts'
import { createKeys } from '#app/services/shared/keys.server.ts'
import type { SearchEngine } from '#search/port.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeScene, placeCall, placeOrganization, placeProject, placeRating, type Scene } from '../search/scene.ts'
import { testSecret } from '#tests/support/test-secret.ts'

const t = useDatabase()
const keys = createKeys(testSecret)
let scene: Scene
let person: Actor & { accountId: string }

/** A Tuesday, after eight in the morning. */
const saved = '2026-11-24T10:00:00+08:00'

beforeAll(async () => {
  scene = await makeScene(t.owner)
})

beforeEach(async () => {
  await t.owner.savedSearch.deleteMany()
  await t.owner.message.deleteMany()
  await t.owner.$executeRaw`DELETE FROM graphile_worker._private_jobs`
  person = await somebody('ZH_CN')
})

async function somebody(locale: 'ZH_CN' | 'EN'): Promise<Actor & { accountId: string }> {
  const { id } = await t.owner.account.create({
    data: { email: `${crypto.randomUUID()}@example.cn`, name: '陈甲', locale, emailConfirmedAt: new Date() },
  })
  return { ...anonymous, accountId: id, name: '陈甲' }
}

const ctxAt = (instant: string, actor: Actor = person) => t.contextAt(instant, actor)
const ask = (query: string) => readProjectAsk(new URLSearchParams(query))
const asked = (query: string) => readSearchAsk(new URLSearchParams(query))
const keep = async (query: string, pace: Pace, { actor = person, when = saved, name = '我的搜索' } = {}) => {
  const outcome = await saveSearch(ctxAt(when, actor), undefined, asked(query), { name, pace })
  if (!outcome.ok) throw new Error(outcome.refusal.code)
  return outcome.id
}
const alertsAt = (instant: string, engine?: SearchEngine) =>
  sendAlerts({ db: t.owner, keys, engine, toldNow: at(instant) })
const letters = () => t.owner.message.findMany({ where: { template: 'savedSearchNew' }, orderBy: { id: 'asc' } })
function textOf(letter: { values: unknown; locale: string } | undefined): string {
  if (letter === undefined) throw new Error('no letter')
  const { values, locale } = letter
  return writeLetter(
    {
      template: 'savedSearchNew',
      locale: locale === 'EN' ? 'en' : 'zh-CN',
      values: values as Record<string, string>,
    },
    'https://gongyi.example.cn',
  ).text
}
/** A call that was published at this hour, as its publication leaves it. */
async function publish(title: string, instant: string): Promise<string> {
  const id = await placeCall(scene, { title, publishedAt: instant })
  await t.owner.event.create({
    data: {
      type: 'call.published',
      entity: 'call',
      entityId: id,
      callId: id,
      isPublic: true,
      occurredAt: new Date(instant),
    },
  })
  return id
}

describe('a search is kept', () => {
  test('once for each person, as far as the rule goes, and by its owner alone', async () => {
    const id = await keep('q=蜂巢&sort=much&page=2', 'DAILY')
    const [row] = await readSavedSearches(ctxAt(saved))
    expect(row).toMatchObject({
      id,
      name: '我的搜索',
      pace: 'DAILY',
      query: `?${new URLSearchParams({ q: '蜂巢' }).toString()}`,
    })
    const again = await saveSearch(ctxAt(saved), undefined, asked('q=蜂巢&page=3'), { name: '又一个', pace: 'NONE' })
    expect(again).toMatchObject({ ok: false, refusal: { code: 'saved-search.saved-already' } })

    const other = await somebody('EN')
    expect(await readSavedSearches(ctxAt(saved, other))).toEqual([])
    const change = { searchId: id, version: 1, name: '改', pace: 'NONE' as const }
    expect(await changeSearch(ctxAt(saved, other), undefined, change)).toMatchObject({ refusal: { code: 'not-found' } })
    expect(await removeSearch(ctxAt(saved, other), id)).toMatchObject({ refusal: { code: 'not-found' } })
    expect((await changeSearch(ctxAt(saved), undefined, change)).ok).toBe(true)
    expect(await changeSearch(ctxAt(saved), undefined, change)).toMatchObject({ refusal: { code: 'stale' } })
    expect((await removeSearch(ctxAt(saved), id)).ok).toBe(true)

    for (let number = 0; number < 30; number += 1) await keep(`q=蜂巢${number}`, 'NONE')
    const tooMany = await saveSearch(ctxAt(saved), undefined, asked('q=蜂巢'), { name: '多', pace: 'NONE' })
    expect(tooMany).toMatchObject({ refusal: { code: 'saved-search.too-many' } })
  })

  test('goes with its account', async () => {
    await publish('随账号删除', '2026-11-23T10:00:00+08:00')
    await keep('q=随账号删除', 'DAILY')
    expect(await t.owner.savedSearchThing.count({ where: { savedSearch: { accountId: person.accountId } } })).toBe(1)
    await t.owner.account.delete({ where: { id: person.accountId } })
    expect(await t.owner.savedSearch.count()).toBe(0)
    expect(await t.owner.savedSearchThing.count()).toBe(0)
  })
})

describe('what is new', () => {
  test('is told once, in the reader’s language, by one letter a day; what was there before is not', async () => {
    await publish('晨光助餐一', '2026-11-23T10:00:00+08:00')
    const reader = await somebody('EN')
    await keep('q=晨光助餐', 'DAILY', { actor: reader })
    const second = await publish('晨光助餐二', '2026-11-24T15:00:00+08:00')
    const third = await publish('晨光助餐三', '2026-11-24T16:00:00+08:00')
    await publish('夕阳助浴', '2026-11-24T16:00:00+08:00')
    expect(await alertsAt('2026-11-25T07:59:00+08:00')).toBe(0)
    expect(await alertsAt('2026-11-25T08:00:00+08:00')).toBe(1)
    expect(await alertsAt('2026-11-25T08:01:00+08:00')).toBe(0)
    expect(await alertsAt('2026-11-26T08:01:00+08:00')).toBe(0)
    const [letter, ...others] = await letters()
    expect(others).toEqual([])
    expect(letter).toMatchObject({ locale: 'EN', isSecret: false })
    const text = textOf(letter)
    expect(text).toContain('晨光助餐二')
    expect(text).toContain('晨光助餐三')
    expect(text).not.toContain('晨光助餐一')
    expect(text).not.toContain('夕阳助浴')
    expect(text).toContain('https://gongyi.example.cn/en/search?q=%E6%99%A8%E5%85%89%E5%8A%A9%E9%A4%90')
    expect(text).toMatch(/https:\/\/gongyi\.example\.cn\/en\/search\/letters\/[\w-]{43}/)
    const told = await t.owner.savedSearchThing.findMany({ where: { letterId: { not: null } } })
    expect(told.map(({ thingId }) => thingId).sort()).toEqual([second, third].sort())
  })

  test('comes on Monday in a weekly letter, or when the worker is back after it', async () => {
    await keep('q=周报新声', 'WEEKLY')
    await publish('周报新声', '2026-11-25T15:00:00+08:00')
    expect(await alertsAt('2026-11-29T23:00:00+08:00')).toBe(0)
    expect(await alertsAt('2026-12-02T03:00:00+08:00')).toBe(1)
    expect(await alertsAt('2026-12-07T09:00:00+08:00')).toBe(0)
  })

  test('comes at once, and what is published together comes together', async () => {
    await keep('q=即刻援手', 'AT_ONCE')
    await publish('即刻援手一', '2026-11-24T11:00:00+08:00')
    expect(await alertsAt('2026-11-24T11:00:10+08:00')).toBe(0)
    await publish('即刻援手二', '2026-11-24T11:00:15+08:00')
    expect(await alertsAt('2026-11-24T11:00:25+08:00')).toBe(1)
    expect(await alertsAt('2026-11-24T11:01:30+08:00')).toBe(0)
    expect(textOf((await letters())[0])).toContain('即刻援手二')
    await publish('即刻援手三', '2026-11-24T12:00:00+08:00')
    expect(await alertsAt('2026-11-24T12:00:30+08:00')).toBe(1)
    const last = textOf((await letters())[1])
    expect(last).toContain('即刻援手三')
    expect(last).not.toContain('即刻援手二')
  })

  test('is a call, too, that comes to the stage asked for', async () => {
    const id = await publish('阶段转换', '2026-11-20T15:00:00+08:00')
    await keep('q=阶段转换&stage=NOTICED', 'DAILY')
    expect(await alertsAt('2026-11-25T08:00:00+08:00')).toBe(0)
    await t.owner.call.update({ where: { id }, data: { state: 'NOTICED' } })
    expect(await alertsAt('2026-11-26T08:00:00+08:00')).toBe(1)
  })

  test('is told once when two workers are at it together', async () => {
    await keep('q=双人值守', 'DAILY')
    await keep('q=值守', 'DAILY')
    await publish('双人值守', '2026-11-24T15:00:00+08:00')
    const rounds = await Promise.all(Array.from({ length: 4 }, () => alertsAt('2026-11-25T08:00:00+08:00')))
    // Whoever met another at it leaves the search for its next round.
    const rest = await alertsAt('2026-11-25T08:00:15+08:00')
    expect(rounds.reduce((sum, count) => sum + count, 0) + rest).toBe(2)
    expect(await letters()).toHaveLength(2)
  })

  test('waits while quiet hours run, and is one letter when they are over', async () => {
    const { accountId } = person
    await t.owner.noticeSetting.create({ data: { accountId, digestHour: 9, quietFrom: 20, quietUntil: 7 } })
    await keep('q=夜深人静', 'AT_ONCE')
    await publish('夜深人静一', '2026-11-24T20:30:00+08:00')
    expect(await alertsAt('2026-11-24T20:31:00+08:00')).toBe(0)
    await publish('夜深人静二', '2026-11-25T01:00:00+08:00')
    expect(await alertsAt('2026-11-25T06:59:00+08:00')).toBe(0)
    expect(await alertsAt('2026-11-25T07:00:00+08:00')).toBe(1)
    expect(await alertsAt('2026-11-25T08:01:00+08:00')).toBe(0)
    const text = textOf((await letters())[0])
    expect(text).toContain('夜深人静一')
    expect(text).toContain('夜深人静二')
  })

  test('lies in the inbox of its reader, without the link that needs no session', async () => {
    await keep('q=信箱常在', 'DAILY')
    await publish('信箱常在', '2026-11-24T15:00:00+08:00')
    expect(await alertsAt('2026-11-25T08:00:00+08:00')).toBe(1)
    const [letter] = await letters()
    expect(letter).toMatchObject({ accountId: person.accountId, readAt: null })
    const opened = await openLetter(ctxAt('2026-11-25T09:00:00+08:00'), letter?.id ?? '')
    expect(opened?.values).toMatchObject({ searchName: '我的搜索' })
    expect(opened?.values).not.toHaveProperty('stopUrl')
  })

  test('after a long time away is one letter of twenty and a count of the rest', async () => {
    await keep('q=久别重逢', 'AT_ONCE')
    for (let number = 0; number < 23; number += 1)
      await publish(`久别重逢第${number}号`, `2026-11-25T15:00:${String(number).padStart(2, '0')}+08:00`)
    expect(await alertsAt('2026-12-20T15:00:00+08:00')).toBe(1)
    expect(await alertsAt('2026-12-21T15:00:00+08:00')).toBe(0)
    const text = textOf((await letters())[0])
    expect(text.match(/久别重逢第/g)).toHaveLength(20)
    expect(text).toContain('另有 3 项')
  })

  test('waits for the next day when there were letters enough', async () => {
    for (let number = 0; number < 12; number += 1) await keep(`q=限量${number}号邮件`, 'DAILY')
    for (let number = 0; number < 12; number += 1) await publish(`限量${number}号邮件`, '2026-11-24T15:00:00+08:00')
    expect(await alertsAt('2026-11-25T09:00:00+08:00')).toBe(10)
    expect(await alertsAt('2026-11-25T20:00:00+08:00')).toBe(0)
    expect(await alertsAt('2026-11-26T08:00:00+08:00')).toBe(2)
  })

  test('is told while the engine is away', async () => {
    await keep('q=引擎离线', 'DAILY')
    await publish('引擎离线', '2026-11-24T15:00:00+08:00')
    const away = () => Promise.reject(new Error('connection refused'))
    expect(await alertsAt('2026-11-25T08:00:00+08:00', { projects: away, organizations: away, suggest: away })).toBe(1)
  })
})

describe('organizations', () => {
  /** An organization that came to this site at this hour. */
  const join = async (name: string, instant: string, data: { state?: 'SUSPENDED' } = {}): Promise<string> => {
    const id = await placeOrganization(scene, { name })
    await t.owner.organization.update({ where: { id }, data: { createdAt: new Date(instant), ...data } })
    return id
  }

  test('that came since are told of once, beside calls, in the reader’s language; those that take no part are not', async () => {
    await join('和风陪伴社一', '2026-11-23T10:00:00+08:00')
    const reader = await somebody('EN')
    await keep('of=organizations&q=和风陪伴', 'DAILY', { actor: reader, name: 'partners' })
    await keep('q=和风陪伴', 'DAILY', { actor: reader, name: 'calls' })
    const second = await join('和风陪伴社二', '2026-11-24T15:00:00+08:00')
    await join('和风陪伴社三', '2026-11-24T15:00:00+08:00', { state: 'SUSPENDED' })
    await join('细雨读书会', '2026-11-24T15:00:00+08:00')
    const call = await publish('和风陪伴征集', '2026-11-24T16:00:00+08:00')
    expect(await alertsAt('2026-11-25T07:59:00+08:00')).toBe(0)
    expect(await alertsAt('2026-11-25T08:00:00+08:00')).toBe(2)
    expect(await alertsAt('2026-11-26T08:00:00+08:00')).toBe(0)
    const texts = new Map(
      (await letters()).map((letter) => [(letter.values as { searchName: string }).searchName, textOf(letter)]),
    )
    const partners = texts.get('partners') ?? ''
    expect(partners).toContain('和风陪伴社二')
    expect(partners).toContain('Minhang')
    expect(partners).toContain(`https://gongyi.example.cn/en/organizations/${second}`)
    expect(partners).toContain('/en/search?of=organizations&q=')
    expect(partners).not.toMatch(/和风陪伴社[一三]|和风陪伴征集|细雨/)
    expect(texts.get('calls')).toContain('和风陪伴征集')
    expect(texts.get('calls')).not.toContain('和风陪伴社')
    const told = await t.owner.savedSearchThing.findMany({ where: { letterId: { not: null } } })
    expect(told.map(({ kind, thingId }) => [kind, thingId]).sort()).toEqual([
      ['call', call],
      ['organization', second],
    ])
  })

  test('are told of at once, also those that come to answer; a call published meanwhile wakes no such search', async () => {
    const old = await join('朝露社', '2026-11-20T10:00:00+08:00')
    const id = await keep('of=organizations&rating=5', 'AT_ONCE')
    const lookedAt = async () => (await t.owner.savedSearch.findUniqueOrThrow({ where: { id } })).lookedAt.toISOString()
    await publish('朝露征集', '2026-11-24T11:00:00+08:00')
    expect(await alertsAt('2026-11-24T11:00:30+08:00')).toBe(0)
    expect(await lookedAt()).toBe('2026-11-24T02:00:00.000Z')

    await join('晨雾社', '2026-11-24T12:00:00+08:00')
    expect(await alertsAt('2026-11-24T12:00:30+08:00')).toBe(0)
    expect(await lookedAt()).toBe('2026-11-24T04:00:30.000Z')

    await placeRating(scene, old, 5, 30)
    await t.owner.event.create({
      data: {
        type: 'rating.entered-confirmed',
        entity: 'rating-decision',
        entityId: old,
        isPublic: true,
        occurredAt: at('2026-11-24T15:00'),
      },
    })
    expect(await alertsAt('2026-11-24T15:00:30+08:00')).toBe(1)
    expect(textOf((await letters())[0])).toContain('朝露社')
  })
})

describe('what nobody is told of', () => {
  test('is what the public may not read, whatever the engine says', async () => {
    await keep('', 'DAILY')
    const hits = [
      { kind: 'call' as const, id: await placeCall(scene, { title: '机密草稿', state: 'DRAFT' }) },
      { kind: 'call' as const, id: await placeCall(scene, { title: '机密送审', state: 'SUBMITTED' }) },
      {
        kind: 'call' as const,
        id: await placeCall(scene, { title: '机密撤销', state: 'CANCELLED', isPublished: false }),
      },
    ]
    const rehearsal = await publish('机密演练', '2026-11-24T15:00:00+08:00')
    await t.owner.call.update({ where: { id: rehearsal }, data: { isRehearsal: true } })
    hits.push({ kind: 'call', id: rehearsal })
    const { id: project } = await placeProject(scene, { title: '机密撤回中选' })
    await t.owner.$executeRaw`UPDATE project SET created_at = '2026-11-24T15:00:00+08:00' WHERE id = ${project}::uuid`
    await t.owner
      .$executeRaw`UPDATE award SET revoked_at = '2026-11-24T16:00:00+08:00', revoked_by_id = decided_by_id, revocation_code = 'fraud', revocation_note = '撤回' WHERE id = (SELECT award_id FROM project WHERE id = ${project}::uuid)`
    const stale: SearchEngine = {
      projects: () =>
        Promise.resolve({
          hits: [...hits, { kind: 'project', id: project }],
          total: 5,
          facets: { stage: {}, field: {}, region: {}, regime: {}, instrument: {}, band: {}, year: {}, buyer: {} },
          without: {},
          isNear: false,
          others: { hits: [], total: 0 },
        }),
      organizations: () => Promise.reject(new Error('not asked')),
      suggest: () => Promise.reject(new Error('not asked')),
    }
    expect(await alertsAt('2026-11-25T08:00:00+08:00', stale)).toBe(0)
    expect(await letters()).toEqual([])
  })

  test('is what is merely near', async () => {
    await keep('q=白鹭湿地观察', 'DAILY')
    await publish('白鹭湿地巡护', '2026-11-24T15:00:00+08:00')
    expect(await alertsAt('2026-11-25T08:00:00+08:00')).toBe(0)
  })

  test('is anything once its reader stopped it or is locked out', async () => {
    const id = await keep('q=安静下来', 'AT_ONCE')
    const other = await keep('q=安静', 'DAILY')
    const visitor = ctxAt('2026-11-24T12:00:00+08:00', anonymous)
    const token = stopTokenOf(keys, id)
    expect(await readStop(visitor, token)).toMatchObject({ search: { name: '我的搜索', isStopped: false } })
    for (const wrong of ['', 'x', `${token.slice(0, -2)}AA`, stopTokenOf(createKeys(Buffer.alloc(32, 8)), id)])
      expect(await stopLetters(visitor, wrong)).toMatchObject({ refusal: { code: 'not-found' } })
    expect((await stopLetters(visitor, token)).ok).toBe(true)
    expect((await stopLetters(visitor, token)).ok).toBe(true)
    await publish('安静下来', '2026-11-24T15:00:00+08:00')
    expect(await alertsAt('2026-11-25T08:00:00+08:00')).toBe(1)
    expect((await t.owner.savedSearchLetter.findMany()).map(({ savedSearchId }) => savedSearchId)).toEqual([other])

    // Begun again, it tells of what comes from then on.
    const change = { searchId: id, version: 2, name: '又响', pace: 'DAILY' as const }
    expect((await changeSearch(ctxAt('2026-11-25T10:00:00+08:00'), undefined, change)).ok).toBe(true)
    expect(await alertsAt('2026-11-26T08:00:00+08:00')).toBe(0)
    await t.owner.account.update({ where: { id: person.accountId }, data: { state: 'DISABLED' } })
    await publish('安静下来又一项', '2026-11-26T15:00:00+08:00')
    expect(await alertsAt('2026-11-27T08:00:00+08:00')).toBe(0)
  })
})

describe('PostgreSQL itself', () => {
  test('lets the site change nothing that was told, and tell nothing hidden', async () => {
    const id = await keep('q=铁律', 'DAILY')
    const call = await publish('铁律', '2026-11-24T15:00:00+08:00')
    expect(await alertsAt('2026-11-25T08:00:00+08:00')).toBe(1)
    await expect(t.app.savedSearchThing.updateMany({ data: { letterId: null } })).rejects.toThrow(/denied/)
    await expect(t.app.savedSearchLetter.updateMany({ data: { things: 9 } })).rejects.toThrow(/denied/)
    await expect(t.app.savedSearchThing.deleteMany()).rejects.toThrow(/denied/)
    await expect(t.app.savedSearch.updateMany({ data: { accountId: scene.people[0] } })).rejects.toThrow(/denied/)
    await expect(t.owner.savedSearchThing.updateMany({ data: { kind: 'project' } })).rejects.toThrow(/settled/)
    const draft = await placeCall(scene, { title: '草稿', state: 'DRAFT' })
    const { id: letterId } = await t.owner.savedSearchLetter.findFirstOrThrow()
    await expect(
      t.app.savedSearchThing.create({ data: { savedSearchId: id, thingId: draft, kind: 'call', letterId } }),
    ).rejects.toThrow(/hidden/)
    const suspended = await placeOrganization(scene, { name: '暂停的服务社' })
    await t.owner.organization.update({ where: { id: suspended }, data: { state: 'SUSPENDED' } })
    await expect(
      t.app.savedSearchThing.create({
        data: { savedSearchId: id, thingId: suspended, kind: 'organization', letterId },
      }),
    ).rejects.toThrow(/settled/)
    const ofOrganizations = await keep('of=organizations&q=铁律', 'DAILY')
    const { id: itsLetter } = await t.app.savedSearchLetter.create({
      data: { savedSearchId: ofOrganizations, accountId: person.accountId, things: 1 },
    })
    await expect(
      t.app.savedSearchThing.create({
        data: { savedSearchId: ofOrganizations, thingId: suspended, kind: 'organization', letterId: itsLetter },
      }),
    ).rejects.toThrow(/hidden/)
    await expect(
      t.app.savedSearchThing.create({ data: { savedSearchId: id, thingId: call, kind: 'call', letterId } }),
    ).rejects.toThrow(/[Uu]nique/)
    await t.app.savedSearch.update({ where: { id }, data: { pace: 'NONE' } })
    await expect(
      t.app.savedSearchLetter.create({ data: { savedSearchId: id, accountId: person.accountId, things: 1 } }),
    ).rejects.toThrow(/silent/)
  })
})

describe('feed and calendar', () => {
  test('a feed is the newest first with the times of what happened, and holds nothing hidden', async () => {
    const old = await publish('信鸽投递一', '2026-11-20T15:00:00+08:00')
    await publish('信鸽投递二', '2026-11-21T15:00:00+08:00')
    await placeCall(scene, { title: '信鸽投递草稿', state: 'DRAFT' })
    await t.owner.event.create({
      data: {
        type: 'call.amended',
        entity: 'call',
        entityId: old,
        callId: old,
        isPublic: true,
        occurredAt: at('2026-11-22T09:00'),
      },
    })
    const { rows } = await readNewest(t.app, undefined, ask('q=信鸽投递&sort=little'))
    expect(rows.map(({ title, changedAt }) => [title, changedAt.toISOString()])).toEqual([
      ['信鸽投递二', '2026-11-21T07:00:00.000Z'],
      ['信鸽投递一', '2026-11-22T01:00:00.000Z'],
    ])
  })

  test('a calendar holds the calls that take bids; one that stands still says so, and every change counts', async () => {
    const place = (title: string, deadlineAt: string) => placeCall(scene, { title, deadlineAt })
    const still = await place('潮汐钟一', '2099-12-10T17:00:00+08:00')
    await place('潮汐钟二', '2099-12-09T17:00:00+08:00')
    await place('潮汐钟旧', '2026-01-09T17:00:00+08:00')
    await placeCall(scene, { title: '潮汐钟终', state: 'SCORING' })
    const before = await readDeadlines(t.app, undefined, ask('q=潮汐钟'))
    expect(before.map(({ title, changes }) => [title, changes])).toEqual([
      ['潮汐钟二', 0],
      ['潮汐钟一', 0],
    ])
    const { suspendedAt } = await t.owner.callSuspension.create({
      data: {
        callId: still,
        reason: '核实',
        suspendedById: scene.people[1],
        suspendedAt: new Date(),
      },
    })
    await t.owner.call.update({ where: { id: still }, data: { suspendedAt } })
    const [, row] = await readDeadlines(t.app, undefined, ask('q=潮汐钟'))
    expect(row).toMatchObject({ title: '潮汐钟一', isSuspended: true, changes: 1, changedAt: suspendedAt })
    expect(await readDeadlines(t.app, undefined, ask('q=潮汐钟&stage=ENDED'))).toEqual([])
  })
})
