import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { addDays, addYears, toDay } from '#app/domain/shared/day.ts'
import { readFile } from '#app/services/file/read-file.server.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { sendReminders } from '#app/services/quarterly/send-reminders.server.ts'
import { applyForRating, withdrawApplication } from '#app/services/rating/apply.server.ts'
import { answerComplaint, complain } from '#app/services/rating/complaint.server.ts'
import {
  confirmDecision,
  confirmRevocation,
  enterDecision,
  proposeRevocation,
  withdrawDecision,
} from '#app/services/rating/enter-decision.server.ts'
import {
  assess,
  checkApplication,
  confirmRating,
  decideRating,
  recordVisit,
} from '#app/services/rating/process.server.ts'
import { readOwnRating } from '#app/services/rating/queries/own-rating.server.ts'
import { readRatingNotice, readRatingWork } from '#app/services/rating/queries/rating-application.server.ts'
import { readStanding } from '#app/services/rating/queries/standing-page.server.ts'
import { publishRound } from '#app/services/rating/round.server.ts'
import { type Bidder, makeBidder } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, type Bureau, makeMember, makeOfficer, makePerson, must } from '#tests/support/scenes.ts'
import { makeCity, makeRegistry, ratedBefore, typedRating } from '#tests/support/scenes-standing.ts'

const t = useDatabase()
const at = (on: string, actor?: Actor) => t.contextAt(`${on}T10:00:00+08:00`, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })

async function gradeOn(organizationId: string, on: string) {
  const [row] = await t.owner.$queryRaw<
    { grade: number | null }[]
  >`SELECT rating_on(${organizationId}::uuid, ${on}::date) AS grade`
  return row?.grade ?? null
}
const found = async (bidder: Bidder, foundedOn = '2020-01-10') => {
  await t.owner.organization.update({ where: { id: bidder.id }, data: { foundedOn: new Date(foundedOn) } })
  return bidder
}

