import { beforeAll, describe, expect, test } from 'vitest'
import { indicatorTable } from '#app/http/indicator-table.ts'
import { tableCsv } from '#app/http/table-file.server.ts'
import type { FigureTyped } from '#app/domain/regional/schema.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { readFile } from '#app/services/file/read-file.server.ts'
import { confirmFigure, enterFigure, withdrawFigure } from '#app/services/regional/enter-figure.server.ts'
import { readFigureBoard } from '#app/services/regional/queries/figure-board.server.ts'
import { indicatorPlaces, readIndicatorBoard } from '#app/services/regional/queries/indicator-board.server.ts'
import { readOne } from '#app/services/shared/read-together.server.ts'
import { codesOf } from '#app/services/voice/answer-codes.server.ts'
import { answer } from '#app/services/voice/answer.server.ts'
import { recordActivity } from '#app/services/voice/record-activity.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeOrganization, makeRegion, must } from '#tests/support/scenes.ts'
import { makeIncubator } from '#tests/support/scenes-incubator.ts'
import { proposedNeed } from '#tests/support/scenes-need.ts'
import { runningProject, type ProjectStory } from '#tests/support/scenes-project.ts'
import { ratedBefore } from '#tests/support/scenes-standing.ts'

const t = useDatabase({ forEachScene: true })
const now = '2026-07-01T10:00:00+08:00'
const at = (actor?: Actor, when = now) => t.contextAt(when, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })

const founded = async (name: string, over: object) => {
  const organization = await makeOrganization(t, name)
  await t.owner.organization.update({ where: { id: organization.id }, data: over })
  return organization
}

