import { beforeAll, describe, expect, test } from 'vitest'
import { formatGiverCode } from '#app/domain/appeal/giver-code.ts'
import { toDay } from '#app/domain/shared/day.ts'
import type { CalloutTyped } from '#app/domain/volunteer/schema.ts'
import { publicOrganization } from '#app/services/organization/queries/public-organization.server.ts'
import { cancelCallout, confirmHours, publishCallout, recordHours } from '#app/services/volunteer/callouts.server.ts'
import { checkCertificate } from '#app/services/volunteer/check-certificate.server.ts'
import { keepVolunteers } from '#app/services/volunteer/keep-volunteers.server.ts'
import {
  readCalloutSheet,
  readCertificate,
  readOpenCallouts,
  readOwnSignup,
  readVolunteersPage,
} from '#app/services/volunteer/queries/volunteers.server.ts'
import {
  addVolunteer,
  certifyByCode,
  certifyVolunteer,
  forgetVolunteer,
  joinCallout,
} from '#app/services/volunteer/register.server.ts'
import { signOff, signUp } from '#app/services/volunteer/sign-up.server.ts'
import { type Bidder, makeBidder } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makePerson, must } from '#tests/support/scenes.ts'

const t = useDatabase()
const refused = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) as unknown })
const before = '2026-03-02T10:00:00+08:00'
const after = '2026-03-07T18:00:00+08:00'
const anyone = (instant = before) => t.contextAt(instant)

let house: Bidder
beforeAll(async () => {
  house = await makeBidder(t, '晴川社区服务中心')
})
const call = async (over: Partial<CalloutTyped> = {}, who = house) =>
  must(
    await publishCallout(t.contextAt(before, who.editor), who.id, {
      title: `周末陪聊${crypto.randomUUID().slice(0, 6)}`,
      about: '陪独居老人聊天。',
      place: '江头街道活动室',
      startsAt: new Date('2026-03-07T14:00:00+08:00'),
      endsAt: new Date('2026-03-07T17:00:00+08:00'),
      seats: 2,
      ...over,
    }),
  ).calloutId
const person = (name: string, over: { phone?: string; email?: string } = {}) => ({
  key: crypto.randomUUID(),
  name,
  phone: '13900000000',
  ...over,
})
const signedUp = async (calloutId: string, name: string, instant = before) =>
  formatGiverCode(must(await signUp(anyone(instant), { calloutId, ...person(name) })).code)
const idOf = async (calloutId: string, name: string) =>
  (await t.owner.volunteerSignup.findFirstOrThrow({ where: { calloutId, volunteer: { name } } })).id

describe('a call-out', () => {
  test('is published by those who keep it, ahead of its day, and shown until it begins', async () => {
    const other = await makeBidder(t, '别家')
    const typed = {
      title: '清洁河岸',
      about: '捡拾垃圾',
      place: '河岸',
      startsAt: new Date('2026-03-07T14:00:00+08:00'),
      endsAt: new Date('2026-03-07T17:00:00+08:00'),
      seats: 3,
    }
    expect(await publishCallout(t.contextAt(before, other.owner), house.id, typed)).toMatchObject(refused('not-found'))
    expect(await publishCallout(t.contextAt(before, house.certifier), house.id, typed)).toMatchObject(
      refused('not-found'),
    )
    expect(await publishCallout(t.contextAt(after, house.editor), house.id, typed)).toMatchObject(
      refused('volunteer.callout-day'),
    )
    const id = await call()
    const shown = async (instant: string) => (await readOpenCallouts(anyone(instant), undefined)).callouts
    expect((await shown(before)).map((row) => row.id)).toContain(id)
    expect((await shown(after)).map((row) => row.id)).not.toContain(id)
  })

  test('takes as many as it has seats, however many come at once; the same form signs up once', async () => {
    const calloutId = await call()
    const outcomes = await Promise.all(
      ['一', '二', '三', '四'].map((name) => signUp(anyone(), { calloutId, ...person(name) })),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2)
    expect(outcomes.filter((one) => !one.ok && one.refusal.code === 'volunteer.full')).toHaveLength(2)
    const other = await call()
    const form = person('重复')
    const first = must(await signUp(anyone(), { calloutId: other, ...form }))
    expect(must(await signUp(anyone(), { calloutId: other, ...form })).code).toBe(first.code)
    expect(await signUp(anyone(), { calloutId: other, ...person('重复') })).toMatchObject(
      refused('volunteer.signed-up-already'),
    )
    expect(await signUp(anyone(after), { calloutId: other, ...person('迟到') })).toMatchObject(
      refused('volunteer.over'),
    )
  })

  test('gives a place back to whoever holds the code, and to nobody else', async () => {
    const calloutId = await call({ seats: 1 })
    const code = await signedUp(calloutId, '甲')
    expect(await signOff(anyone(), 'ABCD-EFGH-JKMN-PQRS')).toMatchObject(refused('not-found'))
    must(await signOff(anyone(), code))
    expect(must(await readOwnSignup(anyone(), code)).signup.isSignedOff).toBe(true)
    await signedUp(calloutId, '乙')
  })

  test('called off, tells those who gave an address, and takes nobody more', async () => {
    const calloutId = await call({ seats: 3 })
    must(await signUp(anyone(), { calloutId, ...person('有信', { email: 'you@example.cn' }) }))
    const inEnglish = person('Ann', { email: 'me@example.org' })
    must(await signUp({ ...anyone(), locale: 'en' }, { calloutId, ...inEnglish }))
    await signedUp(calloutId, '无信')
    must(await cancelCallout(t.contextAt(before, house.editor), { calloutId, reason: '大风' }))
    const letters = await t.owner.message.findMany({
      where: { template: 'calloutCancelled' },
      orderBy: { toAddress: 'desc' },
    })
    expect(letters.map(({ toAddress, locale }) => [toAddress, locale])).toEqual([
      ['you@example.cn', 'ZH_CN'],
      ['me@example.org', 'EN'],
    ])
    // Letters are kept longer than names.
    expect(JSON.stringify(letters)).not.toContain('有信')
    expect(await signUp(anyone(), { calloutId, ...person('再来') })).toMatchObject(refused('volunteer.cancelled'))
  })
})