describe('a grade that is on paper', () => {
  let bureau: Bureau
  let bidder: Bidder
  beforeAll(async () => {
    bureau = await makeRegistry(t)
    bidder = await found(await makeBidder(t, '晴川社区服务中心'))
  })

  test('is entered with its document by one, and counts once another confirmed it', async () => {
    const officer = at('2026-03-02', bureau.officer)
    const { decisionId } = must(await enterDecision(officer, typedRating(bureau, bidder.id)))
    const { fileId } = await t.owner.ratingDecision.findUniqueOrThrow({ where: { id: decisionId } })
    expect(await gradeOn(bidder.id, '2026-03-02')).toBeNull()
    expect(await readFile(at('2026-03-02', bidder.owner), fileId ?? '')).toMatchObject(refused('not-found'))
    expect((await deskPage(at('2026-03-02', bureau.approver))).you.map(({ kind }) => kind)).toContain('ratingEntered')
    expect(await confirmDecision(officer, { decisionId })).toMatchObject(refused('forbidden'))
    const both: Actor = { ...bureau.officer, bodies: [...bureau.officer.bodies, ...bureau.approver.bodies] }
    expect(await confirmDecision(at('2026-03-02', both), { decisionId })).toMatchObject(refused('rating.four-eyes'))
    expect(await confirmDecision(at('2026-03-02', await makePerson(t, '路人')), { decisionId })).toMatchObject(
      refused('not-found'),
    )
    must(await confirmDecision(at('2026-03-03', bureau.approver), { decisionId }))
    expect(await confirmDecision(at('2026-03-03', bureau.approver), { decisionId })).toMatchObject(
      refused('rating.decided'),
    )
    // Five years, the last day being the eve of the fifth return of the first.
    expect(await gradeOn(bidder.id, '2024-02-29')).toBeNull()
    expect(await gradeOn(bidder.id, '2024-03-01')).toBe(3)
    expect(await gradeOn(bidder.id, '2029-02-28')).toBe(3)
    expect(await gradeOn(bidder.id, '2029-03-01')).toBeNull()
    must(await readFile(at('2026-03-03'), fileId ?? ''))
    // On the timeline of credit too, and never changed.
    expect(await t.owner.creditEvent.count({ where: { organizationId: bidder.id, kind: 'RATING', rating: 3 } })).toBe(1)
    await expect(t.owner.ratingDecision.update({ where: { id: decisionId }, data: { grade: 5 } })).rejects.toThrow()
    await expect(t.app.$executeRaw`UPDATE rating_decision SET grade = 5`).rejects.toThrow(/permission denied/)
    await expect(t.owner.ratingDecision.delete({ where: { id: decisionId } })).rejects.toThrow()
  })

  test('is not longer than the rule, not twice from one day, not of a day to come, not somebody else’s to enter', async () => {
    const officer = at('2026-03-04', bureau.officer)
    const enter = (over: Parameters<typeof typedRating>[2]) =>
      enterDecision(officer, typedRating(bureau, bidder.id, over))
    const from = toDay('2025-01-01')
    expect(await enter({ validFrom: from, validUntil: addYears(from, 5) })).toMatchObject(refused('rating.too-long'))
    expect(await enter({})).toMatchObject(refused('rating.entered-already'))
    expect(await enter({ validFrom: toDay('2026-03-05'), decidedOn: toDay('2026-03-05') })).toMatchObject(
      refused('rating.day-ahead'),
    )
    const elsewhere = await makeCity(t, '440300', '深圳市', 'Shenzhen')
    const stranger = await makeRegistry(t, elsewhere.id)
    const foreign = (over: Parameters<typeof typedRating>[2] = {}) =>
      enterDecision(at('2026-03-04', stranger.officer), typedRating(stranger, bidder.id, { validFrom: from, ...over }))
    expect(await foreign()).toMatchObject(refused('rating.no-jurisdiction'))
    expect(await foreign({ origin: 'STATE', authorityName: '民政部' })).toMatchObject(refused('rating.no-jurisdiction'))
    const plain = await makeOfficer(t, (await makeRegistry(t)).body)
    expect(
      await enterDecision(at('2026-03-04', plain), typedRating(bureau, bidder.id, { validFrom: from })),
    ).toMatchObject(refused('not-found'))
    // Somebody of the organization neither enters nor confirms.
    const insider: Actor = { ...bureau.officer, organizations: bidder.owner.organizations }
    await t.owner.organizationMembership.create({
      data: { accountId: insider.accountId ?? '', organizationId: bidder.id, role: 'EDITOR' },
    })
    expect(
      await enterDecision(at('2026-03-04', insider), typedRating(bureau, bidder.id, { validFrom: from })),
    ).toMatchObject(refused('account.interested'))
    await t.owner.organizationMembership.deleteMany({ where: { accountId: insider.accountId ?? '' } })
  })

  test('a later one takes its place; taken away, none comes back', async () => {
    const other = await found(await makeBidder(t, '同心公益服务社'))
    const on = (day: string) => (actor: Actor) => at(day, actor)
    await ratedBefore(on('2026-03-05'), bureau, other.id, { grade: 4, validFrom: toDay('2022-06-01') })
    const later = await ratedBefore(on('2026-03-05'), bureau, other.id, {
      grade: 3,
      validFrom: toDay('2025-06-01'),
      documentNo: '民社评〔2025〕9号',
    })
    expect([await gradeOn(other.id, '2025-05-31'), await gradeOn(other.id, '2025-06-01')]).toEqual([4, 3])
    const typed = {
      decisionId: later,
      revokedOn: toDay('2026-04-01'),
      reason: '提供虚假材料，查证属实。',
      documentNo: '民社评撤〔2026〕1号',
    }
    expect(await proposeRevocation(at('2026-03-31', bureau.officer), typed)).toMatchObject(
      refused('rating.revoked-day'),
    )
    const { revocationId } = must(await proposeRevocation(at('2026-04-02', bureau.officer), typed))
    expect(await gradeOn(other.id, '2026-04-02')).toBe(3)
    expect(await confirmRevocation(at('2026-04-02', bureau.officer), { revocationId })).toMatchObject(
      refused('forbidden'),
    )
    must(await confirmRevocation(at('2026-04-02', bureau.approver), { revocationId }))
    expect([await gradeOn(other.id, '2026-03-31'), await gradeOn(other.id, '2026-04-01')]).toEqual([3, null])
    expect(
      (await readStanding(at('2026-04-03'), other.id))?.ratings.map(({ isInForce, revokedOn }) => [
        isInForce,
        revokedOn,
      ]),
    ).toEqual([
      [false, '2026-04-01'],
      [false, null],
    ])
  })

  test('not confirmed, it is withdrawn with a reason and counts for nothing', async () => {
    const third = await makeBidder(t, '春晖助老服务社')
    const { decisionId } = must(await enterDecision(at('2026-03-05', bureau.officer), typedRating(bureau, third.id)))
    must(await withdrawDecision(at('2026-03-05', bureau.approver), { decisionId, reason: '文件与名称不符。' }))
    expect(await confirmDecision(at('2026-03-05', bureau.approver), { decisionId })).toMatchObject(
      refused('rating.decided'),
    )
    expect(await gradeOn(third.id, '2026-03-05')).toBeNull()
  })

  test('the organization is told 90, 30 and 15 days before it ends and again in the last week, each once', async () => {
    const ending = await makeBidder(t, '向阳康复服务中心')
    const from = addDays(toDay('2021-09-01'), 0)
    await ratedBefore((actor) => at('2026-03-05', actor), bureau, ending.id, { validFrom: from })
    const last = toDay('2026-08-31')
    const letters = () => t.owner.message.count({ where: { template: 'ratingExpiring' } })
    const before = await letters()
    const told: number[] = []
    for (const days of [91, 90, 89, 30, 15, 7, 3, 1, 0]) {
      await sendReminders(t.owner, { toldNow: new Date(`${addDays(last, -days)}T09:00:00+08:00`) })
      told.push((await letters()) - before)
    }
    // Owner and certifier.
    expect(told).toEqual([0, 2, 2, 4, 6, 8, 10, 12, 12])
  })
})

