import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { type Entry, showcaseForm, type ShowcaseTyped } from '#app/domain/showcase/schema.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import {
  readProjectShowcases,
  readShowcaseBoard,
  readShowcases,
} from '#app/services/showcase/queries/showcases.server.ts'
import {
  confirmEntry,
  enterPhase,
  enterQuota,
  proposeShowcase,
  withdrawEntry,
} from '#app/services/showcase/showcase.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeBureau, makeRegion, must } from '#tests/support/scenes.ts'
import { type ProjectStory, preparedProject, runningProject } from '#tests/support/scenes-project.ts'

const t = useDatabase()
const at = (actor?: Actor, day = '2026-05-06') => t.contextAt(`${day}T10:00:00+08:00`, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })

describe('models and brands', () => {
  let story: ProjectStory
  let projectNo: string
  let communities: string[]
  const body = () => story.bureau.body
  const typed = (over: Partial<ShowcaseTyped> = {}): ShowcaseTyped => ({
    bodyId: body().id,
    kind: 'MODEL_PROJECT',
    projectNo,
    communityId: '',
    reason: '做法可在其他街镇推广。',
    documentNo: '区民〔2026〕8号',
    fromOn: toDay('2026-05-06'),
    untilOn: toDay('2027-05-05'),
    ...over,
  })
  const propose = async (over: Partial<ShowcaseTyped> = {}) =>
    must(await proposeShowcase(at(story.bureau.officer), typed(over))).id
  const confirm = (entry: Entry, id: string, actor = story.bureau.approver) => confirmEntry(at(actor), { entry, id })
  const quota = async (kind: ShowcaseTyped['kind'], count: number, regionId = body().regionId) => {
    const { id } = must(
      await enterQuota(at(story.bureau.officer), {
        bodyId: body().id,
        regionId,
        kind,
        year: 2026,
        quota: count,
        documentNo: '区民〔2026〕7号',
      }),
    )
    must(await confirm('quota', id))
    return id
  }
  beforeAll(async () => {
    story = await runningProject(t)
    const project = await t.owner.project.findUniqueOrThrow({ where: { id: story.projectId } })
    projectNo = project.projectNo
    const district = await t.owner.region.findUniqueOrThrow({ where: { id: body().regionId } })
    communities = []
    for (const index of [1, 2, 3]) {
      const code = `31011200900${index}`
      const { id } = await t.owner.region.create({
        data: {
          code,
          level: 'COMMUNITY',
          nameZh: `示范社区${index}`,
          nameEn: `Community ${index}`,
          parentId: district.id,
          path: `${district.path}/${code}`,
        },
      })
      communities.push(id)
    }
  })

  test('one proposes, another confirms within the quota; then the project’s page and the list show it for its days', async () => {
    expect(await proposeShowcase(at(story.bureau.approver), typed())).toMatchObject(refused('forbidden'))
    expect(await proposeShowcase(at(story.winner.owner), typed())).toMatchObject(refused('not-found'))
    expect(await proposeShowcase(at(story.bureau.officer), typed({ projectNo: 'XM-0000' }))).toMatchObject(
      refused('showcase.no-project'),
    )
    const id = await propose()
    expect((await deskPage(at(story.bureau.approver))).you.map(({ kind }) => kind)).toContain('showcasesToConfirm')
    const both: Actor = {
      ...story.bureau.officer,
      bodies: [...story.bureau.officer.bodies, ...story.bureau.approver.bodies],
    }
    expect(await confirm('showcase', id, both)).toMatchObject(refused('showcase.four-eyes'))
    expect(await confirm('showcase', id)).toMatchObject(refused('showcase.no-quota'))
    expect(await readProjectShowcases(at(), projectNo)).toEqual([])
    const quotaId = await quota('MODEL_PROJECT', 1)
    must(await confirm('showcase', id))
    expect(await confirm('showcase', id)).toMatchObject(refused('showcase.decided'))
    expect(await readProjectShowcases(at(), projectNo)).toMatchObject([{ kind: 'MODEL_PROJECT', projectNo }])
    expect(await readProjectShowcases(at(undefined, '2027-05-06'), projectNo)).toEqual([])
    expect(await t.owner.message.count({ where: { template: 'showcased' } })).toBeGreaterThan(0)
    const list = (query: string) => readShowcases(at(), new URLSearchParams(query))
    expect((await list('')).rows).toMatchObject([{ id, isRunning: true }])
    expect((await list('kind=MODEL_COMMUNITY')).rows).toEqual([])
    expect((await list('region=310112&kind=MODEL_PROJECT')).rows).toHaveLength(1)
    expect((await list('region=350203')).rows).toEqual([])
    expect((await list("kind='&after=x&region=%")).rows).toHaveLength(1)
    const more = await propose({ fromOn: toDay('2026-06-01') })
    expect(await confirm('showcase', more)).toMatchObject(refused('showcase.quota-full'))
    must(await withdrawEntry(at(story.bureau.officer), { entry: 'showcase', id: more }))
    expect(await t.owner.showcaseQuota.findUniqueOrThrow({ where: { id: quotaId } })).toMatchObject({ used: 1 })
    await expect(t.owner.showcaseQuota.update({ where: { id: quotaId }, data: { used: 0 } })).rejects.toThrow()
    await expect(t.app.showcaseQuota.update({ where: { id: quotaId }, data: { quota: 9 } })).rejects.toThrow()
  })

  test('of a quota of two, two are named however many confirm at once', async () => {
    const quotaId = await quota('MODEL_COMMUNITY', 2)
    const ids = []
    for (const communityId of communities)
      ids.push(await propose({ kind: 'MODEL_COMMUNITY', projectNo: '', communityId }))
    const outcomes = await Promise.all(ids.map((id) => confirm('showcase', id)))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2)
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject(refused('showcase.quota-full'))
    expect(await t.owner.showcaseQuota.findUniqueOrThrow({ where: { id: quotaId } })).toMatchObject({ used: 2 })
    expect(await t.owner.showcase.count({ where: { kind: 'MODEL_COMMUNITY', confirmedAt: { not: null } } })).toBe(2)
  })

  test('every quota above a community counts', async () => {
    const [community = ''] = communities
    await quota('AUTONOMY_BRAND', 5)
    const own = await quota('AUTONOMY_BRAND', 1, community)
    const brand = { kind: 'AUTONOMY_BRAND' as const, projectNo: '', communityId: community }
    must(await confirm('showcase', await propose(brand)))
    expect(await confirm('showcase', await propose({ ...brand, fromOn: toDay('2026-07-01') }))).toMatchObject(
      refused('showcase.quota-full'),
    )
    expect(await t.owner.showcaseQuota.findUniqueOrThrow({ where: { id: own } })).toMatchObject({ used: 1 })
    const used = await t.owner.showcaseQuota.findMany({ where: { kind: 'AUTONOMY_BRAND' }, orderBy: { quota: 'asc' } })
    expect(used.map((each) => each.used)).toEqual([1, 1])
  })

  test('only what was signed, and in the body’s own place', async () => {
    const prepared = await preparedProject(t)
    const other = await t.owner.project.findUniqueOrThrow({ where: { id: prepared.projectId } })
    expect(await proposeShowcase(at(story.bureau.officer), typed({ projectNo: other.projectNo }))).toMatchObject(
      refused('showcase.not-funded'),
    )
    const elsewhere = await makeBureau(t)
    const { id: regionId } = await makeRegion(t, '350203')
    await t.owner.body.update({ where: { id: elsewhere.body.id }, data: { regionId } })
    expect(await proposeShowcase(at(elsewhere.officer), typed({ bodyId: elsewhere.body.id }))).toMatchObject(
      refused('showcase.other-region'),
    )
    expect((await readShowcaseBoard(at(elsewhere.officer))).entries).toEqual([])
    expect(
      await proposeShowcase(
        at(story.bureau.officer),
        typed({ kind: 'SERVICE_BRAND', projectNo: '', communityId: body().regionId }),
      ),
    ).toMatchObject(refused('showcase.no-community'))
  })

  test('the phases of a place go forward, and the latest that has begun is public', async () => {
    const enter = (phase: 'PILOT' | 'ROLL_OUT' | 'COVERED', day: string) =>
      enterPhase(at(story.bureau.officer), {
        bodyId: body().id,
        regionId: body().regionId,
        phase,
        fromOn: toDay(day),
        documentNo: '区府〔2026〕1号',
      })
    must(await confirm('phase', must(await enter('ROLL_OUT', '2026-05-01')).id))
    expect(await enter('PILOT', '2026-05-02')).toMatchObject(refused('showcase.phase-back'))
    expect(await enter('COVERED', '2026-05-01')).toMatchObject(refused('showcase.phase-back'))
    expect(await enter('ROLL_OUT', '2026-06-01')).toMatchObject(refused('showcase.phase-there'))
    must(await confirm('phase', must(await enter('PILOT', '2025-01-01')).id))
    must(await confirm('phase', must(await enter('COVERED', '2026-12-01')).id))
    const phaseOn = async (day: string) =>
      (await readShowcases(at(undefined, day), new URLSearchParams())).phases.map(({ phase }) => phase)
    expect(await phaseOn('2024-12-31')).toEqual([])
    expect(await phaseOn('2026-04-30')).toEqual(['PILOT'])
    expect(await phaseOn('2026-05-06')).toEqual(['ROLL_OUT'])
    expect(await phaseOn('2026-12-01')).toEqual(['COVERED'])
  })
})

test('a form names exactly one thing, as its kind asks', () => {
  const form = {
    bodyId: crypto.randomUUID(),
    kind: 'SERVICE_BRAND',
    projectNo: 'XM-2026-0001',
    communityId: '',
    reason: '做法可推广。',
    documentNo: '区民1号',
    fromOn: '2026-05-06',
    untilOn: '2026-12-31',
  }
  const wrong = (over: object) => {
    const read = showcaseForm.safeParse({ ...form, ...over })
    return read.success ? [] : read.error.issues.map(({ path }) => path.join('.'))
  }
  expect(wrong({})).toEqual([])
  expect(wrong({ communityId: crypto.randomUUID() })).toEqual(['projectNo'])
  expect(wrong({ projectNo: '' })).toEqual(['projectNo'])
  expect(wrong({ kind: 'MODEL_COMMUNITY' })).toEqual(['communityId'])
  expect(wrong({ untilOn: '2026-05-05' })).toEqual(['untilOn'])
})
