import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { readCannotBid } from '#app/services/bid/queries/bid-start.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import { startBid } from '#app/services/bid/start-bid.server.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { readFile } from '#app/services/file/read-file.server.ts'
import {
  addSeed,
  answerService,
  assessTenant,
  recordService,
  replyToAssessment,
  setPlan,
} from '#app/services/incubator/accompany.server.ts'
import {
  askExtension,
  giveBackAgreement,
  offerAgreement,
  signAgreement,
} from '#app/services/incubator/agreement.server.ts'
import {
  addApplicationFile,
  becomeOrganization,
  sendApplication,
  startApplication,
  withdrawApplication,
} from '#app/services/incubator/apply.server.ts'
import { admitWaiting, checkApplication, releasePlace } from '#app/services/incubator/check.server.ts'
import {
  answerDeclaration,
  decideNotice,
  declareForGraduation,
  giveNotice,
  graduate,
  replyToNotice,
} from '#app/services/incubator/end.server.ts'
import { keepIncubations } from '#app/services/incubator/keep-incubations.server.ts'
import { createIncubator, saveIncubator } from '#app/services/incubator/keep-incubator.server.ts'
import { readIncubationCase } from '#app/services/incubator/queries/incubation-case.server.ts'
import { readIncubatorBoard, readIncubatorDraft } from '#app/services/incubator/queries/incubator-board.server.ts'
import { readIncubatorPage } from '#app/services/incubator/queries/incubator-page.server.ts'
import { readIncubatorTree } from '#app/services/incubator/queries/incubator-tree.server.ts'
import { readIncubationAsked } from '#app/services/incubator/queries/read-incubation-unmet.server.ts'
import { readTraining } from '#app/services/incubator/queries/training-page.server.ts'
import {
  cancelTraining,
  planTraining,
  recordAttendance,
  signOffFromTraining,
  signUpForTraining,
} from '#app/services/incubator/training.server.ts'
import { publicOrganization } from '#app/services/organization/queries/public-organization.server.ts'
import { type Bidder, draftedBid, makeBidder } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import {
  type Base,
  incubationOf,
  madeTenant,
  makeIncubator,
  sentApplication,
  signed,
  versionOf,
} from '#tests/support/scenes-incubator.ts'
import {
  accountIdOf,
  beforeDeadline,
  type Bureau,
  makeBureau,
  makeOrganization,
  makePerson,
  must,
  publishedCall,
} from '#tests/support/scenes.ts'

const t = useDatabase()
const at = (on: string, actor?: Actor) => t.contextAt(`${on}T10:00:00+08:00`, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })
const stateOf = async (id: string) => (await incubationOf(t, id)).state

let bureau: Bureau
beforeAll(async () => {
  bureau = await makeBureau(t)
})

const check = async (id: string, outcome: 'PASS' | 'RETURN' | 'REFUSE', on = '2026-03-03', reason = '') =>
  checkApplication(at(on, bureau.officer), { incubationId: id, version: await versionOf(t, id), outcome, reason })

describe('an incubator', () => {
  test('is kept by the people of its body alone, in its own region, and hangs on one above it', async () => {
    const ctx = at('2026-01-12', bureau.officer)
    const city = await t.owner.region.findUniqueOrThrow({ where: { code: '310000' } })
    const named = { bodyId: bureau.body.id, nameZh: '某基地', nameEn: 'Base' }
    expect(await createIncubator(ctx, { ...named, regionId: city.id })).toMatchObject(
      refused('incubator.body-elsewhere'),
    )
    const other = await makeBureau(t)
    expect(
      await createIncubator(at('2026-01-12', other.officer), { ...named, regionId: bureau.body.regionId }),
    ).toMatchObject(refused('not-found'))
    const above = await t.owner.incubator.create({
      data: { nameZh: '市级基地', nameEn: 'City base', regionId: city.id, level: 'TOWN' },
    })
    expect(above.level).toBe('CITY')
    const base = await makeIncubator(t, bureau)
    const draft = await readIncubatorDraft(ctx, base.id)
    expect(draft?.above).toMatchObject([{ id: above.id }])
    expect(await readIncubatorDraft(at('2026-01-12', other.officer), base.id)).toBeNull()
    await t.owner.incubator.update({ where: { id: base.id }, data: { parentId: above.id } })
    const tree = await readIncubatorTree(at('2026-01-12'))
    expect(tree.find(({ id }) => id === base.id)).toMatchObject({ depth: 1, placesLeft: 13 })
    await expect(t.owner.incubator.update({ where: { id: above.id }, data: { parentId: base.id } })).rejects.toThrow(
      'incubator.parent-elsewhere',
    )
  })

  test('keeps its classes, and no quota falls below what is taken', async () => {
    const base = await makeIncubator(t, bureau)
    const bidder = await makeBidder(t, '甲服务社')
    await madeTenant(t, bureau, base, bidder.id, { writes: bidder.editor, signs: bidder.certifier })
    const ctx = at('2026-03-02', bureau.officer)
    const save = async (quota: number, over: Record<string, unknown> = {}) => {
      const row = await t.owner.incubator.findUniqueOrThrow({ where: { id: base.id } })
      return saveIncubator(ctx, {
        ...row,
        incubatorId: base.id,
        hostCode: '',
        kinds: ['PHYSICAL'],
        services: [],
        classes: [
          { id: base.classIds[0], nameZh: '社会福利', nameEn: 'Welfare', quota },
          { id: base.classIds[1], nameZh: '其他', nameEn: 'Other', quota: 10 },
        ],
        ...over,
      })
    }
    expect(await save(0)).toMatchObject(refused('incubator.quota-below'))
    expect(await save(1, { seats: 1 })).toMatchObject(refused('incubator.capacity-below'))
    expect(await save(1, { classes: [] })).toMatchObject(refused('incubator.no-classes'))
    expect(
      await save(1, { classes: [{ id: base.classIds[0], nameZh: '社会福利', nameEn: 'W', quota: 1 }] }),
    ).toMatchObject(refused('incubator.class-stays'))
    expect(await save(1, { version: 1 })).toMatchObject(refused('stale'))
    must(await save(1))
  })
})