describe('the seven steps', () => {
  let bureau: Bureau
  let second: Actor
  let supervisor: Actor
  let bidder: Bidder
  let roundId: string
  beforeAll(async () => {
    bureau = await makeRegistry(t)
    second = await makeOfficer(t, bureau.body, '经办己')
    supervisor = await makeMember(t, bureau.body, 'SUPERVISOR', '监督庚')
    bidder = await found(await makeBidder(t, '长河社会工作服务社'))
    const round = {
      bodyId: bureau.body.id,
      title: '2026 年度社会组织评估通知',
      notice: '符合条件的社会组织请在期限内申请。',
      documentNo: '民社评〔2026〕1号',
      applyFrom: toDay('2026-03-02'),
      applyUntil: toDay('2026-04-30'),
    }
    expect(await publishRound(at('2026-03-02', bureau.officer), round)).toMatchObject(refused('forbidden'))
    ;({ roundId } = must(await publishRound(at('2026-03-02', bureau.approver), round)))
  })
  const apply = (on: string, wantedGrade = 3, who: Actor = bidder.owner, organizationId = bidder.id) =>
    applyForRating(at(on, who), {
      organizationId,
      roundId,
      wantedGrade,
      statement: '制度健全，近两年服务居民三千人次。',
    })
  const version = async (id: string) => (await t.owner.ratingApplication.findUniqueOrThrow({ where: { id } })).version
  const of = async (applicationId: string) => ({ applicationId, version: await version(applicationId) })

  test('from the application to the grade, each by another person, with its notice and complaint', async () => {
    expect(await apply('2026-03-01')).toMatchObject(refused('rating.round-closed'))
    expect(await apply('2026-03-03', 3, bidder.editor)).toMatchObject(refused('rating.not-certifier'))
    expect(await apply('2026-03-03', 3, await makePerson(t, '路人'))).toMatchObject(refused('not-found'))
    const { applicationId: id } = must(await apply('2026-03-03'))
    expect(await apply('2026-03-03')).toMatchObject(refused('rating.under-way'))
    expect((await deskPage(at('2026-03-03', bureau.officer))).you.map(({ kind }) => kind)).toContain('ratingToWork')
    must(await checkApplication(at('2026-03-04', bureau.officer), { ...(await of(id)), isAccepted: true, reason: '' }))
    const visit = { visitedOn: toDay('2026-03-09'), visitNote: '查看台账、走访服务对象三户。' }
    expect(await recordVisit(at('2026-03-08', bureau.officer), { ...(await of(id)), ...visit })).toMatchObject(
      refused('rating.day-ahead'),
    )
    must(await recordVisit(at('2026-03-09', bureau.officer), { ...(await of(id)), ...visit }))
    const assessment = { points: 905, assessment: '基础条件、内部治理良好。' }
    must(await assess(at('2026-03-10', bureau.officer), { ...(await of(id)), ...assessment }))
    const decision = { points: 905, reason: '同意初评意见。', documentNo: '民社评〔2026〕7号' }
    const alsoApprover: Actor = { ...bureau.officer, bodies: [...bureau.officer.bodies, ...bureau.approver.bodies] }
    expect(await decideRating(at('2026-03-11', alsoApprover), { ...(await of(id)), ...decision })).toMatchObject(
      refused('rating.own-judgment'),
    )
    expect(await readRatingNotice(at('2026-03-11'), id)).toBeNull()
    // 905 points would make 4A: more than was asked for is not given.
    expect(
      must(await decideRating(at('2026-03-11', bureau.approver), { ...(await of(id)), ...decision })),
    ).toMatchObject({ grade: 3 })
    // Seven working days from Wednesday the eleventh.
    const notice = await readRatingNotice(at('2026-03-11'), id)
    expect(notice).toMatchObject({ grade: 3, points: 905, noticeUntil: '2026-03-20', isOpen: true, mayComplain: false })

    const neighbour = await makePerson(t, '邻居')
    const { complaintId } = must(
      await complain(at('2026-03-20', neighbour), { applicationId: id, statement: '台账与实际服务人次不符，请核实。' }),
    )
    expect(
      await complain(at('2026-03-20', neighbour), { applicationId: id, statement: '再说一次，请核实台账。' }),
    ).toMatchObject(refused('rating.complaint-waits'))
    expect(
      await complain(at('2026-03-21', bidder.owner), { applicationId: id, statement: '我们认为得分偏低，申请复核。' }),
    ).toMatchObject(refused('rating.complaint-late'))
    const confirm = async (on: string, who: Actor) =>
      confirmRating(at(on, who), { ...(await of(id)), plaqueNo: 'SH-2026-007' })
    expect(await confirm('2026-03-20', second)).toMatchObject(refused('rating.notice-runs'))
    expect(await confirm('2026-03-23', second)).toMatchObject(refused('rating.complaint-open'))
    const answer = { complaintId, isUpheld: false, answer: '经核，台账与签到一致。' }
    const waitsFor = async (who: Actor) => (await deskPage(at('2026-03-23', who))).you.map(({ kind }) => kind)
    expect(await waitsFor(supervisor)).toContain('ratingToEnd')
    expect(await waitsFor(bureau.approver)).not.toContain('ratingToEnd')
    expect(await answerComplaint(at('2026-03-23', bureau.officer), answer)).toMatchObject(
      refused('rating.own-judgment'),
    )
    expect(await answerComplaint(at('2026-03-23', bureau.approver), answer)).toMatchObject(
      refused('rating.own-judgment'),
    )
    must(await answerComplaint(at('2026-03-23', supervisor), answer))
    // Then it is to be confirmed, which is not the supervisor's.
    expect([await waitsFor(supervisor), await waitsFor(second)].map((kinds) => kinds.includes('ratingToEnd'))).toEqual([
      false,
      true,
    ])
    expect(await readRatingNotice(at('2026-03-23', neighbour), id)).toMatchObject({
      own: [{ isUpheld: false, answer: '经核，台账与签到一致。' }],
    })
    expect(
      await t.owner.message.count({ where: { template: 'ratingComplaintReplied', toAddress: neighbour.email ?? '' } }),
    ).toBe(1)
    expect(await confirm('2026-03-23', bureau.approver)).toMatchObject(refused('rating.own-judgment'))
    expect(await confirm('2026-03-23', bureau.officer)).toMatchObject(refused('rating.own-judgment'))
    must(await confirm('2026-03-23', second))
    expect(await gradeOn(bidder.id, '2026-03-23')).toBe(3)
    expect(await t.owner.ratingDecision.findFirstOrThrow({ where: { applicationId: id } })).toMatchObject({
      documentNo: '民社评〔2026〕7号',
      validUntil: new Date('2031-03-22T00:00:00Z'),
    })
    expect((await readStanding(at('2026-03-24'), bidder.id))?.ratings).toMatchObject([{ grade: 3, isInForce: true }])
    // Since it rates here, its grades come out of the procedure, and nobody enters one by hand.
    const late = typedRating(bureau, bidder.id, {
      grade: 5,
      validFrom: toDay('2026-03-24'),
      documentNo: '民社评〔2026〕9号',
    })
    expect(await enterDecision(at('2026-03-24', bureau.officer), late)).toMatchObject(refused('rating.by-process'))
    expect(await readRatingWork(at('2026-03-24', bidder.owner), id)).toBeNull()
  })

  test('who is not eligible is not accepted, and reads why', async () => {
    const young = await found(await makeBidder(t, '新芽青少年服务中心'), '2024-03-05')
    const { applicationId: id } = must(await apply('2026-03-04', 3, young.owner, young.id))
    const own = await readOwnRating(at('2026-03-04', young.owner), young.id, 3)
    expect(own?.check.find(({ code }) => code === 'registered')).toMatchObject({
      state: 'UNMET',
      since: '2024-03-05',
      values: { years: 2 },
    })
    expect(
      await checkApplication(at('2026-03-04', bureau.officer), { ...(await of(id)), isAccepted: true, reason: '' }),
    ).toMatchObject(refused('rating.not-eligible'))
    // A day later the two years are full.
    must(await checkApplication(at('2026-03-05', bureau.officer), { ...(await of(id)), isAccepted: true, reason: '' }))
    must(await withdrawApplication(at('2026-03-05', young.owner), await of(id)))
    const again = must(await apply('2026-03-05', 4, young.owner, young.id))
    expect(
      await checkApplication(at('2026-03-06', bureau.officer), {
        ...(await of(again.applicationId)),
        isAccepted: true,
        reason: '',
      }),
    ).toMatchObject(refused('rating.not-eligible'))
    must(
      await checkApplication(at('2026-03-06', bureau.officer), {
        ...(await of(again.applicationId)),
        isAccepted: false,
        reason: '升 4A 须持有 3A 满两年。',
      }),
    )
  })

  test('the step to 4A is not jumped, by the service nor by the database; a complaint that is right begins anew', async () => {
    const held = await found(await makeBidder(t, '暖心助残服务社'))
    const earlier = await makeRegistry(t)
    await ratedBefore((actor) => at('2026-03-02', actor), earlier, held.id, { validFrom: toDay('2024-03-10') })
    const { applicationId: id } = must(await apply('2026-03-10', 4, held.owner, held.id))
    must(await checkApplication(at('2026-03-10', bureau.officer), { ...(await of(id)), isAccepted: true, reason: '' }))
    must(
      await recordVisit(at('2026-03-10', bureau.officer), {
        ...(await of(id)),
        visitedOn: toDay('2026-03-10'),
        visitNote: '实地查看服务场所与台账。',
      }),
    )
    must(
      await assess(at('2026-03-10', bureau.officer), { ...(await of(id)), points: 930, assessment: '各项指标优良。' }),
    )
    const decision = { points: 930, reason: '同意初评意见。', documentNo: '民社评〔2026〕8号' }
    expect(
      must(await decideRating(at('2026-03-10', bureau.approver), { ...(await of(id)), ...decision })),
    ).toMatchObject({ grade: 4 })
    const owner = at('2026-03-11', held.owner)
    const { complaintId } = must(
      await complain(owner, { applicationId: id, statement: '服务绩效少计一项，申请复核得分。' }),
    )
    must(
      await answerComplaint(at('2026-03-12', supervisor), {
        complaintId,
        isUpheld: true,
        answer: '确有遗漏，重新考评。',
      }),
    )
    expect(await t.owner.ratingApplication.findUniqueOrThrow({ where: { id } })).toMatchObject({
      state: 'VISITED',
      grade: null,
      points: null,
    })
    // The public reads nothing of it meanwhile; the organization, which was sent here, reads that it is so.
    expect(await readRatingNotice(at('2026-03-12'), id)).toBeNull()
    expect(await readRatingNotice(owner, id)).toMatchObject({ isPublic: false, grade: null, own: [{ isUpheld: true }] })
    must(
      await assess(at('2026-03-12', bureau.officer), {
        ...(await of(id)),
        points: 945,
        assessment: '补计后重新评分。',
      }),
    )
    await expect(t.owner.ratingApplication.update({ where: { id }, data: { state: 'CONFIRMED' } })).rejects.toThrow()
    const short = {
      state: 'NOTICED',
      decidedById: accountIdOf(bureau.approver),
      decidedAt: new Date(),
      decisionReason: '同意。',
      decisionNo: '民社评〔2026〕8号',
      noticeUntil: new Date('2099-01-01'),
    } as const
    // 945 points make no 5A, whatever somebody writes.
    await expect(
      t.owner.ratingApplication.update({ where: { id }, data: { ...short, points: 945, grade: 5 } }),
    ).rejects.toThrow(/grade-too-high/)
    const fresh = await found(await makeBidder(t, '启明教育服务中心'))
    await expect(
      t.owner.ratingDecision.create({
        data: {
          organizationId: fresh.id,
          grade: 4,
          regionId: bureau.body.regionId,
          documentNo: 'x',
          decidedOn: new Date('2026-01-01'),
          validFrom: new Date('2026-01-01'),
          validUntil: new Date('2026-12-31'),
          applicationId: id,
          bodyId: bureau.body.id,
          enteredById: bureau.officer.accountId ?? '',
          confirmedById: bureau.approver.accountId ?? '',
          confirmedAt: new Date(),
        },
      }),
    ).rejects.toThrow(/not-as-decided/)
  })
})

