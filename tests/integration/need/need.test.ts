import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import type { CallTerms } from '#app/domain/call/schema.ts'
import { at as instantAt, toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { draftCall } from '#app/services/call/draft-call.server.ts'
import { cancelCall } from '#app/services/call/cancel-call.server.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { readFile } from '#app/services/file/read-file.server.ts'
import { addNeedPhoto } from '#app/services/need/add-photo.server.ts'
import { declineNeed, setNeedAside, takeUpNeed, takeUpNeedAgain } from '#app/services/need/handle-need.server.ts'
import { linkNeedToCall } from '#app/services/need/link-call.server.ts'
import { readBureauNeed, readNeedBoard } from '#app/services/need/queries/need-board.server.ts'
import { readPublicNeed } from '#app/services/need/queries/need-page.server.ts'
import { readNeedsForCall } from '#app/services/need/queries/needs-behind.server.ts'
import { readPublicNeeds } from '#app/services/need/queries/public-needs.server.ts'
import { findSimilar } from '#app/services/need/queries/similar.server.ts'
import { raiseNeed } from '#app/services/need/raise-need.server.ts'
import { recordStep } from '#app/services/need/record-step.server.ts'
import { recordPetition, supportNeed, unsupportNeed } from '#app/services/need/support-need.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { needTyped, proposedNeed, resolvedNeed, stepTyped, versionOf } from '#tests/support/scenes-need.ts'
import {
  accountIdOf,
  type Body,
  makeApprover,
  makeBody,
  makeOfficer,
  makePerson,
  makeRegion,
  must,
} from '#tests/support/scenes.ts'

const t = useDatabase()
const day = toDay('2026-03-02')
const at = (clock = '12:00', actor?: Actor, on: string = day) => t.contextAt(`${on}T${clock}:00+08:00`, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })
const anyFilter = { state: undefined, field: undefined, region: undefined, after: null }

const callTerms = (regionId: string): CallTerms => ({
  title: '社区认知症筛查服务',
  method: 'COMPETITIVE_CONSULTATION',
  instrument: 'PROJECT_GRANT',
  field: 'HEALTH',
  regionId,
  docNo: '',
  summary: '',
  requirement: '',
  beneficiaries: '',
  budget: toFen(10_000_000n),
  ceiling: toFen(10_000_000n),
  fundId: null,
  bidDeadlineAt: instantAt('2026-04-20T17:00'),
  startsOn: toDay('2026-05-01'),
  endsOn: toDay('2026-12-31'),
  quorum: 3,
})

let body: Body
let officer: Actor
let resident: Actor
let stranger: Actor
beforeAll(async () => {
  body = await makeBody(t, '绿梅一村居民委员会')
  officer = await makeOfficer(t, body)
  resident = await makePerson(t, '居民甲')
  const elsewhere = await makeRegion(t, '350203')
  const other = await t.owner.body.create({ data: { nameZh: '另一街道', nameEn: 'Another', regionId: elsewhere.id } })
  stranger = await makeOfficer(t, other, '外区经办')
})