describe('an application', () => {
  let base: Base
  let founder: Actor
  beforeAll(async () => {
    base = await makeIncubator(t, bureau)
    founder = await makePerson(t, '发起人')
  })

  test('of a group is begun once, kept, sent when complete, and is nobody else’s', async () => {
    const ctx = at('2026-03-02', founder)
    const first = must(await startApplication(ctx, { incubatorId: base.id, applicant: 'group' }))
    const second = must(await startApplication(ctx, { incubatorId: base.id, applicant: 'group' }))
    expect(second).toEqual(first)
    expect(await sendApplication(ctx, { ...first, version: 1 })).toMatchObject(refused('incubation.incomplete'))
    const stranger = await makePerson(t, '路人')
    expect(await readIncubationCase(at('2026-03-02', stranger), first.incubationId, 'own')).toBeNull()
    expect(await sendApplication(at('2026-03-02', stranger), { ...first, version: 1 })).toMatchObject(
      refused('not-found'),
    )
    // The incubator sees nothing of a draft.
    expect(await readIncubationCase(at('2026-03-02', bureau.officer), first.incubationId, 'asked')).toBeNull()
    const file = new File(['章程草案'], '章程.txt', { type: 'text/plain' })
    must(await addApplicationFile(ctx, { ...first, title: '章程草案', file }))
    const id = await sentApplication(t, ctx, base, 'group')
    expect(id).toBe(first.incubationId)
    const view = await readIncubationCase(at('2026-03-02', bureau.officer), id, 'asked')
    // Five working days after Monday 2 March.
    expect(view).toMatchObject({ state: 'SENT', checkDueOn: '2026-03-09', groupName: '晚风陪聊小组' })
    const { fileId } = view?.files[0] ?? { fileId: '' }
    expect(await readFile(at('2026-03-02', bureau.officer), fileId)).toMatchObject({ ok: true })
    expect(await readFile(at('2026-03-02', stranger), fileId)).toMatchObject(refused('not-found'))
    const other = await makeBureau(t)
    expect(await readIncubationCase(at('2026-03-02', other.officer), id, 'asked')).toBeNull()
    expect(
      await checkApplication(at('2026-03-02', other.officer), {
        incubationId: id,
        version: 4,
        outcome: 'PASS',
        reason: '',
      }),
    ).toMatchObject(refused('not-found'))
    expect((await deskPage(ctx)).others).toMatchObject([{ kind: 'incubationAtOther', id, dueOn: '2026-03-09' }])
    const desk = await deskPage(at('2026-03-02', bureau.officer))
    expect(desk.you).toContainEqual(expect.objectContaining({ kind: 'incubationToCheck', id, dueOn: '2026-03-09' }))
  })

  test('is returned with reasons, sent again, and only one runs at a time', async () => {
    const id = (await t.owner.incubation.findFirstOrThrow({ where: { accountId: accountIdOf(founder) } })).id
    must(await check(id, 'RETURN', '2026-03-03', '请写明每月场次'))
    expect(await deskPage(at('2026-03-03', founder))).toMatchObject({
      you: [expect.objectContaining({ kind: 'incubationReturned', id })],
    })
    must(await sendApplication(at('2026-03-04', founder), { incubationId: id, version: await versionOf(t, id) }))
    const elsewhere = await makeIncubator(t, bureau)
    await expect(sentApplication(t, at('2026-03-04', founder), elsewhere, 'group')).rejects.toThrow('one-at-a-time')
    must(await check(id, 'PASS', '2026-03-05'))
    expect(await stateOf(id)).toBe('ADMITTED')
    expect(await check(id, 'REFUSE', '2026-03-05', '再想想')).toMatchObject(refused('incubation.decided'))
    must(await withdrawApplication(at('2026-03-05', founder), { incubationId: id, version: await versionOf(t, id) }))
    expect(await stateOf(id)).toBe('WITHDRAWN')
  })

  test('is not decided by somebody of the applicant’s', async () => {
    const bidder = await makeBidder(t, '自家人服务社')
    await t.owner.organizationMembership.create({
      data: { accountId: accountIdOf(bureau.officer), organizationId: bidder.id, role: 'EDITOR' },
    })
    const id = await sentApplication(t, at('2026-03-02', bidder.owner), base, bidder.id)
    expect(await check(id, 'PASS')).toMatchObject(refused('account.interested'))
  })

  test('a closed incubator takes none', async () => {
    const closed = await makeIncubator(t, bureau)
    await t.owner.incubator.update({ where: { id: closed.id }, data: { isOpen: false } })
    expect(
      await startApplication(at('2026-03-02', founder), { incubatorId: closed.id, applicant: 'group' }),
    ).toMatchObject(refused('incubator.closed'))
  })
})