describe('hours', () => {
  test('are written by one and confirmed by another; then they count, once and for all', async () => {
    const org = await makeBidder(t, '时数服务社')
    const calloutId = await call({}, org)
    const code = await signedUp(calloutId, '张三')
    await signedUp(calloutId, '李四')
    const hours = { [await idOf(calloutId, '张三')]: '2.5', [await idOf(calloutId, '李四')]: '0' }
    const rating = { [await idOf(calloutId, '张三')]: '5' }
    const record = (instant: string, over = hours) =>
      recordHours(t.contextAt(instant, org.editor), { calloutId, hours: over, rating })
    expect(await record(before)).toMatchObject(refused('volunteer.hours-ahead'))
    expect(await record(after, { ...hours, [await idOf(calloutId, '张三')]: '3.5' })).toMatchObject(
      refused('volunteer.hours-long'),
    )
    expect(await certifyByCode(anyone(after), code)).toMatchObject(refused('volunteer.no-hours'))
    must(await record(after))
    expect(await confirmHours(t.contextAt(after, org.editor), { calloutId })).toMatchObject(
      refused('volunteer.two-people'),
    )
    const figures = async () => (await publicOrganization(anyone(after), org.id))?.volunteering
    expect(await figures()).toEqual({ volunteers: 2, hours: '0' })
    must(await confirmHours(t.contextAt(after, org.certifier), { calloutId }))
    expect(await figures()).toEqual({ volunteers: 2, hours: '2.5' })
    expect(await record(after)).toMatchObject(refused('volunteer.settled'))
    await expect(
      t.owner.volunteerSignup.update({ where: { id: await idOf(calloutId, '张三') }, data: { hours: 1 } }),
    ).rejects.toThrow('volunteer.settled')
    const sheet = await readCalloutSheet(t.contextAt(after, org.editor), calloutId)
    expect(sheet?.signups.find(({ name }) => name === '张三')).toMatchObject({
      hours: '2.5',
      rating: 5,
      isConfirmed: true,
    })
    expect(sheet?.signups.find(({ name }) => name === '李四')).toMatchObject({ hours: '0', rating: null })

    const { code: certificate } = must(await certifyByCode(anyone(after), code))
    expect(must(await certifyByCode(anyone(after), code)).code).toBe(certificate)
    const seen = await readCertificate(anyone(after), certificate)
    expect(seen).toMatchObject({ name: '张三', hours: '2.5', times: 1 })
    expect(must(await checkCertificate(anyone(after), ` ${seen?.number ?? ''} `)).mark).toBe(seen?.number)
    expect(await readCertificate(anyone(after), seen?.number ?? '')).toMatchObject({ name: null, hours: '2.5' })
    expect(await checkCertificate(anyone(after), '999999999')).toMatchObject(refused('volunteer.unknown-certificate'))
  })
})

