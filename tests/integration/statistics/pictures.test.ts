import { beforeAll, describe, expect, test } from 'vitest'
import { dayOf, daysBetween, toDay } from '#app/domain/shared/day.ts'
import { readAgreementPicture, readCallAgreement } from '#app/services/statistics/queries/agreement-picture.server.ts'
import { readCallFigures, readCallPicture } from '#app/services/statistics/queries/call-picture.server.ts'
import { readMapPicture } from '#app/services/statistics/queries/map-picture.server.ts'
import { readPaymentPicture } from '#app/services/statistics/queries/payment-picture.server.ts'
import { readSuccessPicture } from '#app/services/statistics/queries/success-picture.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { countStatements } from '#tests/support/count-statements.ts'
import { useDatabase } from '#tests/support/database.ts'
import { beforeDeadline, must } from '#tests/support/scenes.ts'
import { type SeatedStory, scoredCall } from '#tests/support/scenes-panel.ts'
import { accepted, payDay, type ProjectStory, release, runningProject } from '#tests/support/scenes-project.ts'

const t = useDatabase()
const everything = { year: null, region: null }
let story: ProjectStory
let judged: SeatedStory

// Orders 1 2 3, 2 1 3 and 1 3 2 of three bids: W = 96 / 216. The spreads of the first criterion are 5, 10 and 5 points.
const marks = (expert: number, bid: number) => ({
  c1:
    [
      ['20', '15', '10'],
      ['15', '20', '10'],
      ['20', '10', '15'],
    ][expert]?.[bid] ?? '0',
  c2: '40',
})

/** One call of three bids that went as far as its first payment, and one whose result is not public. */
beforeAll(async () => {
  story = await runningProject(t, { marks })
  await accepted(t, story)
  must(await release(t, story, 1))
  judged = await scoredCall(t)
})
const now = () => t.contextAt(payDay)