describe('places', () => {
  test('thirty who are passed at once for three places: three come in, the others wait in order', async () => {
    const base = await makeIncubator(t, bureau, { quota: 3 })
    const ids: string[] = []
    for (let number = 1; number <= 30; number += 1) {
      const person = await makePerson(t, `发起人${number}`)
      ids.push(await sentApplication(t, at('2026-03-02', person), base, 'group'))
    }
    const versions = new Map(await Promise.all(ids.map(async (id) => [id, await versionOf(t, id)] as const)))
    const outcomes = await Promise.all(
      ids.map((incubationId) =>
        checkApplication(at('2026-03-03', bureau.officer), {
          incubationId,
          version: versions.get(incubationId) ?? 0,
          outcome: 'PASS',
          reason: '',
        }),
      ),
    )
    expect(outcomes.every(({ ok }) => ok)).toBe(true)
    const states = await Promise.all(ids.map(stateOf))
    expect(states.filter((state) => state === 'ADMITTED')).toHaveLength(3)
    expect(states.filter((state) => state === 'WAITING')).toHaveLength(27)
    const waiting = ids.filter((_, index) => states[index] === 'WAITING')
    const admit = async (incubationId: string) =>
      admitWaiting(at('2026-03-04', bureau.officer), { incubationId, version: await versionOf(t, incubationId) })
    expect(await admit(waiting[0] ?? '')).toMatchObject(refused('incubation.class-full'))
    // One gives the place up: the first in the list gets it, nobody else.
    const admitted = ids[states.indexOf('ADMITTED')] ?? ''
    must(
      await releasePlace(at('2026-03-04', bureau.approver), {
        incubationId: admitted,
        version: await versionOf(t, admitted),
        reason: '没有按期签约',
      }),
    )
    const rows = await t.owner.incubation.findMany({
      where: { incubatorId: base.id, state: 'WAITING' },
      orderBy: [{ queuedAt: 'asc' }, { id: 'asc' }],
    })
    expect(await admit(rows[1]?.id ?? '')).toMatchObject(refused('incubation.others-wait'))
    must(await admit(rows[0]?.id ?? ''))
    expect((await readIncubatorPage(at('2026-03-04'), base.id))?.classes[0]).toMatchObject({
      quota: 3,
      taken: 3,
      waiting: 26,
    })
  }, 60_000)

  test('PostgreSQL refuses a fourth whatever the code does', async () => {
    const base = await makeIncubator(t, bureau, { quota: 0 })
    const person = await makePerson(t, '发起人')
    const id = await sentApplication(t, at('2026-03-02', person), base, 'group')
    await expect(
      t.owner.incubation.update({
        where: { id },
        data: { state: 'ADMITTED', checkedById: accountIdOf(bureau.officer), checkedAt: new Date() },
      }),
    ).rejects.toThrow('incubation.class-full')
  })

  test('seats and area are given once', async () => {
    const base = await makeIncubator(t, bureau, { seats: 3, areaM2: 100 })
    const one = await makeBidder(t, '一号服务社')
    await madeTenant(t, bureau, base, one.id, { writes: one.editor, signs: one.certifier })
    const two = await makeBidder(t, '二号服务社')
    const id = await sentApplication(t, at('2026-03-02', two.editor), base, two.id)
    must(await check(id, 'PASS'))
    await expect(signed(t, bureau, id, two.certifier, '2026-03-04T10:00:00+08:00')).rejects.toThrow('no-room')
  })
})