test('bands with a gap or an overlap cannot be put into force', async () => {
  const rule = `INSERT INTO rating_rule SELECT '2030-01-01', registered_years, validity_years, again_years, step_from_grade, step_years, clean_years, notice_days, plaque_from_grade, source_zh, source_en, false FROM rating_rule`
  const bands = (rows: string) =>
    t.owner.$transaction(async (tx) => {
      await tx.$executeRawUnsafe(rule)
      await tx.$executeRawUnsafe(`INSERT INTO rating_band VALUES ${rows}`)
      await tx.$executeRawUnsafe('SET CONSTRAINTS ALL IMMEDIATE')
      throw new Error('whole')
    })
  await expect(bands(`('2030-01-01', 0, 0, 500), ('2030-01-01', 3, 501, 1001)`)).rejects.toThrow(/rating.bands/)
  await expect(bands(`('2030-01-01', 0, 0, 500), ('2030-01-01', 3, 499, 1001)`)).rejects.toThrow(/rating.bands/)
  await expect(bands(`('2030-01-01', 3, 0, 500), ('2030-01-01', 1, 500, 1001)`)).rejects.toThrow(/rating.bands/)
  await expect(bands(`('2030-01-01', 0, 0, 500), ('2030-01-01', 3, 500, 1001)`)).rejects.toThrow(/whole/)
})
