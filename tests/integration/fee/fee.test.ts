import { beforeAll, describe, expect, test } from 'vitest'
import type { CallFeeTyped, ServiceTyped } from '#app/domain/fee/schema.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { copyCall } from '#app/services/call/copy-call.server.ts'
import { readPublicCall } from '#app/services/call/queries/public-call.server.ts'
import { setFees } from '#app/services/call/set-fees.server.ts'
import { offerContract } from '#app/services/project/offer-contract.server.ts'
import { readPublicProject } from '#app/services/project/queries/public-project.server.ts'
import { addServiceItem, removeServiceItem } from '#app/services/project/service-items.server.ts'
import { signContract } from '#app/services/project/sign-contract.server.ts'
import { readQuarterly } from '#app/services/quarterly/queries/quarterly-pages.server.ts'
import {
  receiveQuarterly,
  saveQuarterly,
  sendUpQuarterly,
  signOffQuarterly,
  startQuarterly,
} from '#app/services/quarterly/quarterly.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { draftedCall, must, publishedCall, sceneStart } from '#tests/support/scenes.ts'
import { at as instantOf, toDay } from '#app/domain/shared/day.ts'
import {
  contractDay,
  contractOf,
  preparedProject,
  type ProjectStory,
  runningProject,
} from '#tests/support/scenes-project.ts'

const t = useDatabase({ forEachScene: true })
const refused = (code: string) => ({ ok: false, refusal: { code } })
const fees: Omit<CallFeeTyped, 'version'> = {
  terms: { capFen: toFen(3_000n), lowShareBps: 3_000 },
  groups: [
    { groupCode: 'DISABLED', relief: 'REDUCED' },
    { groupCode: 'DESTITUTE', relief: 'FREE' },
    { groupCode: 'VETERANS', relief: 'NONE' },
  ],
}
const meal: ServiceTyped = {
  name: '助餐',
  unit: '餐',
  class: 'PUBLIC_BENEFIT',
  mode: 'LOW',
  cost: toFen(2_000n),
  feeFen: 600n,
  reducedFen: 300n,
  reducedGroups: ['DISABLED'],
  freeGroups: ['DESTITUTE'],
}

describe('what a call says of fees and of whom it is for', () => {
  test('is set while it is a draft, read by anybody, kept by a copy, and stands still once published', async () => {
    const { call, bureau } = await draftedCall(t)
    const ctx = t.contextAt(sceneStart, bureau.officer)
    const set = (over: Partial<CallFeeTyped> = {}) =>
      setFees(ctx, { callId: call.id, version: call.version, ...fees, ...over })
    expect(await set({ groups: [{ groupCode: 'NOBODY', relief: 'FREE' }] })).toMatchObject(refused('fee.unknown-group'))
    must(await set())
    expect(await set()).toMatchObject(refused('stale'))
    const published = await publishedCall(t, { fees })
    expect((await readPublicCall(t.contextAt(sceneStart), published.callNo))?.content.fees).toMatchObject({
      terms: { capFen: '3000', lowShareBps: 3_000 },
      groups: [
        { code: 'DESTITUTE', relief: 'FREE', zh: '特困人员（三无）' },
        { code: 'DISABLED', relief: 'REDUCED' },
        { code: 'VETERANS', relief: 'NONE' },
      ],
    })
    await expect(
      t.owner.callFeeTerms.update({ where: { callId: published.call.id }, data: { capFen: 9_999n } }),
    ).rejects.toThrow()
    await expect(t.owner.callGroup.deleteMany({ where: { callId: published.call.id } })).rejects.toThrow()
    const copied = must(
      await copyCall(t.contextAt(sceneStart, published.bureau.officer), {
        callId: published.call.id,
        isRetender: false,
        title: '再办一年',
        bidDeadlineAt: instantOf('2026-06-01T17:00'),
        startsOn: toDay('2026-07-01'),
        endsOn: toDay('2026-12-31'),
      }),
    )
    expect(await t.owner.callFeeTerms.count({ where: { callId: copied.callId } })).toBe(1)
    expect(await t.owner.callGroup.count({ where: { callId: copied.callId } })).toBe(3)
  })
})