describe('an agreement', () => {
  let base: Base
  let bidder: Bidder
  let id: string
  const offer = async (fromOn: string, toOn: string, over: { seats?: number } = {}) =>
    offerAgreement(at('2026-03-04', bureau.approver), {
      incubationId: id,
      version: await versionOf(t, id),
      seats: 2,
      areaM2: 15,
      fromOn: toDay(fromOn),
      toOn: toDay(toOn),
      terms: '场地限于公益活动和办公。',
      ...over,
    })
  beforeAll(async () => {
    base = await makeIncubator(t, bureau)
    bidder = await makeBidder(t, '协议服务社')
    id = await sentApplication(t, at('2026-03-02', bidder.editor), base, bidder.id)
    must(await check(id, 'PASS'))
  })

  test('runs no longer than the rule, and begins about now', async () => {
    expect(await offer('2026-03-09', '2027-03-09')).toMatchObject(refused('incubation.term-too-long'))
    expect(await offer('2026-03-09', '2026-03-08')).toMatchObject(refused('incubation.ends-before'))
    expect(await offer('2126-03-09', '2126-12-31')).toMatchObject(refused('incubation.start-day'))
    expect(await offer('2020-03-09', '2020-12-31')).toMatchObject(refused('incubation.start-day'))
    expect(
      await offerAgreement(at('2026-03-04', bureau.officer), {
        incubationId: id,
        version: await versionOf(t, id),
        seats: 1,
        areaM2: 1,
        fromOn: toDay('2026-03-09'),
        toOn: toDay('2026-12-31'),
        terms: '场地限于公益活动和办公。',
      }),
    ).toMatchObject(refused('forbidden'))
  })

  test('may be given back, and holds once both sides signed the same text', async () => {
    must(await offer('2026-03-09', '2027-03-08'))
    expect(await offer('2026-03-09', '2027-03-08')).toMatchObject(refused('incubation.offer-open'))
    const open = () =>
      t.owner.incubationAgreement.findFirstOrThrow({ where: { incubationId: id, signedAt: null, withdrawnAt: null } })
    const first = await open()
    must(
      await giveBackAgreement(
        at('2026-03-04', bidder.certifier),
        { incubationId: id, agreementId: first.id, reason: '请加一个工位' },
        'sign',
      ),
    )
    must(await offer('2026-03-09', '2027-03-08', { seats: 3 }))
    const { id: agreementId, contentSha256 } = await open()
    const certifier = at('2026-03-05', bidder.certifier)
    expect(
      await signAgreement(at('2026-03-05', bidder.editor), { incubationId: id, agreementId, contentSha256 }),
    ).toMatchObject(refused('forbidden'))
    expect(await signAgreement(certifier, { incubationId: id, agreementId, contentSha256: 'x' })).toMatchObject(
      refused('incubation.hash-mismatch'),
    )
    must(await signAgreement(certifier, { incubationId: id, agreementId, contentSha256 }))
    expect(await signAgreement(certifier, { incubationId: id, agreementId, contentSha256 })).toMatchObject(
      refused('incubation.decided'),
    )
    expect(await stateOf(id)).toBe('ACTIVE')
    await expect(
      t.owner.$executeRaw`UPDATE incubation_agreement SET seats = 9 WHERE id = ${agreementId}::uuid`,
    ).rejects.toThrow('incubation.decided')
    await expect(t.app.$executeRaw`DELETE FROM incubation WHERE id = ${id}::uuid`).rejects.toThrow('permission denied')
    const page = await readIncubatorPage(at('2026-03-10'), base.id)
    expect(page).toMatchObject({ seatsHeld: 3, areaHeld: 15, tenants: [{ name: '协议服务社', toOn: '2027-03-08' }] })
    const { incubator } = (await publicOrganization(at('2026-03-10'), bidder.id)) ?? {}
    expect(incubator).toMatchObject({ id: base.id })
  })

  test('is extended once, from the day after, when the tenant asks', async () => {
    const ask = async () =>
      askExtension(at('2027-02-01', bidder.owner), { incubationId: id, version: await versionOf(t, id) })
    const extend = async (fromOn: string) =>
      offerAgreement(at('2027-02-02', bureau.approver), {
        incubationId: id,
        version: await versionOf(t, id),
        seats: 3,
        areaM2: 15,
        fromOn: toDay(fromOn),
        toOn: toDay('2028-03-08'),
        terms: '场地限于公益活动和办公。',
      })
    expect(await extend('2027-03-09')).toMatchObject(refused('incubation.not-asked'))
    must(await ask())
    expect(await ask()).toMatchObject(refused('incubation.extended-already'))
    expect(await extend('2027-03-10')).toMatchObject({ ok: false })
    must(await extend('2027-03-09'))
    const open = await t.owner.incubationAgreement.findFirstOrThrow({ where: { incubationId: id, number: 2 } })
    must(
      await signAgreement(at('2027-02-03', bidder.certifier), {
        incubationId: id,
        agreementId: open.id,
        contentSha256: open.contentSha256,
      }),
    )
    expect((await readIncubationCase(at('2027-02-03', bidder.owner), id, 'own'))?.toOn).toBe('2028-03-08')
    expect(await extend('2028-03-09')).toMatchObject(refused('incubation.extended-already'))
  })
})