/** What the rules would take long to let happen, written below them. */
const belowTheRules = (tables: readonly string[], work: (tx: Tx) => Promise<void>) =>
  t.owner.$transaction(async (tx) => {
    for (const table of tables) await tx.$executeRawUnsafe(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
    await work(tx)
    for (const table of tables) await tx.$executeRawUnsafe(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
  })
const callNoOf = ({ call }: { call: { callNo: string | null } }) => call.callNo ?? ''

describe('how calls proceed', () => {
  test('a call that went all the way: how many bids came how far, and the days of each step', async () => {
    const call = await t.owner.call.findUniqueOrThrow({ where: { id: story.call.id } })
    const project = await t.owner.project.findUniqueOrThrow({
      where: { id: story.projectId },
      include: { contract: true },
    })
    const figures = await readCallFigures(now(), callNoOf(story))
    expect(figures).toMatchObject({
      hasResult: true,
      rungs: { sealed: 3, valid: 3, scored: 3, awarded: 1, contracted: 1, paid: 1 },
      days: {
        deadline: daysBetween(dayOf(call.publishedAt ?? new Date(0)), dayOf(call.bidDeadlineAt)),
        opened: 0,
        result: 3,
        award: 10,
        paid: daysBetween(dayOf(project.contract.signedAt ?? new Date(0)), toDay('2026-06-26')),
      },
    })
  })

  test('before the deadline nobody learns how many bids there are, nor before the result what became of them', async () => {
    const before = await readCallFigures(t.contextAt(beforeDeadline(judged.call)), callNoOf(judged))
    expect(before?.rungs.sealed).toBeNull()
    expect(before?.days.deadline).toBeNull()
    const after = await readCallFigures(now(), callNoOf(judged))
    expect(after).toMatchObject({
      hasResult: false,
      rungs: { sealed: 3, valid: null, scored: null, awarded: null, contracted: null, paid: null },
    })
  })

  test('a call that stands still keeps its number of bids, whatever the calendar says', async () => {
    await belowTheRules(['call'], async (tx) => {
      await tx.$executeRaw`UPDATE call SET state = 'PUBLISHED', suspended_at = ${new Date(payDay)} WHERE id = ${judged.call.id}::uuid`
    })
    expect((await readCallFigures(now(), callNoOf(judged)))?.rungs.sealed).toBeNull()
    await belowTheRules(['call'], async (tx) => {
      await tx.$executeRaw`UPDATE call SET state = ${judged.call.state}::call_state, suspended_at = NULL WHERE id = ${judged.call.id}::uuid`
    })
  })

  test('the sums are of calls with a public result, by year and place; a rehearsal is in none', async () => {
    const all = await readCallPicture(now(), everything)
    expect(all.calls.map(({ callNo }) => callNo).toSorted()).toEqual([callNoOf(story), callNoOf(judged)].toSorted())
    expect(all).toMatchObject({ decided: 1, ended: 0, sums: { sealed: 3, awarded: 1, paid: 1 }, years: [2026] })
    expect((await readCallPicture(now(), { year: 2025, region: null })).calls).toEqual([])
    expect((await readCallPicture(now(), { year: 2026, region: '310000' })).calls).toHaveLength(2)
    expect((await readCallPicture(now(), { year: 2026, region: '350200' })).calls).toEqual([])
    await belowTheRules(['call'], async (tx) => {
      await tx.$executeRaw`UPDATE call SET is_rehearsal = TRUE WHERE id = ${judged.call.id}::uuid`
    })
    expect(await readCallFigures(now(), callNoOf(judged))).toBeNull()
    expect((await readCallPicture(now(), everything)).calls).toHaveLength(1)
    await belowTheRules(['call'], async (tx) => {
      await tx.$executeRaw`UPDATE call SET is_rehearsal = FALSE WHERE id = ${judged.call.id}::uuid`
    })
    expect(await countStatements(() => readCallPicture(now(), everything))).toBe(2)
  })
})

describe('whether payment is on time', () => {
  test('is counted from acceptance to payment, against the term of the call’s rules', async () => {
    expect(await readPaymentPicture(now(), everything)).toMatchObject({
      all: 1,
      onTime: 1,
      late: 0,
      overdue: 0,
      share: 100,
      medianDays: 2,
      years: [2026],
      months: [{ month: '2026-06-01', onTime: 1 }],
      bodies: [{ id: story.bureau.body.id, onTime: 1 }],
    })
    expect((await readPaymentPicture(now(), { year: 2025, region: null })).all).toBe(0)
    expect((await readPaymentPicture(now(), { year: null, region: '350200' })).all).toBe(0)
  })

  test('work accepted and not paid is waiting, then overdue', async () => {
    await accepted(t, story, 2)
    expect(await readPaymentPicture(now(), everything)).toMatchObject({
      all: 2,
      waiting: 1,
      overdue: 0,
      overdueFen: '0',
    })
    const { amountFen } = await t.owner.tranche.findFirstOrThrow({
      where: { projectId: story.projectId, state: 'CLAIMABLE' },
    })
    expect(await readPaymentPicture(t.contextAt('2026-12-01T10:00:00+08:00'), everything)).toMatchObject({
      waiting: 0,
      overdue: 1,
      overdueFen: amountFen.toString(),
      share: 50,
    })
  })
})

describe('whether judges agree', () => {
  test('is told from the published record, and of no call before its result', async () => {
    const { calls, medianW, all } = await readAgreementPicture(now(), everything)
    expect(calls.map(({ callNo }) => callNo)).toEqual([callNoOf(story)])
    expect(all).toBe(1)
    expect(medianW).toBeCloseTo(96 / 216, 10)
    const own = await readCallAgreement(now(), callNoOf(story))
    const most = Number(story.criteria.find(({ code }) => code === 'c1')?.maxPoints)
    expect(own?.criteria[0]?.spread).toBeCloseTo((20 / 3 / most) * 100, 8)
    expect(own?.criteria[1]?.spread).toBe(0)
    expect(JSON.stringify(own)).not.toContain('E1')
    expect(await readCallAgreement(now(), callNoOf(judged))).toBeNull()
  })
})

describe('who gets a chance', () => {
  test('is not told of fewer than five organizations', async () => {
    const picture = await readSuccessPicture(now(), everything)
    expect(picture).toMatchObject({ calls: 1, all: { isTooFew: true, shown: null }, sizes: [{ key: 'unknown' }] })
    expect(JSON.stringify(picture.places)).not.toContain('"bids"')
  })

  test('is counted by the staff at the deadline and by where organizations are registered', async () => {
    // Two more organizations bid in the same call, written below the rules: five are enough.
    const [bid] = story.bids
    const { bidDeadlineAt } = story.call
    await belowTheRules(['organization', 'bid', 'bid_result', 'staff_member'], async (tx) => {
      for (const index of [1, 2]) {
        await tx.$executeRaw`INSERT INTO organization (id, name, kind, region_id, fields) SELECT uuidv7(), ${`新机构${index}`}, kind, region_id, fields
          FROM organization WHERE id = ${bid?.organization.id ?? ''}::uuid`
        await tx.$executeRaw`INSERT INTO bid SELECT (jsonb_populate_record(b, jsonb_build_object('id', uuidv7(), 'state', 'LOST',
          'organization_id', (SELECT id FROM organization WHERE name = ${`新机构${index}`})))).* FROM bid b WHERE b.id = ${bid?.bidId ?? ''}::uuid`
        await tx.$executeRaw`INSERT INTO bid_result SELECT (jsonb_populate_record(x, jsonb_build_object('bid_id', n.id))).*
          FROM bid_result x, bid n JOIN organization o ON o.id = n.organization_id
          WHERE x.bid_id = ${bid?.bidId ?? ''}::uuid AND o.name = ${`新机构${index}`}`
      }
      // One organization had one of staff at the deadline, and another only after it.
      for (const [index, from] of [[0, '2025-01-01'] as const, [1, '2026-05-01'] as const])
        await tx.$executeRaw`INSERT INTO staff_member (id, organization_id, name, post, from_on, consent_how, consent_on, recorded_by_id, recorded_at)
          VALUES (uuidv7(), ${story.bids[index]?.organization.id ?? ''}::uuid, '张三', 'HEAD', ${from}::date, 'WRITTEN', ${from}::date,
            ${story.bureau.officer.accountId ?? ''}::uuid, ${bidDeadlineAt})`
    })
    const picture = await readSuccessPicture(now(), everything)
    expect(picture.all.shown).toEqual({ organizations: 5, bids: 5, awards: 1, rate: 20 })
    expect(picture.sizes).toMatchObject([
      { key: 'micro', isTooFew: true },
      { key: 'unknown', isTooFew: true },
    ])
    expect(picture.places).toMatchObject([{ code: '310112', shown: { organizations: 5 } }])
    expect((await readSuccessPicture(now(), { year: 2026, region: '350200' })).calls).toBe(0)
  })
})

describe('projects by place', () => {
  test('every place is there, with what is under contract for each resident where these are known', async () => {
    const project = await t.owner.project.findUniqueOrThrow({ where: { id: story.projectId } })
    const district = await t.owner.region.findUniqueOrThrow({ where: { code: '310112' } })
    await belowTheRules(['regional_figure'], async (tx) => {
      await tx.$executeRaw`INSERT INTO regional_figure (id, region_id, indicator_code, what, year, value, document_title, document_no, body_id, entered_by_id, confirmed_by_id, confirmed_at)
        VALUES (uuidv7(), ${district.id}::uuid, 'POPULATION', 'ACTUAL', 2025, 47000, '统计公报', '公报', ${story.bureau.body.id}::uuid,
          ${story.bureau.officer.accountId ?? ''}::uuid, ${story.bureau.approver.accountId ?? ''}::uuid, now())`
    })
    const city = await readMapPicture(now(), '310000')
    const place = city?.places.find(({ code }) => code === '310112')
    expect(place).toMatchObject({
      projects: 1,
      committedFen: project.amountFen.toString(),
      residents: 47_000,
      residentsOf: 2025,
      perResidentFen: '1000',
    })
    const everywhere = await readMapPicture(now(), null)
    expect(everywhere?.places.map(({ code }) => code)).toEqual(
      (await t.owner.region.findMany({ where: { parentId: null }, orderBy: { code: 'asc' } })).map(({ code }) => code),
    )
    expect(await readMapPicture(now(), '99')).toBeNull()
    expect(await countStatements(() => readMapPicture(now(), '310000'))).toBe(3)
  })
})
