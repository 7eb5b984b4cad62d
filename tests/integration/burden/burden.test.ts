import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { burdenFile } from '#app/http/burden-table.ts'
import {
  readBurdenBoard,
  readBurdenKinds,
  readOwnBurden,
  readPlaceBurden,
} from '#app/services/burden/queries/burden.server.ts'
import { superviseOrganization } from '#app/services/inspection/supervise.server.ts'
import {
  saveQuarterly,
  sendUpQuarterly,
  signOffQuarterly,
  startQuarterly,
} from '#app/services/quarterly/quarterly.server.ts'
import { makeSession } from '#app/services/voice/make-session.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeApprover, makeBody, makeOfficer, makeOrganization, must } from '#tests/support/scenes.ts'
import { milestoneAt, type ProjectStory, reported, runningProject } from '#tests/support/scenes-project.ts'
import { certifiedSpending } from '#tests/support/scenes-spending.ts'
import { makeRegistry } from '#tests/support/scenes-standing.ts'

const t = useDatabase({ forEachScene: true })
const at = (actor?: Actor, when = '2026-07-20T10:00:00+08:00') => t.contextAt(when, actor)
const april = '2026-04-01'
const july = '2026-07-01'

describe('what an organization was asked for in a quarter', () => {
  let story: ProjectStory
  let registry: Awaited<ReturnType<typeof makeRegistry>>
  const own = async (quarter: string, actor = story.winner.owner) =>
    readOwnBurden(at(actor), story.winner.organization.id, quarter)
  const counts = async (quarter: string) =>
    Object.fromEntries(((await own(quarter))?.byKind ?? []).map(({ name, papers, owed }) => [name, [papers, owed]]))
  const board = (actor: Actor, over: Partial<Parameters<typeof readBurdenBoard>[1]> = {}) =>
    readBurdenBoard(at(actor), { quarter: april, by: null, after: null, ...over })

  beforeAll(async () => {
    story = await runningProject(t)
    registry = await makeRegistry(t)
    const { winner, bureau } = story
    const session = (title: string, codeCount: number) =>
      makeSession(at(winner.owner, '2026-06-19T10:00:00+08:00'), {
        projectId: story.projectId,
        title,
        heldOn: toDay('2026-06-18'),
        place: '中山社区',
        milestoneId: undefined,
        attendance: 32,
        minutes: 90,
        codeCount,
      })
    must(await session('健康讲座', 0))
    must(await session('入户评估', 30))
    await reported(t, story)
    await certifiedSpending(t, story, [{ amount: toFen(300_50n) }, { amount: toFen(80_00n) }])
    must(
      await superviseOrganization(at(registry.officer, '2026-05-08T10:00:00+08:00'), {
        bodyId: registry.body.id,
        organizationId: winner.organization.id,
        kind: 'SPOT_CHECK',
        happenedOn: toDay('2026-05-07'),
        summary: '抽查票据，未见异常。',
        documentNo: '',
        caseId: undefined,
        file: undefined,
      }),
    )
    expect(bureau.body.id).not.toBe(registry.body.id)
  })

  test('is counted from what exists, each once, on the day it was handed in', async () => {
    expect(await counts(april)).toEqual({
      里程碑报告: [1, 0],
      活动登记: [2, 0],
      满意度调查: [1, 0],
      检查与走访: [1, 0],
    })
    const page = await own(april)
    expect(page?.sum).toMatchObject({ papers: 5, owed: 0 })
    expect(page?.byBody.map(({ papers }) => papers)).toEqual([4, 1])
    const milestone = milestoneAt(story, 1)
    const indicators = await t.owner.indicator.count({ where: { milestoneId: milestone.id } })
    expect(page?.papers.find(({ kind }) => kind === 'MILESTONE_REPORT')).toMatchObject({
      subjectId: milestone.id,
      onDay: '2026-06-20',
      isOwed: false,
      fields: 1 + indicators,
      bodyName: '区民政局',
    })
    expect(page?.papers.filter(({ kind }) => kind === 'ACTIVITY').map(({ fields }) => fields)).toEqual(
      expect.arrayContaining([6, 7]),
    )
    expect(page?.papers.find(({ kind }) => kind === 'SUPERVISION')).toMatchObject({
      fields: null,
      detail: 'SPOT_CHECK',
    })
  })

  test('what is owed counts on the day it is due, and once it is handed in, on that day alone', async () => {
    const quarterly = async () => (await own(july))?.papers.filter(({ kind }) => kind === 'QUARTERLY_REPORT')
    expect(await quarterly()).toMatchObject([
      { isOwed: true, onDay: '2026-07-15', detail: april, subjectId: null, fields: 9, prefilled: 6 },
    ])
    expect(await counts(july)).toMatchObject({ 支出报销批次: [1, 0], 季度报告: [1, 1] })
    const { winner, certifier, projectId } = story
    const ctx = (actor: Actor) => at(actor, '2026-07-08T10:00:00+08:00')
    const { id } = must(await startQuarterly(ctx(winner.owner), { projectId, quarterOn: april }))
    const version = async () => (await t.owner.quarterlyReport.findUniqueOrThrow({ where: { id } })).version
    const words = {
      done: '本季度完成建档二百四十户，开展健康讲座两场，转介高风险对象十七户。',
      problems: '',
      plans: '',
    }
    must(await saveQuarterly(ctx(winner.owner), { id, version: await version(), ...words }))
    must(await sendUpQuarterly(ctx(winner.owner), { id, version: await version(), ...words }))
    expect(await quarterly()).toMatchObject([{ isOwed: true }])
    must(await signOffQuarterly(ctx(certifier), { id, version: await version() }))
    expect(await quarterly()).toMatchObject([{ isOwed: false, onDay: '2026-07-08', subjectId: id }])
  })

  test('an activity that was withdrawn was not asked for', async () => {
    const before = (await own(april))?.sum.papers ?? 0
    const [session] = await t.owner.serviceSession.findMany({ where: { codeCount: 0 } })
    await t.owner.activityWithdrawal.create({
      data: {
        sessionId: session?.id ?? '',
        reason: '重复登记。',
        withdrawnById: story.winner.owner.accountId ?? '',
        withdrawnAt: new Date('2026-07-01T10:00:00+08:00'),
      },
    })
    expect((await own(april))?.sum.papers).toBe(before - 1)
  })

  test('is read by the organization, by its registry, and by a body as far as it asked itself', async () => {
    const stranger = await makeOrganization(t, '另一家机构')
    expect(await own(april, stranger.owner)).toBeNull()
    expect(await own(april, story.bureau.officer)).toBeNull()
    const { id } = story.winner.organization
    const all = await board(registry.officer)
    expect(all.organizations).toMatchObject([{ id, papers: 4, bodies: [{ papers: 3 }, { papers: 1 }] }])
    expect(all.bodies).toMatchObject([
      { id: story.bureau.body.id, papers: 3, organizations: 1 },
      { id: registry.body.id, papers: 1 },
    ])
    expect((await board(story.bureau.officer)).organizations).toMatchObject([{ id, papers: 3 }])
    expect((await board(registry.officer, { by: registry.body.id })).organizations).toMatchObject([{ id, papers: 1 }])
    const elsewhere = await makeBody(t, '别处的机关')
    expect((await board(await makeOfficer(t, elsewhere))).organizations).toEqual([])
    expect((await board(story.winner.owner)).organizations).toEqual([])
    const file = await burdenFile(all, at(registry.officer), 'csv')
    expect(await file.text()).toContain(`${story.winner.organization.name},4,0,`)
  })

  test('the board goes on by cursor, the most first, and bad addresses show the first page', async () => {
    const officer = await makeApprover(t, registry.body)
    for (const index of Array.from({ length: 22 }, (_, each) => each)) {
      const organization = await makeOrganization(t, `机构${index}`)
      await t.owner.supervisionRecord.createMany({
        data: Array.from({ length: 1 + (index % 3) }, (_, visit) => ({
          bodyId: registry.body.id,
          organizationId: organization.id,
          kind: 'VISIT',
          happenedOn: new Date('2026-05-09'),
          summary: `第${visit + 1}次走访。`,
          recordedById: registry.officer.accountId ?? '',
        })),
      })
    }
    const first = await board(officer)
    const second = await board(officer, { after: first.next ?? '' })
    const all = [...first.organizations, ...second.organizations]
    expect(first.organizations).toHaveLength(20)
    expect(second.next).toBeUndefined()
    expect(new Set(all.map(({ id }) => id)).size).toBe(23)
    expect(all.map(({ papers }) => papers)).toEqual(all.map(({ papers }) => papers).toSorted((a, b) => b - a))
    for (const after of ['x', '5', `9999999999~${story.projectId}`, `a~${story.projectId}`])
      expect((await board(officer, { after, quarter: 'never', by: "'" })).askedById).toBeNull()
    expect((await board(officer, { after: 'x' })).organizations).toEqual(first.organizations)
  })
})