describe('a tenancy', () => {
  let base: Base
  let bidder: Bidder
  let id: string
  const officer = (on: string) => at(on, bureau.officer)
  beforeAll(async () => {
    base = await makeIncubator(t, bureau)
    bidder = await makeBidder(t, '在驻服务社')
    id = await madeTenant(t, bureau, base, bidder.id, { writes: bidder.editor, signs: bidder.certifier })
  })
  const view = (on: string) => readIncubationCase(at(on, bidder.owner), id, 'own')

  test('has a plan, services that count once confirmed, and no service twice', async () => {
    must(
      await setPlan(officer('2026-02-05'), {
        incubationId: id,
        version: await versionOf(t, id),
        mentor: '周老师',
        planServices: ['MENTORING'],
        goals: [{ text: '建账', dueOn: toDay('2026-04-30') }],
      }),
    )
    for (const dueOn of ['2199-12-31', '1999-01-01'])
      expect(
        await setPlan(officer('2026-02-05'), {
          incubationId: id,
          version: await versionOf(t, id),
          mentor: '周老师',
          planServices: ['MENTORING'],
          goals: [{ text: '远', dueOn: toDay(dueOn) }],
        }),
      ).toMatchObject(refused('incubation.goal-day'))
    const service = {
      incubationId: id,
      kind: 'MENTORING' as const,
      givenOn: toDay('2026-02-10'),
      hours: '2.5',
      what: '票据辅导',
      byName: '周老师',
    }
    must(await recordService(officer('2026-02-10'), service))
    must(await recordService(officer('2026-02-10'), service))
    expect(await recordService(officer('2026-02-10'), { ...service, givenOn: toDay('2199-01-01') })).toMatchObject(
      refused('incubation.day'),
    )
    expect(await recordService(officer('2026-02-10'), { ...service, givenOn: toDay('1900-01-01') })).toMatchObject(
      refused('incubation.day'),
    )
    const [given, ...more] = (await view('2026-02-11'))?.services ?? []
    expect(more).toEqual([])
    expect(await view('2026-02-11')).toMatchObject({ coachingHours: '0' })
    const other = await makeBidder(t, '别家服务社')
    const answer = { incubationId: id, serviceId: given?.id ?? '', isRight: true, reason: '' }
    expect(await answerService(at('2026-02-11', other.owner), answer)).toMatchObject(refused('not-found'))
    expect(await answerService(officer('2026-02-11'), answer)).toMatchObject(refused('forbidden'))
    must(await answerService(at('2026-02-11', bidder.owner), answer))
    expect(await view('2026-02-11')).toMatchObject({ coachingHours: '2.5' })
  })

  test('is assessed by the criteria of the day and may reply', async () => {
    const points = { GOVERNANCE: '10', ACCOUNTS: '10', SERVICE: '20', GROWTH: '10', CONDUCT: '5' }
    const assess = (over: Record<string, string> = {}, on = '2026-03-20') =>
      assessTenant(officer(on), {
        incubationId: id,
        assessedOn: toDay(on),
        points: { ...points, ...over },
        advice: '账目要更清楚',
      })
    expect(await assess({ GOVERNANCE: '21' })).toMatchObject({
      ok: false,
      refusal: { field: 'points.GOVERNANCE' },
    })
    must(await assess())
    expect(await assess()).toMatchObject(refused('incubation.assessed-already'))
    const page = await view('2026-03-21')
    expect(page).toMatchObject({
      assessments: [{ total: 55, grade: 'FAIL' }],
      warnings: [{ kind: 'ASSESSMENT_FAILED', on: '2026-03-20' }],
    })
    const assessmentId = page?.assessments[0]?.id ?? ''
    must(
      await replyToAssessment(at('2026-03-21', bidder.owner), {
        incubationId: id,
        assessmentId,
        reply: '账目四月前补齐',
      }),
    )
    expect(
      await replyToAssessment(at('2026-03-21', bidder.owner), { incubationId: id, assessmentId, reply: '再补一句' }),
    ).toMatchObject(refused('incubation.decided'))
  })

  test('warns both sides: idle, late goal, end of the term; and says so by letter once', async () => {
    const kinds = (await view('2026-07-01'))?.warnings.map(({ kind }) => kind)
    expect(kinds).toEqual(['ASSESSMENT_FAILED', 'IDLE', 'GOAL_LATE'])
    const board = await readIncubatorBoard(officer('2027-01-10'), base.id)
    expect(board?.rows[0]?.warnings.map(({ kind }) => kind)).toContain('TERM_ENDING')
    const toldNow = new Date('2027-01-10T10:00:00+08:00')
    const told = await keepIncubations(t.owner, { toldNow })
    expect(told).toBeGreaterThan(0)
    expect(await keepIncubations(t.owner, { toldNow })).toBe(0)
    expect(
      await t.owner.message.count({ where: { template: 'incubationToTenant', toAddress: bidder.owner.email ?? '' } }),
    ).toBeGreaterThan(0)
  })

  test('seed money is a project of its own here', async () => {
    expect(await addSeed(officer('2026-03-20'), { incubationId: id, projectNo: 'nothing' })).toMatchObject(
      refused('incubation.seed-elsewhere'),
    )
  })

  test('is told to leave with reasons, heard, and leaves or stays', async () => {
    const version = () => versionOf(t, id)
    must(
      await giveNotice(at('2026-04-01', bureau.approver), {
        incubationId: id,
        version: await version(),
        exitReason: 'FAILED_ASSESSMENT',
        words: '评估不合格，未整改',
      }),
    )
    const decide = async (outcome: 'LEAVE' | 'TAKE_BACK', on: string) =>
      decideNotice(at(on, bureau.approver), { incubationId: id, version: await version(), outcome, answer: '已研究' })
    // Fifteen working days after 1 April, with the holiday of Qingming between.
    expect((await view('2026-04-01'))?.leaveByOn).toBe('2026-04-23')
    expect(await decide('LEAVE', '2026-04-02')).toMatchObject(refused('incubation.not-heard'))
    must(
      await replyToNotice(at('2026-04-02', bidder.owner), {
        incubationId: id,
        version: await version(),
        reply: '账目已经补齐',
      }),
    )
    must(await decide('TAKE_BACK', '2026-04-03'))
    expect(await view('2026-04-03')).toMatchObject({ state: 'ACTIVE', noticeAt: null })
    must(
      await giveNotice(at('2026-04-07', bureau.approver), {
        incubationId: id,
        version: await version(),
        exitReason: 'BREACH',
        words: '转借场地给他人',
      }),
    )
    must(await decide('LEAVE', '2026-05-15'))
    expect(await view('2026-05-15')).toMatchObject({ state: 'LEFT', leftOn: '2026-05-15' })
    const page = await publicOrganization(at('2026-05-16'), bidder.id)
    expect(page?.incubator).toBeUndefined()
  })
})