describe('raising a need', () => {
  test('needs a way to be answered without an account, says once what was posted twice, and is nobody’s to read at first', async () => {
    const typed = needTyped(body.regionId)
    expect(await raiseNeed(at(), { ...typed, phone: '' })).toMatchObject(refused('need.no-contact'))
    const { needNo } = must(await raiseNeed(at(), typed))
    expect(must(await raiseNeed(at(), typed)).needNo).toBe(needNo)
    expect(needNo).toMatch(/^XQ-2026-\d{4}$/)
    expect(await readPublicNeed(at('12:00', resident), needNo)).toMatchObject({ need: null, state: 'RECEIVED' })
    expect((await readPublicNeeds(at(), anyFilter)).needs).toEqual([])
    const row = await t.owner.need.findUniqueOrThrow({ where: { needNo } })
    expect(Buffer.from(row.contactSealed ?? []).toString()).not.toContain('13800000001')
    expect(JSON.stringify(await t.owner.event.findMany({ where: { entityId: row.id } }))).not.toContain('陈阿姨')
    expect((await deskPage(at('12:00', officer))).you.map(({ kind }) => kind)).toContain('needsToRead')
    expect(await readBureauNeed(at('12:00', officer), row.id)).toMatchObject({ contact: { phone: '13800000001' } })
    expect(await readBureauNeed(at('12:00', stranger), row.id)).toBeNull()
    expect((await readNeedBoard(at('12:00', stranger))).received).toEqual([])
  })

  test('is limited: five a day for an account, and so many for an address', async () => {
    const busy = await makePerson(t, '热心居民')
    for (let count = 0; count < 5; count += 1) must(await raiseNeed(at('12:00', busy), needTyped(body.regionId)))
    expect(await raiseNeed(at('12:00', busy), needTyped(body.regionId))).toMatchObject(refused('need.too-many'))
    const from = { ...at(), ip: '203.0.113.9' }
    const answers = []
    for (let count = 0; count < 21; count += 1) answers.push(await raiseNeed(from, needTyped(body.regionId)))
    expect(answers.at(-1)).toMatchObject(refused('account.throttled'))
  })

  test('speaks in a body’s name only for its own people, in its own place', async () => {
    const elsewhere = await makeRegion(t, '350203')
    const inName = needTyped(body.regionId, { bodyId: body.id })
    expect(await raiseNeed(at('12:00', resident), inName)).toMatchObject(refused('forbidden'))
    expect(await raiseNeed(at('12:00', officer), { ...inName, regionId: elsewhere.id })).toMatchObject(
      refused('need.not-official'),
    )
    const { needNo } = must(await raiseNeed(at('12:00', officer), inName))
    expect(await t.owner.need.findUnique({ where: { needNo } })).toMatchObject({
      raisedAs: 'COMMITTEE',
      raisedForId: body.id,
    })
  })

  test('takes photographs of whoever raised it, before anybody has read it', async () => {
    const { needNo } = must(await raiseNeed(at('12:00', resident), needTyped(body.regionId)))
    const { id } = await t.owner.need.findUniqueOrThrow({ where: { needNo } })
    const words = new File(['不是照片'], '说明.txt', { type: 'text/plain' })
    expect(await addNeedPhoto(at('12:00', resident), { needId: id, photo: words })).toMatchObject(
      refused('need.not-a-photo'),
    )
    const bytes = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    )
    const photo = new File([bytes], '浴室.png', { type: 'image/png' })
    expect(await addNeedPhoto(at('12:00', officer), { needId: id, photo })).toMatchObject(refused('not-found'))
    must(await addNeedPhoto(at('12:00', resident), { needId: id, photo }))
    expect((await readPublicNeed(at('12:00', resident), needNo))?.need?.photos).toHaveLength(1)
  })

  test('shows and keeps of a photograph nothing that the telephone wrote beside it: where somebody lives', async () => {
    const { needNo } = must(await raiseNeed(at('12:00', resident), needTyped(body.regionId)))
    const { id } = await t.owner.need.findUniqueOrThrow({ where: { needNo } })
    const taken = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#7a5' } })
      .withExif({ IFD0: { Make: 'Testphone' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 13/1 0/1' } })
      .jpeg()
      .toBuffer()
    expect(taken.includes('Testphone')).toBe(true)
    const photo = new File([new Uint8Array(taken)], '浴室.jpg', { type: 'image/jpeg' })
    must(await addNeedPhoto(at('12:00', resident), { needId: id, photo }))
    const { fileId } = await t.owner.needPhoto.findFirstOrThrow({ where: { needId: id } })
    const file = await t.owner.file.findUniqueOrThrow({ where: { id: fileId } })
    const stored = await at().files.get(file.sha256)
    for (const bytes of [
      must(await readFile(at('12:00', resident), fileId)).bytes,
      must(await readFile(at('12:00', resident), fileId, 'small')).bytes,
      stored ?? taken,
    ])
      expect((await sharp(bytes).metadata()).exif).toBeUndefined()
    expect(must(await readFile(at('12:00', resident), fileId, 'small')).mediaType).toBe('image/webp')
  })
})

describe('a need that an official has read', () => {
  test('is public without the words that were taken out, and never changes again', async () => {
    const typed = needTyped(body.regionId, {
      title: '老年人助餐送餐上门',
      what: '请联系住在 3 号 501 的王奶奶，她一个人做不了饭。',
    })
    const { needNo } = must(await raiseNeed(at('09:00', resident), typed))
    const { id } = await t.owner.need.findUniqueOrThrow({ where: { needNo } })
    const { title, whyNow, beneficiaries, field } = typed
    const words = { title, whyNow, beneficiaries, field, what: '高龄独居老人做饭困难，希望中午送餐上门。' }
    const takeUp = { needId: id, version: 1, bodyId: body.id, committeeKind: 'RESIDENTS' as const, ...words }
    expect(await takeUpNeed(at('10:00', stranger), takeUp)).toMatchObject(refused('not-found'))
    expect(
      await takeUpNeed(at('10:00', officer), { ...takeUp, bodyId: stranger.bodies[0]?.bodyId ?? '' }),
    ).toMatchObject(refused('need.other-region'))
    must(await takeUpNeed(at('10:00', officer), takeUp))
    expect(await takeUpNeed(at('10:00', officer), takeUp)).toMatchObject(refused('need.wrong-state'))
    const page = await readPublicNeed(at(), needNo)
    expect(JSON.stringify(page)).not.toMatch(/王奶奶|13800000001|陈阿姨/)
    expect(page?.need).toMatchObject({ what: words.what, state: 'PROPOSED', supporters: 1 })
    expect((await readBureauNeed(at('12:00', officer), id))?.original?.what).toContain('王奶奶')
    await expect(t.owner.need.update({ where: { id }, data: { what: '别的事情' } })).rejects.toThrow(/need\.public/)
    const letters = await t.owner.message.findMany({
      where: { template: 'needMoved', toAddress: resident.email ?? '' },
    })
    expect(letters).toHaveLength(1)
  })

  test('is declined with a reason, which is all that anybody reads of it', async () => {
    const { needNo } = must(await raiseNeed(at(), needTyped(body.regionId, { email: 'someone@example.cn' })))
    const { id } = await t.owner.need.findUniqueOrThrow({ where: { needNo } })
    expect(await declineNeed(at('12:00', stranger), { needId: id, version: 1, code: 'PRIVATE' })).toMatchObject(
      refused('not-found'),
    )
    must(await declineNeed(at('12:00', officer), { needId: id, version: 1, code: 'PRIVATE' }))
    expect(await readPublicNeed(at(), needNo)).toMatchObject({ need: null, declineCode: 'PRIVATE' })
    expect(await t.owner.message.count({ where: { toAddress: 'someone@example.cn', template: 'needMoved' } })).toBe(1)
  })

  test('is found by those who say much the same, and supported once each', async () => {
    const { needNo, id } = await proposedNeed(t, body, officer, day, {
      title: '小区电梯旁加装扶手和座椅',
      what: '老人等电梯时没有地方扶也没有地方坐。',
    })
    const found = await findSimilar(at(), { title: '电梯口装扶手', what: '', regionId: body.regionId })
    expect(found.map((row) => row.needNo)).toContain(needNo)
    expect(await findSimilar(at(), { title: '少儿书法课', what: '孩子放学没人管', regionId: body.regionId })).toEqual(
      [],
    )
    const again = needTyped(body.regionId, { title: '电梯旁边加扶手', isDifferent: false })
    expect(await raiseNeed(at(), again)).toMatchObject(refused('need.similar'))
    must(await supportNeed(at('12:00', resident), { needNo }))
    must(await supportNeed(at('12:00', resident), { needNo }))
    await expect(
      t.owner.needSupport.create({ data: { needId: id, accountId: accountIdOf(resident) } }),
    ).rejects.toThrow()
    expect(await supportNeed(at(), { needNo })).toMatchObject(refused('forbidden'))
    must(await recordPetition(at('12:00', officer), { needId: id, people: 12, collected: '居委会联名簿' }))
    expect(await recordPetition(at('12:00', stranger), { needId: id, people: 12, collected: '冒名' })).toMatchObject(
      refused('not-found'),
    )
    expect((await readPublicNeed(at(), needNo))?.need?.supporters).toBe(14)
    must(await unsupportNeed(at('12:00', resident), { needNo }))
    expect((await readPublicNeed(at(), needNo))?.need?.supporters).toBe(13)
  })

  test('cannot be supported by whoever raised it', async () => {
    const { needNo } = must(await raiseNeed(at('09:00', resident), needTyped(body.regionId)))
    expect(await supportNeed(at('12:00', resident), { needNo })).toMatchObject(refused('need.own'))
  })
})

describe('the four steps', () => {
  const go = async (id: string, over: Parameters<typeof stepTyped>, actor = officer, on: string = day) =>
    recordStep(at('18:00', actor, on), { needId: id, version: await versionOf(t, id), ...stepTyped(...over) })

  test('come in order, each with the numbers its rule asks for', async () => {
    const { id, needNo } = await proposedNeed(t, body, officer, day, { title: '夜间照明不足加装路灯' })
    expect(await go(id, ['REVIEW', day])).toMatchObject(refused('need.step-out-of-order'))
    expect(await go(id, ['DELIBERATION', '2026-03-03'])).toMatchObject(refused('need.step-ahead'))
    expect(await go(id, ['DELIBERATION', '2026-03-01'])).toMatchObject(refused('need.step-before'))
    expect(await go(id, ['DELIBERATION', day, { present: 101 }])).toMatchObject(refused('need.present-over'))
    expect(await go(id, ['DELIBERATION', day, { votesFor: 61 }])).toMatchObject(refused('need.votes-over'))
    expect(
      await go(id, ['DELIBERATION', day, { present: 50, votesFor: 50, votesAgainst: 0, abstained: 0 }]),
    ).toMatchObject({
      ok: false,
      refusal: { code: 'need.quorum-short', data: { presentNeeded: 51 } },
    })
    expect(await go(id, ['DELIBERATION', day, { votesFor: 30, votesAgainst: 30, abstained: 0 }])).toMatchObject({
      ok: false,
      refusal: { code: 'need.votes-short', data: { votesNeeded: 31 } },
    })
    expect(await go(id, ['DELIBERATION', day, { outcome: 'FAILED' }])).toMatchObject(refused('need.votes-reach'))
    expect(await go(id, ['DELIBERATION', day], stranger)).toMatchObject(refused('not-found'))
    const approver = await makeApprover(t, await makeBody(t, '同区另一单位'))
    expect(await go(id, ['DELIBERATION', day], approver)).toMatchObject(refused('not-found'))
    // A vote that failed stays to be read, and may be held again.
    expect(
      must(await go(id, ['DELIBERATION', day, { votesFor: 20, votesAgainst: 40, abstained: 0, outcome: 'FAILED' }])),
    ).toMatchObject({ passes: false })
    for (const step of ['DELIBERATION', 'REVIEW', 'RESOLUTION'] as const) must(await go(id, [step, day]))
    const page = await readPublicNeed(at(), needNo)
    expect(page?.need?.state).toBe('RESOLVED')
    expect(page?.need?.steps.map(({ step, passed }) => `${step} ${String(passed)}`)).toEqual([
      'DELIBERATION false',
      'DELIBERATION true',
      'REVIEW true',
      'RESOLUTION true',
    ])
    expect((await readPublicNeeds(at(), anyFilter, true)).needs.map((row) => row.needNo)).toContain(needNo)
  })

  test('are judged by PostgreSQL itself, whoever writes', async () => {
    const { id } = await proposedNeed(t, body, officer, day, { title: '书报亭改造成老人活动点' })
    const row = {
      needId: id,
      round: 1,
      step: 'DELIBERATION',
      heldOn: new Date(day),
      basis: 'REPRESENTATIVES',
      entitled: 100,
      present: 50,
      votesFor: 50,
      votesAgainst: 0,
      abstained: 0,
      passed: true,
      ruleValidFrom: new Date(day),
      summary: '冒充通过',
      recordedById: accountIdOf(officer),
    }
    await expect(t.owner.needStep.create({ data: row })).rejects.toThrow(/need\.votes-short/)
    await expect(t.owner.needStep.create({ data: { ...row, votesFor: 70 } })).rejects.toThrow()
    await expect(
      t.owner.needStep.create({ data: { ...row, step: 'RESOLUTION', basis: 'HOUSEHOLDS', present: 60 } }),
    ).rejects.toThrow(/step-out-of-order/)
    await expect(
      t.owner.need.update({ where: { id }, data: { state: 'DELIBERATED', stateById: accountIdOf(officer) } }),
    ).rejects.toThrow(/need\.step-missing/)
    await expect(t.owner.need.update({ where: { id }, data: { state: 'RESOLVED' } })).rejects.toThrow()
    await expect(
      t.owner.needStep.create({ data: { ...row, present: 60, recordedById: accountIdOf(stranger) } }),
    ).rejects.toThrow(/not-official/)
  })

  test('begin anew when a need that was set aside is taken up again', async () => {
    const { id, needNo } = await proposedNeed(t, body, officer, day, { title: '共享单车乱停堵住盲道' })
    must(await go(id, ['DELIBERATION', day]))
    must(
      await setNeedAside(at('19:00', officer), {
        needId: id,
        version: await versionOf(t, id),
        reason: '等待市政道路改造完成后再办。',
      }),
    )
    expect(await go(id, ['REVIEW', day])).toMatchObject(refused('need.step-out-of-order'))
    expect(await supportNeed(at('19:00', resident), { needNo })).toMatchObject(refused('need.not-open'))
    must(await takeUpNeedAgain(at('09:00', officer, '2026-04-01'), { needId: id, version: await versionOf(t, id) }))
    expect(await go(id, ['REVIEW', '2026-04-01'], officer, '2026-04-01')).toMatchObject(
      refused('need.step-out-of-order'),
    )
    expect(await go(id, ['DELIBERATION', day], officer, '2026-04-01')).toMatchObject(refused('need.step-before'))
    must(await go(id, ['DELIBERATION', '2026-04-01'], officer, '2026-04-01'))
    const page = await readPublicNeed(at(), needNo)
    expect(page?.need).toMatchObject({ round: 2, state: 'DELIBERATED' })
    expect(page?.need?.turns.map(({ to }) => to)).toEqual([
      'PROPOSED',
      'DELIBERATED',
      'SET_ASIDE',
      'PROPOSED',
      'DELIBERATED',
    ])
  })
})

describe('a resolved need', () => {
  test('becomes one call at a time, of a body of its place, and is free again when that call is cancelled', async () => {
    const { id, needNo } = await resolvedNeed(t, body, officer, day, { title: '社区认知症早期筛查' })
    const early = await proposedNeed(t, body, officer, day, { title: '亲子阅读角周末开放' })
    expect((await readNeedsForCall(at(), [needNo, early.needNo])).map((row) => row.needNo)).toEqual([needNo])
    const terms = { ...callTerms(body.regionId), bodyId: body.id }
    expect(await draftCall(at('12:00', officer, '2026-03-03'), { ...terms, needNos: [early.needNo] })).toMatchObject(
      refused('need.not-resolved'),
    )
    const foreign = { ...terms, bodyId: stranger.bodies[0]?.bodyId ?? '' }
    expect(await draftCall(at('12:00', stranger, '2026-03-03'), { ...foreign, needNos: [needNo] })).toMatchObject(
      refused('need.other-region'),
    )
    const { callId } = must(await draftCall(at('12:00', officer, '2026-03-03'), { ...terms, needNos: [needNo] }))
    expect(await draftCall(at('12:00', officer, '2026-03-03'), { ...terms, needNos: [needNo] })).toMatchObject(
      refused('need.in-call'),
    )
    expect(
      await setNeedAside(at('12:00', officer, '2026-03-03'), {
        needId: id,
        version: await versionOf(t, id),
        reason: '想改主意了',
      }),
    ).toMatchObject(refused('need.in-call'))
    // A draft is nobody's to read.
    expect((await readPublicNeed(at(), needNo))?.need?.calls).toEqual([])
    const call = await t.owner.call.findUniqueOrThrow({ where: { id: callId } })
    must(
      await cancelCall(at('12:00', officer, '2026-03-04'), {
        callId,
        version: call.version,
        code: 'TASK_CANCELLED',
        reason: '预算调整，暂不征集。',
      }),
    )
    const { callId: next } = must(await draftCall(at('12:00', officer, '2026-03-05'), terms))
    expect(await linkNeedToCall(at('12:00', stranger, '2026-03-05'), { needId: id, callId: next })).toMatchObject(
      refused('not-found'),
    )
    must(await linkNeedToCall(at('12:00', officer, '2026-03-05'), { needId: id, callId: next }))
  })
})

describe('said twice at the same moment', () => {
  test('a need is one need, a supporter one supporter, signatures on paper are counted once', async () => {
    const typed = needTyped(body.regionId, { title: '小区门口的斑马线', phone: '13800000009' })
    const raised = await Promise.all([raiseNeed(at(), typed), raiseNeed(at(), typed), raiseNeed(at(), typed)])
    expect(new Set(raised.map((outcome) => must(outcome).needNo)).size).toBe(1)
    const need = await proposedNeed(t, body, officer, day, { title: '电动车充电棚' })
    const helper = at('12:00', await makePerson(t, '热心人'))
    for (const outcome of await Promise.all([1, 2, 3].map(() => supportNeed(helper, need)))) must(outcome)
    expect(await t.owner.needSupport.count({ where: { needId: need.id } })).toBe(1)
    const paper = { needId: need.id, people: 36, collected: '居委会一楼联名簿，张贴三天。' }
    const counted = await Promise.all([1, 2].map(() => recordPetition(at('12:00', officer), paper)))
    expect(counted.filter(({ ok }) => ok)).toHaveLength(1)
    expect(counted).toContainEqual(expect.objectContaining(refused('need.petition-already')))
  })
})