describe('the register', () => {
  test('knows the same name with the same contact again, and adds somebody to a call-out', async () => {
    const org = await makeBidder(t, '名册服务社')
    const ctx = t.contextAt(before, org.editor)
    const typed = {
      name: '王五',
      phone: '139 1234 5678',
      consentHow: 'WRITTEN' as const,
      consentOn: toDay('2026-03-01'),
    }
    const { volunteerId } = must(await addVolunteer(ctx, org.id, typed))
    expect(await addVolunteer(ctx, org.id, { ...typed, phone: '13912345678' })).toMatchObject(
      refused('volunteer.known'),
    )
    expect(await addVolunteer(ctx, org.id, { ...typed, consentOn: toDay('2026-03-03') })).toMatchObject(
      refused('volunteer.consent-ahead'),
    )
    const row = await t.owner.volunteer.findUniqueOrThrow({ where: { id: volunteerId } })
    expect(Buffer.from(row.contactSealed ?? []).includes('139')).toBe(false)
    const calloutId = await call({}, org)
    must(await joinCallout(ctx, { calloutId, volunteerId }))
    expect(await joinCallout(ctx, { calloutId, volunteerId })).toMatchObject(refused('volunteer.signed-up-already'))
    const elsewhere = await call()
    expect(await joinCallout(t.contextAt(before, house.editor), { calloutId: elsewhere, volunteerId })).toMatchObject(
      refused('not-found'),
    )
    const page = await readVolunteersPage(ctx, org.id)
    expect(page?.volunteers[0]?.contact.phone).toBe('139 1234 5678')
    // Who only confirms sees no contact; others see nothing.
    const seen = await readVolunteersPage(t.contextAt(before, org.certifier), org.id)
    expect(seen?.volunteers[0]?.contact).toEqual({ phone: '', email: '' })
    expect(await readVolunteersPage(t.contextAt(before, house.owner), org.id)).toBeUndefined()
    expect(await certifyVolunteer(t.contextAt(before, house.owner), volunteerId)).toMatchObject(refused('not-found'))
  })

  test('forgets who takes consent back, and who did not come for years; hours stay', async () => {
    const org = await makeBidder(t, '忘却服务社')
    const calloutId = await call({}, org)
    const code = await signedUp(calloutId, '赵六')
    await signedUp(calloutId, '孙七')
    const hours = { [await idOf(calloutId, '赵六')]: '3', [await idOf(calloutId, '孙七')]: '3' }
    must(await recordHours(t.contextAt(after, org.editor), { calloutId, hours, rating: {} }))
    must(await confirmHours(t.contextAt(after, org.owner), { calloutId }))
    const { code: certificate } = must(await certifyByCode(anyone(after), code))
    const { id: volunteerId } = await t.owner.volunteer.findFirstOrThrow({ where: { name: '赵六' } })
    const next = { startsAt: new Date('2026-03-14T14:00:00+08:00'), endsAt: new Date('2026-03-14T16:00:00+08:00') }
    const ahead = await call(next, org)
    must(await joinCallout(t.contextAt(after, org.editor), { calloutId: ahead, volunteerId }))
    must(await forgetVolunteer(t.contextAt(after, org.editor), { volunteerId, version: 1 }))
    // A place kept for nobody would be one that nobody else can have.
    expect((await readCalloutSheet(t.contextAt(after, org.editor), ahead))?.signups).toEqual([])
    expect(await readCertificate(anyone(after), certificate)).toMatchObject({ name: '', hours: '3' })
    expect((await publicOrganization(anyone(after), org.id))?.volunteering).toEqual({ volunteers: 1, hours: '6' })
    await keepVolunteers(t.owner, { toldNow: new Date('2031-03-01T10:00:00+08:00') })
    expect(await t.owner.volunteer.count({ where: { name: '孙七' } })).toBe(1)
    await keepVolunteers(t.owner, { toldNow: new Date('2031-03-08T10:00:00+08:00') })
    expect(await t.owner.volunteer.count({ where: { name: '孙七' } })).toBe(0)
  })

  test('tells whoever signs up with another’s name and number nothing of that person', async () => {
    const org = await makeBidder(t, '实名服务社')
    const first = await call({}, org)
    const own = await signedUp(first, '周八')
    const hours = { [await idOf(first, '周八')]: '3' }
    must(await recordHours(t.contextAt(after, org.editor), { calloutId: first, hours, rating: {} }))
    must(await confirmHours(t.contextAt(after, org.owner), { calloutId: first }))
    const startsAt = new Date('2026-03-14T14:00:00+08:00')
    const second = must(
      await publishCallout(t.contextAt(after, org.editor), org.id, {
        title: '再来一次',
        about: '陪聊',
        place: '活动室',
        startsAt,
        endsAt: new Date('2026-03-14T16:00:00+08:00'),
        seats: 3,
      }),
    ).calloutId
    const curious = t.contextAt(after, await makePerson(t, '好奇的人'))
    const { code } = must(await signUp(curious, { calloutId: second, ...person('周八') }))
    expect(must(await readOwnSignup(curious, code)).signup).toMatchObject({ allHours: '0', times: 0 })
    expect(await certifyByCode(curious, code)).toMatchObject(refused('volunteer.no-hours'))
    expect((await readOpenCallouts(curious, undefined)).mine).toEqual([])
    expect(must(await readOwnSignup(anyone(after), own)).signup).toMatchObject({ allHours: '3', times: 1 })
  })

  test('shows a signed-in volunteer their own sign-ups', async () => {
    const neighbour = await makePerson(t, '邻居')
    const calloutId = await call()
    const ctx = t.contextAt(before, neighbour)
    const { code } = must(await signUp(ctx, { calloutId, ...person('邻居') }))
    expect((await readOpenCallouts(ctx, undefined)).mine.map((row) => row.code)).toEqual([formatGiverCode(code)])
    expect((await readOpenCallouts(anyone(), undefined)).mine).toEqual([])
  })
})