describe('from a group to a graduate', () => {
  test('registered, tested item by item, graduated; and nobody before', async () => {
    const base = await makeIncubator(t, bureau)
    const founder = await makePerson(t, '发起人')
    const id = await madeTenant(t, bureau, base, 'group', { writes: founder, signs: founder })
    const grad = async (on = '2026-10-12') =>
      graduate(at(on, bureau.approver), { incubationId: id, version: await versionOf(t, id) })
    expect(await grad()).toMatchObject(refused('incubation.test-not-passed'))
    // Somebody else's organization cannot be taken over.
    const foreign = await makeOrganization(t, '别人家的组织')
    const become = async (actor: Actor, organizationId: string) =>
      becomeOrganization(at('2026-06-01', actor), { incubationId: id, version: await versionOf(t, id), organizationId })
    expect(await become(founder, foreign.id)).toMatchObject(refused('incubation.not-owner'))
    await expect(t.owner.incubation.update({ where: { id }, data: { organizationId: foreign.id } })).rejects.toThrow(
      'not-owner',
    )
    const own = await makeOrganization(t, '晚风社区服务中心')
    await t.owner.organizationMembership.create({
      data: { accountId: accountIdOf(founder), organizationId: own.id, role: 'OWNER' },
    })
    const asOwner: Actor = { ...founder, organizations: [{ organizationId: own.id, role: 'OWNER' }] }
    must(await become(asOwner, own.id))
    expect(await become(asOwner, own.id)).toMatchObject(refused('incubation.registered-already'))
    for (const each of [
      { code: 'RULES_AND_ACCOUNTS', words: '章程已通过', number: null },
      { code: 'STAFF', words: '专职一人', number: 1 },
      { code: 'FUNDED_PROJECT', words: '某基金会资助', number: null },
      { code: 'ANNUAL_REPORT', words: '2025 年度合格', number: null },
    ]) {
      must(await declareForGraduation(at('2026-10-08', asOwner), { incubationId: id, ...each }))
      expect(
        await answerDeclaration(at('2026-10-08', asOwner), {
          incubationId: id,
          code: each.code,
          isRight: true,
          reason: '',
        }),
      ).toMatchObject(refused('forbidden'))
      must(
        await answerDeclaration(at('2026-10-09', bureau.officer), {
          incubationId: id,
          code: each.code,
          isRight: each.code !== 'STAFF',
          reason: '请补两人',
        }),
      )
    }
    const view = await readIncubationCase(at('2026-10-09', asOwner), id, 'own')
    expect(view?.missing).toEqual(['STAFF'])
    expect(await grad()).toMatchObject(refused('incubation.test-not-passed'))
    must(
      await declareForGraduation(at('2026-10-10', asOwner), {
        incubationId: id,
        code: 'STAFF',
        words: '专职三人',
        number: 3,
      }),
    )
    must(
      await answerDeclaration(at('2026-10-10', bureau.officer), {
        incubationId: id,
        code: 'STAFF',
        isRight: true,
        reason: '',
      }),
    )
    must(await grad())
    expect(await readIncubatorPage(at('2026-10-13'), base.id)).toMatchObject({
      tenants: [],
      alumni: [{ name: '晚风社区服务中心', toOn: '2026-10-12', isRegistered: true }],
      results: { groups: 1, groupsRegistered: 1, admitted: 1 },
    })
    const on = async (day: string) =>
      t.owner.$queryRaw<{ standing: string }[]>`SELECT standing FROM incubated_on(${own.id}::uuid, ${day}::date)`
    expect(await on('2026-02-01')).toEqual([])
    expect(await on('2026-02-02')).toEqual([{ standing: 'TENANT' }])
    expect(await on('2026-10-12')).toEqual([{ standing: 'ALUMNUS' }])
  })
})