describe('the indicators of a place', () => {
  let story: ProjectStory
  let town: { id: string }
  let community: { id: string }
  const ofYear = async (year: string, code = '310112') => {
    const board = await readIndicatorBoard(at(), code, year)
    return Object.fromEntries((board?.indicators ?? []).map((each) => [each.code, each.actual]))
  }
  /** As the registry's confirmed end leaves it. */
  const ended = async ({ id }: { id: string }, on: string) => {
    const [by, confirmedBy] = [story.bureau.officer.accountId ?? '', story.bureau.approver.accountId ?? '']
    await t.owner.$transaction(async (tx) => {
      for (const table of ['organization', 'organization_end'])
        await tx.$executeRawUnsafe(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
      await tx.organizationEnd.create({
        data: {
          organizationId: id,
          kind: 'DISSOLVED',
          endedOn: new Date(on),
          bodyId: story.bureau.body.id,
          documentNo: '民社注〔2023〕6号',
          reason: '会员大会决定解散。',
          recordedById: by,
          recordedAt: new Date(on),
          confirmedById: confirmedBy,
          confirmedAt: new Date(on),
        },
      })
      await tx.organization.update({ where: { id }, data: { state: 'ENDED' } })
      for (const table of ['organization', 'organization_end'])
        await tx.$executeRawUnsafe(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
    })
  }
  const typed = (over: Partial<FigureTyped> = {}): FigureTyped => ({
    bodyId: story.bureau.body.id,
    regionId: story.bureau.body.regionId,
    indicatorCode: 'POPULATION',
    what: 'ACTUAL',
    year: 2025,
    value: '10000',
    documentTitle: '统计公报',
    documentNo: '统〔2026〕1号',
    file: undefined,
    ...over,
  })
  const entered = async (over: Partial<FigureTyped> = {}, when = now) => {
    const { figureId } = must(await enterFigure(at(story.bureau.officer, when), typed(over)))
    must(await confirmFigure(at(story.bureau.approver, when), { figureId }))
    return figureId
  }

  beforeAll(async () => {
    story = await runningProject(t)
    const district = await makeRegion(t)
    await t.owner.body.update({
      where: { id: story.bureau.body.id },
      data: { duties: ['PURCHASE', 'REGISTRY'] },
    })
    const place = (code: string, level: 'TOWN' | 'COMMUNITY', parentId: string, path: string) =>
      t.owner.region.create({ data: { code, level, nameZh: `第${code}`, nameEn: code, parentId, path } })
    town = await place('310112001', 'TOWN', district.id, `${district.path}/310112001`)
    community = await place('310112001001', 'COMMUNITY', town.id, `${district.path}/310112001/310112001001`)
    await place('310112001002', 'COMMUNITY', town.id, `${district.path}/310112001/310112001002`)
    // What the scene brought is older than all of this.
    await t.owner.organization.updateMany({ data: { foundedOn: new Date('2020-05-01') } })
  })

  test('organizations are counted by seat, kind and day, enterprises and ended ones left out', async () => {
    const before = Number((await ofYear('2026'))['REGISTERED_ORGANIZATIONS'])
    await founded('街道协会', { regionId: town.id, kind: 'ASSOCIATION', foundedOn: new Date('2024-02-01') })
    await founded('邻里队', {
      regionId: community.id,
      kind: 'COMMUNITY_GROUP',
      creditCode: null,
      foundedOn: new Date('2026-02-01'),
    })
    await founded('公司', { regionId: town.id, kind: 'ENTERPRISE', foundedOn: new Date('2020-02-01') })
    await ended(await founded('已注销', { regionId: town.id, foundedOn: new Date('2020-02-01') }), '2023-06-30')
    expect(await ofYear('2026')).toMatchObject({
      REGISTERED_ORGANIZATIONS: String(before + 1),
      FILED_ORGANIZATIONS: '1',
    })
    expect(await ofYear('2025', '310112001')).toMatchObject({
      REGISTERED_ORGANIZATIONS: '1',
      FILED_ORGANIZATIONS: '0',
    })
    expect(await ofYear('2023', '310112001')).toMatchObject({ REGISTERED_ORGANIZATIONS: '0' })
    expect(await ofYear('2022', '310112001')).toMatchObject({ REGISTERED_ORGANIZATIONS: '1' })
  })

  test('organizations per 10,000 people need a confirmed population, and take the latest up to the year', async () => {
    expect((await ofYear('2026', '310112001'))['ORGANIZATIONS_PER_10K']).toBeNull()
    await entered({ regionId: town.id, year: 2024, value: '40000' })
    await entered({ regionId: town.id, year: 2025, value: '20000' })
    expect((await ofYear('2026', '310112001'))['ORGANIZATIONS_PER_10K']).toBe('1.00')
    expect((await ofYear('2024', '310112001'))['ORGANIZATIONS_PER_10K']).toBe('0.25')
    expect((await ofYear('2023', '310112001'))['ORGANIZATIONS_PER_10K']).toBeNull()
  })

  test('purchases, projects, activities and satisfaction are those of the year and place', async () => {
    expect(await ofYear('2026')).toMatchObject({
      PURCHASE_SHARE: '100.00',
      PROJECTS: '1',
      BENEFICIARIES: '0',
      SATISFACTION: null,
      VOLUNTEERS: '0',
      VOLUNTEER_HOURS: '0',
    })
    expect(await ofYear('2025')).toMatchObject({ PURCHASE_SHARE: null, PROJECTS: '0' })
    expect(await ofYear('2026', '310112001')).toMatchObject({ PURCHASE_SHARE: null, PROJECTS: '0' })
    const session = async (heldOn: string, attendance: number, codeCount: number) =>
      must(
        await recordActivity(at(story.certifier), {
          projectId: story.projectId,
          title: '巡访',
          heldOn: toDay(heldOn),
          place: '社区服务站',
          milestoneId: undefined,
          attendance,
          hours: 90,
          volunteers: 3,
          codeCount,
          photo: undefined,
        }),
      )
    const { sessionId } = await session('2026-06-20', 30, 6)
    const wrong = await session('2026-06-21', 500, 0)
    await t.owner.activityWithdrawal.create({
      data: {
        sessionId: wrong.sessionId,
        reason: '登记错了项目。',
        withdrawnById: story.certifier.accountId ?? '',
        withdrawnAt: new Date('2026-06-22T10:00:00+08:00'),
      },
    })
    const codes = codesOf(at().keys, sessionId, 6)
    const say = async (score: number, code: (typeof codes)[number] | undefined) => {
      if (code === undefined) throw new Error('no such code')
      must(await answer(at(), { code, score, knew: null, comment: '' }))
    }
    for (const [index, score] of [5, 5, 4, 4].entries()) await say(score, codes[index])
    expect((await ofYear('2026'))['SATISFACTION']).toBeNull()
    await say(4, codes[4])
    expect(await ofYear('2026')).toMatchObject({ BENEFICIARIES: '30', VOLUNTEER_TIMES: '3', SATISFACTION: '4.40' })
    expect(await ofYear('2025')).toMatchObject({ BENEFICIARIES: '0', SATISFACTION: null })
    // The same purchase, had an enterprise won it.
    await t.owner.organization.update({ where: { id: story.winner.organization.id }, data: { kind: 'ENTERPRISE' } })
    expect((await ofYear('2026'))['PURCHASE_SHARE']).toBe('0.00')
    await t.owner.organization.update({
      where: { id: story.winner.organization.id },
      data: { kind: 'SERVICE_INSTITUTION' },
    })
  })

  test('ratings in force, incubators and communities with a need are counted', async () => {
    const { id } = await founded('三A机构', { foundedOn: new Date('2018-01-01') })
    await ratedBefore((actor) => at(actor), story.bureau, id, { validFrom: toDay('2024-03-01') })
    const { id: second } = await founded('二A机构', { foundedOn: new Date('2018-01-01') })
    await ratedBefore((actor) => at(actor), story.bureau, second, { grade: 2, documentNo: '民社评〔2024〕4号' })
    await makeIncubator(t, story.bureau, { areaM2: 3200 })
    expect(await ofYear('2026')).toMatchObject({ RATED_3A: '1', INCUBATOR_SPACE: '3200', COMMUNITIES_COVERED: '0.00' })
    expect(await ofYear('2023')).toMatchObject({ RATED_3A: '0', INCUBATOR_SPACE: null })
    await proposedNeed(t, story.bureau.body, story.bureau.officer, toDay('2026-05-06'), { regionId: community.id })
    expect(await ofYear('2026')).toMatchObject({ COMMUNITIES_COVERED: '50.00' })
    expect(await ofYear('2025')).toMatchObject({ COMMUNITIES_COVERED: '0.00' })
    expect((await ofYear('2026', '310112001001'))['COMMUNITIES_COVERED']).toBe('100.00')
  })

  test('what is entered counts once another person confirmed it, the newest counts, and what is counted is never typed', async () => {
    const { officer, approver, body } = story.bureau
    const file = new File(['目标'], '目标.txt', { type: 'text/plain' })
    const target = { indicatorCode: 'RATED_3A', what: 'TARGET' as const, year: 2027, value: '12' }
    const { figureId } = must(await enterFigure(at(officer), typed({ ...target, file })))
    const { fileId } = await t.owner.regionalFigure.findUniqueOrThrow({ where: { id: figureId } })
    const shown = async () =>
      (await readIndicatorBoard(at(), '310112', '2026'))?.indicators.find(({ code }) => code === 'RATED_3A')
    expect(await shown()).toMatchObject({ target: null })
    expect(await readFile(at(), fileId ?? '')).toMatchObject(refused('not-found'))
    expect((await deskPage(at(approver))).you.map(({ kind }) => kind)).toContain('regionalEntered')
    expect(await readFigureBoard(at(approver))).toMatchObject({ isRegistry: true })
    expect((await readFigureBoard(at(approver))).rows[0]).toMatchObject({ id: figureId, mayConfirm: true })
    const both: Actor = { ...officer, bodies: [...officer.bodies, ...approver.bodies] }
    expect(await confirmFigure(at(both), { figureId })).toMatchObject(refused('regional.four-eyes'))
    expect(await confirmFigure(at(officer), { figureId })).toMatchObject(refused('forbidden'))
    expect(await confirmFigure(at(), { figureId })).toMatchObject(refused('not-found'))
    must(await confirmFigure(at(approver), { figureId }))
    expect(await withdrawFigure(at(approver), { figureId })).toMatchObject(refused('regional.decided'))
    must(await readFile(at(), fileId ?? ''))
    expect(await shown()).toMatchObject({ target: { year: 2027, value: '12.00', documentNo: '统〔2026〕1号' } })
    await entered({ ...target, value: '14' }, '2026-07-01T11:00:00+08:00')
    expect(await shown()).toMatchObject({ target: { value: '14.00' } })
    await expect(t.owner.regionalFigure.update({ where: { id: figureId }, data: { value: 1 } })).rejects.toThrow()
    await expect(t.owner.regionalFigure.delete({ where: { id: figureId } })).rejects.toThrow()

    const enter = (over: Partial<FigureTyped>, actor = officer) => enterFigure(at(actor), typed(over))
    expect(await enter({ ...target, what: 'ACTUAL', year: 2026 })).toMatchObject(refused('regional.computed'))
    expect(await enter({ year: 2027 })).toMatchObject(refused('regional.year-ahead'))
    expect(await enter({ indicatorCode: 'PURCHASE_SHARE', what: 'TARGET', year: 2027, value: '130' })).toMatchObject(
      refused('regional.too-large'),
    )
    const city = await t.owner.region.findUniqueOrThrow({ where: { code: '310000' } })
    expect(await enter({ regionId: city.id })).toMatchObject(refused('regional.no-jurisdiction'))
    expect(await enter({}, approver)).toMatchObject(refused('forbidden'))
    await t.owner.body.update({ where: { id: body.id }, data: { duties: ['PURCHASE'] } })
    expect(await enter({})).toMatchObject(refused('regional.no-jurisdiction'))
    await t.owner.body.update({ where: { id: body.id }, data: { duties: ['PURCHASE', 'REGISTRY'] } })
  })

  test('a place shows the places in it, the file has a row for each with each indicator', async () => {
    const board = await readIndicatorBoard(at(), null, null)
    expect(board).toMatchObject({ here: { code: '310112' }, year: 2026, parts: [{ code: '310112001' }] })
    expect(await readIndicatorBoard(at(), '999', null)).toBeNull()
    expect((await readOne(t.owner, indicatorPlaces(at()))).map(({ code }) => code)).toEqual(['310000', '310112'])
    if (board === null) throw new Error('no board')
    const lines = tableCsv(indicatorTable(board, at())).trim().split('\r\n')
    expect(lines).toHaveLength(3 + board.indicators.length * 2)
    expect(lines.filter((line) => line.includes('310112001'))).toHaveLength(board.indicators.length)
  })
})