describe('the services of a project', () => {
  let story: ProjectStory
  const version = async () => (await contractOf(t, story)).version
  const add = async (over: Partial<ServiceTyped> = {}, actor = story.bureau.officer) =>
    addServiceItem(t.contextAt(contractDay, actor), {
      projectId: story.projectId,
      version: await version(),
      ...meal,
      ...over,
    })
  beforeAll(async () => {
    story = await preparedProject(t, { fees })
  })

  test('keep within the terms of the call, in the service and in PostgreSQL', async () => {
    expect(await add({}, story.winner.owner)).toMatchObject(refused('forbidden'))
    expect(await add({}, story.bureau.approver)).toMatchObject(refused('forbidden'))
    expect(await add({ feeFen: 601n })).toMatchObject(refused('fee.low-too-high'))
    const row = (data: object) =>
      t.owner.serviceItem.create({
        data: {
          projectId: story.projectId,
          position: 9,
          name: '直接写入',
          unit: '次',
          class: 'COMMERCIAL',
          mode: 'PAID',
          costFen: 2_000n,
          feeFen: 2_500n,
          freeGroups: ['DESTITUTE', 'DISABLED'],
          addedById: story.bureau.officer.accountId ?? '',
          ...data,
        },
      })
    await expect(row({ feeFen: 3_001n })).rejects.toThrow('fee.over-cap')
    await expect(row({ class: 'PUBLIC_BENEFIT' })).rejects.toThrow('fee.over-cost')
    await expect(row({ mode: 'LOW', feeFen: 601n })).rejects.toThrow('fee.low-too-high')
    await expect(row({ freeGroups: ['DISABLED'] })).rejects.toThrow('fee.group-missing')
    await expect(row({ freeGroups: ['DESTITUTE'] })).rejects.toThrow('fee.group-missing')
    await expect(row({ freeGroups: ['DESTITUTE', 'DISABLED', 'NOBODY'] })).rejects.toThrow('fee.unknown-group')
    await expect(row({ mode: 'FREE', feeFen: 1n, freeGroups: [] })).rejects.toThrow(/service_item_free/)
    await expect(row({ feeFen: 0n })).rejects.toThrow(/service_item_free/)
    await expect(row({ reducedFen: 2_500n, reducedGroups: ['VETERANS'] })).rejects.toThrow(/service_item_reduced/)
    await expect(row({ addedById: story.bureau.approver.accountId ?? '' })).rejects.toThrow('forbidden')
  })

  test('are part of what both sides sign, and stand still after that', async () => {
    must(await add())
    expect(await add()).toMatchObject(refused('fee.twice'))
    const { serviceId } = must(
      await add({ name: '理发', mode: 'FREE', feeFen: 0n, reducedFen: null, reducedGroups: [], freeGroups: [] }),
    )
    must(
      await add({
        name: '送医',
        mode: 'PAID',
        feeFen: 2_000n,
        reducedFen: null,
        reducedGroups: [],
        freeGroups: ['DESTITUTE', 'DISABLED'],
      }),
    )
    const other = await preparedProject(t)
    expect(
      await addServiceItem(t.contextAt(contractDay, other.bureau.officer), {
        projectId: other.projectId,
        version: (await contractOf(t, other)).version,
        ...meal,
      }),
    ).toMatchObject(refused('fee.only-free'))
    expect(serviceId).toBeTruthy()
  })
})