test('a filed community group goes on as a registered organization of the same owner', async () => {
  const base = await makeIncubator(t, bureau)
  const filed = await makeOrganization(t, '花友会')
  await t.owner.organization.update({ where: { id: filed.id }, data: { kind: 'COMMUNITY_GROUP', creditCode: null } })
  const id = await madeTenant(t, bureau, base, filed.id, { writes: filed.owner, signs: filed.owner })
  const registered = await makeOrganization(t, '花友会服务中心')
  const become = async (actor: Actor) =>
    becomeOrganization(at('2026-06-01', actor), {
      incubationId: id,
      version: await versionOf(t, id),
      organizationId: registered.id,
    })
  expect(await become(filed.owner)).toMatchObject(refused('incubation.not-owner'))
  await t.owner.organizationMembership.create({
    data: { accountId: accountIdOf(filed.owner), organizationId: registered.id, role: 'OWNER' },
  })
  must(
    await become({
      ...filed.owner,
      organizations: [...filed.owner.organizations, { organizationId: registered.id, role: 'OWNER' }],
    }),
  )
  expect((await publicOrganization(at('2026-06-02'), filed.id))?.incubator).toBeUndefined()
  expect((await publicOrganization(at('2026-06-02'), registered.id))?.incubator).toMatchObject({ id: base.id })
})

describe('a venture call that asks for incubation', () => {
  const asks = { use: 'REQUIRED' as const, kind: 'INCUBATED_HERE' as const, text: '由本区孵化基地孵化' }

  test('is explained at the start, refused at the seal, and cured by a tenancy', async () => {
    const story = await publishedCall(t, { method: 'VENTURE_CALL', conditions: { conditions: [asks] }, bureau })
    const { call } = story
    const bidder = await makeBidder(t, '想投创投的服务社')
    const now = beforeDeadline(call, 60)
    const ctx = t.contextAt(now, bidder.editor)
    expect(await startBid(ctx, { callNo: call.callNo ?? '', organizationId: bidder.id })).toMatchObject(
      refused('bid.not-incubated'),
    )
    expect(await readCannotBid(ctx, call.callNo ?? '')).toMatchObject([{ reasons: ['not-incubated-here'] }])
    const base = await makeIncubator(t, bureau)
    const id = await madeTenant(t, bureau, base, bidder.id, { writes: bidder.editor, signs: bidder.certifier })
    expect(await readCannotBid(ctx, call.callNo ?? '')).toEqual([])
    const { bidId } = await draftedBid(t, call, { bidder, now })
    expect(await readIncubationAsked(t.contextAt(now), call.id, bidder.id)).toMatchObject([
      { kind: 'INCUBATED_HERE', met: { standing: 'TENANT' } },
    ])
    // It leaves meanwhile: PostgreSQL refuses the seal.
    const leave = async (isBack: boolean) => {
      await t.owner.$transaction([
        t.owner.$executeRaw`ALTER TABLE incubation DISABLE TRIGGER USER`,
        t.owner
          .$executeRaw`UPDATE incubation SET state = (${isBack ? 'ACTIVE' : 'LEFT'})::incubation_state, left_on = CASE WHEN ${isBack} THEN NULL ELSE from_on END,
          exit_reason = 'OTHER', exit_words = 'x', notice_by_id = checked_by_id, notice_at = checked_at, leave_by_on = from_on WHERE id = ${id}::uuid`,
        t.owner.$executeRaw`ALTER TABLE incubation ENABLE TRIGGER USER`,
      ])
    }
    await leave(false)
    const seal = async () => {
      const { version } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
      return sealBid(t.contextAt(beforeDeadline(call, 30), bidder.certifier), {
        bidId,
        version,
        retrievalCode: newRetrievalCode(),
      })
    }
    expect(await seal()).toMatchObject(refused('bid.not-incubated'))
    await leave(true)
    must(await seal())
  })

  test('a purchase may not ask it', async () => {
    await expect(publishedCall(t, { conditions: { conditions: [asks] } })).rejects.toThrow('incubated-in-ventures')
  })
})