test('a place shows the median and the most, and nothing below five organizations', async () => {
  const registry = await makeRegistry(t)
  const { code } = await t.owner.region.findUniqueOrThrow({ where: { id: registry.body.regionId } })
  const ofPlace = async () => (await readPlaceBurden(at(), code, [toDay('2025-10-01'), toDay(july)]))[0]?.figures
  const visited = async (name: string, times: number) => {
    const { id } = await makeOrganization(t, name)
    await t.owner.supervisionRecord.createMany({
      data: Array.from({ length: times }, (_, visit) => ({
        bodyId: registry.body.id,
        organizationId: id,
        kind: 'VISIT',
        happenedOn: new Date('2025-11-02'),
        summary: `第${visit + 1}次走访。`,
        recordedById: registry.officer.accountId ?? '',
      })),
    })
  }
  for (const [name, times] of [
    ['甲', 1],
    ['乙', 2],
    ['丙', 4],
    ['丁', 9],
  ] as const)
    await visited(name, times)
  await makeOrganization(t, '没有被要求的')
  expect(await ofPlace()).toBeNull()
  await visited('戊', 3)
  expect(await ofPlace()).toEqual({ organizations: 5, papers: 19, median: 3, highest: 9 })
})

test('what is counted is written down for every kind, and read by the site itself', async () => {
  const kinds = await readBurdenKinds({ ...at(), db: t.app })
  const [view] = await t.app.$queryRaw<{ source: string }[]>`SELECT pg_get_viewdef('burden_paper'::regclass) AS source`
  const counted = [...(view?.source ?? '').matchAll(/'([A-Z_]+)'::text AS kind|SELECT '([A-Z_]+)'::text/g)].map(
    ([, a, b]) => a ?? b,
  )
  expect(kinds.length).toBeGreaterThan(10)
  expect(new Set(counted)).toEqual(new Set(kinds.map(({ code }) => code)))
  await expect(t.app.$executeRaw`DELETE FROM burden_kind`).rejects.toThrow()
})