describe('a signed contract with fees', () => {
  let story: ProjectStory
  beforeAll(async () => {
    story = await preparedProject(t, { fees })
    const officer = t.contextAt(contractDay, story.bureau.officer)
    const version = async () => (await contractOf(t, story)).version
    const add = async (over: Partial<ServiceTyped>) =>
      must(await addServiceItem(officer, { projectId: story.projectId, version: await version(), ...meal, ...over }))
    await add({})
    const { serviceId } = await add({ name: '不要了' })
    must(await removeServiceItem(officer, { projectId: story.projectId, version: await version(), serviceId }))
    must(
      await offerContract(t.contextAt(contractDay, story.bureau.approver), {
        projectId: story.projectId,
        version: await version(),
      }),
    )
  })

  test('says its services in the hashed text; PostgreSQL lets nothing else be offered, and nothing be changed', async () => {
    const contract = await contractOf(t, story)
    expect(JSON.parse(contract.contentText ?? '{}')).toMatchObject({
      services: [
        {
          position: 1,
          name: '助餐',
          mode: 'LOW',
          costFen: '2000',
          feeFen: '600',
          reducedFen: '300',
          freeGroups: ['DESTITUTE'],
        },
      ],
    })
    const [item] = await t.owner.serviceItem.findMany({ where: { projectId: story.projectId } })
    await expect(t.owner.serviceItem.delete({ where: { id: item?.id ?? '' } })).rejects.toThrow('contract.offered')
    expect(
      await addServiceItem(t.contextAt(contractDay, story.bureau.officer), {
        projectId: story.projectId,
        version: contract.version,
        ...meal,
        name: '迟了',
      }),
    ).toMatchObject(refused('contract.offered'))
    const seen = async () =>
      readPublicProject(
        t.contextAt(contractDay),
        (await t.owner.project.findUniqueOrThrow({ where: { id: story.projectId } })).projectNo,
      )
    expect((await seen())?.services).toEqual([])
    must(
      await signContract(t.contextAt(contractDay, story.certifier), {
        projectId: story.projectId,
        version: contract.version,
        contentSha256: contract.contentSha256 ?? '',
      }),
    )
    expect((await seen())?.services).toMatchObject([{ name: '助餐', freeGroups: [{ zh: '特困人员（三无）' }] }])
  })

  test('fees that came in are reported by quarter, and public once they were received', async () => {
    const { winner, certifier, bureau, projectId } = story
    const ctx = (actor: typeof certifier) => t.contextAt('2026-07-06T10:00:00+08:00', actor)
    const { id } = must(await startQuarterly(ctx(winner.owner), { projectId, quarterOn: '2026-04-01' }))
    const step = async () => ({
      id,
      version: (await t.owner.quarterlyReport.findUniqueOrThrow({ where: { id } })).version,
    })
    const words = { done: '本季度助餐四百二十份，理发六十人次，转介高风险对象十七户。', problems: '', plans: '' }
    must(await saveQuarterly(ctx(winner.owner), { ...(await step()), ...words, fee: 12_300n }))
    expect((await readQuarterly(ctx(winner.owner), id))?.feeFen).toBe('12300')
    must(await sendUpQuarterly(ctx(winner.owner), { ...(await step()), ...words, fee: 12_600n }))
    await expect(t.owner.quarterlyReport.update({ where: { id }, data: { feeFen: 1n } })).rejects.toThrow(
      'quarterly.sent',
    )
    const taken = async () =>
      (
        await readPublicProject(
          ctx(bureau.officer),
          (await t.owner.project.findUniqueOrThrow({ where: { id: story.projectId } })).projectNo,
        )
      )?.feesTakenFen
    must(await signOffQuarterly(ctx(certifier), await step()))
    expect(await taken()).toBe('0')
    must(await receiveQuarterly(ctx(bureau.officer), await step()))
    expect(await taken()).toBe('12600')
  })
})

test('where every service is free no fee can be reported', async () => {
  const { winner, projectId } = await runningProject(t)
  const ctx = t.contextAt('2026-07-06T10:00:00+08:00', winner.owner)
  const { id } = must(await startQuarterly(ctx, { projectId, quarterOn: '2026-04-01' }))
  const input = { id, version: 1, done: '', problems: '', plans: '' }
  expect(await saveQuarterly(ctx, { ...input, fee: 1n })).toMatchObject(refused('quarterly.no-fees'))
  expect((await readQuarterly(ctx, id))?.feeFen).toBeNull()
  must(await saveQuarterly(ctx, input))
})