describe('a training', () => {
  test('counts its seats under a crowd, reminds, is attended, and gives hours', async () => {
    const base = await makeIncubator(t, bureau)
    const tenant = await makeBidder(t, '培训服务社')
    const id = await madeTenant(t, bureau, base, tenant.id, { writes: tenant.editor, signs: tenant.certifier })
    const officer = at('2026-03-02', bureau.officer)
    const plan = (startsAt: string) =>
      planTraining(officer, {
        incubatorId: base.id,
        title: '小组织的账',
        about: '',
        place: '三楼',
        startsAt: new Date(startsAt),
        hours: '3',
        seats: 3,
        forWhom: 'ALL',
      })
    expect(await plan('2026-03-01T14:00:00+08:00')).toMatchObject(refused('incubator.training-day'))
    expect(await plan('2199-03-01T14:00:00+08:00')).toMatchObject(refused('incubator.training-day'))
    const { trainingId } = must(await plan('2026-03-10T14:00:00+08:00'))
    expect(must(await plan('2026-03-10T14:00:00+08:00')).trainingId).toBe(trainingId)
    const others = await Promise.all(Array.from({ length: 4 }, (_, index) => makeBidder(t, `来宾${index}服务社`)))
    const up = (bidder: Bidder, people = 1) =>
      signUpForTraining(at('2026-03-03', bidder.owner), { trainingId, who: bidder.id, people })
    must(await up(tenant))
    expect(await up(tenant)).toMatchObject(refused('incubator.signed-up-already'))
    const crowd = await Promise.all(others.map((bidder) => up(bidder)))
    expect(crowd.filter(({ ok }) => ok)).toHaveLength(2)
    expect(crowd.filter(({ ok }) => !ok)).toMatchObject([
      refused('incubator.training-full'),
      refused('incubator.training-full'),
    ])
    // Not for somebody else's organization, nor off its list.
    expect(
      await signUpForTraining(at('2026-03-03', others[0]?.owner), { trainingId, who: tenant.id, people: 1 }),
    ).toMatchObject(refused('not-found'))
    const page = await readTraining(at('2026-03-03', tenant.owner), trainingId)
    expect(page).toMatchObject({ taken: 3, signups: [], own: [{ name: '培训服务社' }] })
    const signupId = page?.own[0]?.id ?? ''
    expect(await signOffFromTraining(at('2026-03-03', others[0]?.owner), { trainingId, signupId })).toMatchObject(
      refused('not-found'),
    )
    expect(await keepIncubations(t.owner, { toldNow: new Date('2026-03-09T10:00:00+08:00') })).toBeGreaterThan(0)
    expect(
      await t.owner.message.count({ where: { template: 'trainingNotice', toAddress: tenant.owner.email ?? '' } }),
    ).toBe(1)
    expect(await recordAttendance(at('2026-03-09', bureau.officer), { trainingId, attended: {} })).toMatchObject(
      refused('incubator.training-ahead'),
    )
    const board = await readTraining(at('2026-03-11', bureau.officer), trainingId)
    const attended = Object.fromEntries((board?.signups ?? []).map((row) => [row.id, row.id === signupId ? '1' : '0']))
    expect(await recordAttendance(at('2026-03-11', bureau.officer), { trainingId, attended: {} })).toMatchObject({
      ok: false,
    })
    must(await recordAttendance(at('2026-03-11', bureau.officer), { trainingId, attended }))
    expect((await readIncubationCase(at('2026-03-11', tenant.owner), id, 'own'))?.trainings).toMatchObject([
      { attended: 1, hours: '3' },
    ])
    expect(await cancelTraining(at('2026-03-11', bureau.officer), { trainingId, reason: '改期' })).toMatchObject(
      refused('incubation.decided'),
    )
    expect((await readIncubatorPage(at('2026-03-12'), base.id))?.results.trainingHours).toBe('3')
  })
})
