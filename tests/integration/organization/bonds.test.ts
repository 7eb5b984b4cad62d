import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { startBid } from '#app/services/bid/start-bid.server.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { readFile } from '#app/services/file/read-file.server.ts'
import { confirmHub, designateHub, endHub } from '#app/services/hub/designate.server.ts'
import { agreeMembership, askMembership, endMembership } from '#app/services/hub/membership.server.ts'
import { publishHubReport, recommendMember } from '#app/services/hub/speak.server.ts'
import { confirmEnd, recordEnd, withdrawEnd } from '#app/services/organization/end-organization.server.ts'
import { publicOrganization } from '#app/services/organization/queries/public-organization.server.ts'
import { readRegisteredOrganization } from '#app/services/organization/queries/registered-organization.server.ts'
import { readRegistry } from '#app/services/organization/queries/registry.server.ts'
import { endTie, stateTie } from '#app/services/tie/state-tie.server.ts'
import { type Bidder, makeBidder, sealedBid } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import {
  accountIdOf,
  type Bureau,
  makeBureau,
  makePerson,
  must,
  publishedCall,
  sceneStart,
} from '#tests/support/scenes.ts'

const t = useDatabase()
const refused = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) as unknown })
const at = (actor?: Actor) => t.contextAt(sceneStart, actor)

let bureau: Bureau
beforeAll(async () => {
  bureau = await makeBureau(t)
  await t.owner.body.update({ where: { id: bureau.body.id }, data: { duties: ['PURCHASE', 'REGISTRY'] } })
})

async function hubNamed(name: string): Promise<Bidder> {
  const hub = await makeBidder(t, name)
  const typed = { organizationId: hub.id, fromOn: toDay('2026-01-10'), documentNo: '民社枢〔2026〕1号' }
  const { designationId } = must(await designateHub(at(bureau.officer), typed))
  must(await confirmHub(at(bureau.approver), { designationId }))
  return hub
}

describe('a hub', () => {
  test('is named by the registry of its place, by two people, and not by anybody else', async () => {
    const hub = await makeBidder(t, '社会组织联合会')
    const typed = { organizationId: hub.id, fromOn: toDay('2026-01-10'), documentNo: '民社枢〔2026〕1号' }
    const other = await makeBureau(t)
    expect(await designateHub(at(other.officer), typed)).toMatchObject(refused('not-found'))
    expect(await designateHub(at(hub.owner), typed)).toMatchObject(refused('not-found'))
    const { designationId } = must(await designateHub(at(bureau.officer), typed))
    expect(await designateHub(at(bureau.officer), typed)).toMatchObject(refused('hub.already'))
    expect((await publicOrganization(at(), hub.id))?.hub.isHub).toBe(false)
    expect((await deskPage(at(bureau.approver))).you).toContainEqual(
      expect.objectContaining({ kind: 'registryToConfirm' }),
    )
    expect(await confirmHub(at(bureau.officer), { designationId })).toMatchObject(refused('forbidden'))
    await expect(
      t.app.hubDesignation.update({
        where: { id: designationId },
        data: { confirmedById: accountIdOf(bureau.officer), confirmedAt: new Date(sceneStart) },
      }),
    ).rejects.toThrow('forbidden')
    must(await confirmHub(at(bureau.approver), { designationId }))
    expect((await publicOrganization(at(), hub.id))?.hub.isHub).toBe(true)
    const end = (endedOn: string | undefined) =>
      endHub(at(bureau.officer), {
        designationId,
        endedOn: endedOn === undefined ? undefined : toDay(endedOn),
        reason: '换届后不再承担',
      })
    expect(await end(undefined)).toMatchObject(refused('hub.no-day'))
    expect(await end('2026-01-09')).toMatchObject(refused('hub.ends-before'))
    await expect(
      t.app.hubDesignation.update({
        where: { id: designationId },
        data: { endedOn: new Date('2026-01-09'), endedById: accountIdOf(bureau.officer), endReason: '换届' },
      }),
    ).rejects.toThrow('hub.ends-before')
    must(await end('2026-02-28'))
    expect((await publicOrganization(at(), hub.id))?.hub.isHub).toBe(false)
    expect(await t.owner.message.count({ where: { template: 'hubEnded' } })).toBe(2)
    // What nobody confirmed yet is taken back without a day.
    const again = must(await designateHub(at(bureau.officer), typed))
    must(await endHub(at(bureau.officer), { designationId: again.designationId, reason: '文号有误' }))
    expect(await t.owner.message.count({ where: { template: 'hubEnded' } })).toBe(2)
  })

  test('and a member both agree; it recommends members in public, and reports on what it did', async () => {
    const hub = await hubNamed('公益组织促进会')
    const member = await makeBidder(t, '小树苗亲子服务中心')
    const ask = () => askMembership(at(member.owner), { organizationId: member.id, other: hub.name, asksAs: 'MEMBER' })
    const { membershipId } = must(await ask())
    expect(await ask()).toMatchObject(refused('hub.asked'))
    expect(await agreeMembership(at(member.owner), { membershipId })).toMatchObject(refused('hub.others-answer'))
    const stranger = await makeBidder(t, '旁观者')
    expect(await agreeMembership(at(stranger.owner), { membershipId })).toMatchObject(refused('not-found'))
    expect(await recommendMember(at(hub.owner), { membershipId, words: '好' })).toMatchObject(
      refused('hub.not-a-member'),
    )
    expect((await deskPage(at(hub.owner))).you).toContainEqual(
      expect.objectContaining({ kind: 'membershipToAnswer', id: hub.id }),
    )
    must(await agreeMembership(at(hub.owner), { membershipId }))
    expect(await recommendMember(at(member.owner), { membershipId, words: '自荐' })).toMatchObject(refused('not-found'))
    must(await recommendMember(at(hub.owner), { membershipId, words: '三年来按时完成四个项目。' }))
    must(await recommendMember(at(hub.owner), { membershipId, words: '四年来按时完成五个项目。' }))
    expect((await publicOrganization(at(), member.id))?.hub.hubs).toMatchObject([
      { organizationId: hub.id, recommendation: { words: '四年来按时完成五个项目。' } },
    ])
    const report = {
      organizationId: hub.id,
      title: '2025 年服务会员情况',
      summary: '培训十二场。',
      fromOn: toDay('2025-01-01'),
      untilOn: toDay('2025-12-31'),
      file: new File(['明细'], '明细.csv', { type: 'text/csv' }),
    }
    expect(await publishHubReport(at(member.owner), { ...report, organizationId: member.id })).toMatchObject(
      refused('hub.not-a-hub'),
    )
    expect(await publishHubReport(at(hub.owner), { ...report, untilOn: toDay('2026-12-31') })).toMatchObject(
      refused('hub.report-ahead'),
    )
    must(await publishHubReport(at(hub.owner), report))
    const [published] = (await publicOrganization(at(), hub.id))?.hub.reports ?? []
    expect(await readFile(at(), published?.fileId ?? '')).toMatchObject({ ok: true })
    must(await endMembership(at(member.owner), { membershipId }))
    // The member reads that it was let in, the hub that it left: owner and certifier each.
    const told = async (key: string) =>
      t.owner.message.count({ where: { template: 'hubMembershipTurned', values: { path: ['turnKey'], equals: key } } })
    expect([await told('hub.turn.AGREED'), await told('hub.turn.ENDED')]).toEqual([2, 2])
    expect((await publicOrganization(at(), member.id))?.hub.hubs).toEqual([])
    expect((await publicOrganization(at(), hub.id))?.hub.members).toEqual([])
  })

  test('speaks through its own people, also past the service', async () => {
    const hub = await hubNamed('枢纽甲')
    const member = await makeBidder(t, '会员乙')
    const outsider = accountIdOf(await makePerson(t, '局外人'))
    await expect(
      t.app.hubMembership.create({
        data: { hubId: hub.id, memberId: member.id, askedBy: 'HUB', askedById: outsider },
      }),
    ).rejects.toThrow('organization.not-yours')
  })
})

describe('a tie with a buyer', () => {
  test('is stated by either side in its own name, read by everybody, ended and never taken away', async () => {
    const bidder = await makeBidder(t, '和润社工')
    const typed = {
      organizationId: bidder.id,
      bodyId: bureau.body.id,
      aspect: 'ASSETS' as const,
      description: '无偿使用街道用房 80 平方米。',
      fromOn: toDay('2024-05-01'),
    }
    expect(await stateTie(at(bidder.editor), 'ORGANIZATION', typed)).toMatchObject(refused('not-found'))
    expect(await stateTie(at(bidder.owner), 'BODY', typed)).toMatchObject(refused('not-found'))
    expect(await stateTie(at(bidder.owner), 'ORGANIZATION', { ...typed, fromOn: toDay('2026-12-01') })).toMatchObject(
      refused('tie.ahead'),
    )
    const { tieId } = must(await stateTie(at(bidder.owner), 'ORGANIZATION', typed))
    must(await stateTie(at(bureau.officer), 'BODY', { ...typed, aspect: 'STAFF', description: '派驻一名会计。' }))
    expect((await publicOrganization(at(), bidder.id))?.ties).toMatchObject([
      { aspect: 'ASSETS', statedBy: 'ORGANIZATION', mayEnd: false },
      { aspect: 'STAFF', statedBy: 'BODY', mayEnd: false },
    ])
    expect(await endTie(at(bureau.officer), { tieId, untilOn: toDay('2026-02-01') })).toMatchObject(
      refused('not-found'),
    )
    expect(await endTie(at(bidder.owner), { tieId, untilOn: toDay('2024-04-01') })).toMatchObject(refused('tie.before'))
    must(await endTie(at(bidder.owner), { tieId, untilOn: toDay('2026-02-01') }))
    expect(await endTie(at(bidder.owner), { tieId, untilOn: toDay('2026-02-02') })).toMatchObject(refused('tie.over'))
    await expect(t.app.organizationTie.delete({ where: { id: tieId } })).rejects.toThrow()
    expect((await publicOrganization(at(), bidder.id))?.ties).toHaveLength(2)
  })
})

describe('the end of an organization', () => {
  const typed = {
    kind: 'DISSOLVED' as const,
    successorCode: '',
    endedOn: toDay('2026-02-20'),
    documentNo: '民社注〔2026〕3号',
    reason: '理事会决议自行解散。',
  }

  test('is entered by the registry and confirmed by another; it takes part in nothing afterwards, its page stays', async () => {
    const bidder = await makeBidder(t, '暮色读书会')
    const heir = await makeBidder(t, '书香社区服务中心')
    const { creditCode } = await t.owner.organization.findUniqueOrThrow({ where: { id: heir.id } })
    const organizationId = bidder.id
    expect(await recordEnd(at(bidder.owner), { ...typed, organizationId })).toMatchObject(refused('not-found'))
    const merged = { ...typed, kind: 'MERGED' as const, organizationId }
    expect(await recordEnd(at(bureau.officer), { ...merged, successorCode: '51100000500002862F' })).toMatchObject(
      refused('organization.successor-unknown'),
    )
    const { endId: wrong } = must(await recordEnd(at(bureau.officer), { ...typed, organizationId }))
    expect(await recordEnd(at(bureau.officer), { ...typed, organizationId })).toMatchObject(
      refused('organization.end-open'),
    )
    must(await withdrawEnd(at(bureau.officer), { endId: wrong }))
    const { endId } = must(await recordEnd(at(bureau.officer), { ...merged, successorCode: creditCode ?? '' }))
    expect(await confirmEnd(at(bureau.officer), { endId })).toMatchObject(refused('forbidden'))
    must(await confirmEnd(at(bureau.approver), { endId }))
    expect(await publicOrganization(at(), organizationId)).toMatchObject({
      end: { kind: 'MERGED', into: { id: heir.id }, endedOn: '2026-02-20' },
    })
    expect((await publicOrganization(at(), heir.id))?.predecessors).toMatchObject([{ id: organizationId }])
    const { call } = await publishedCall(t, { bureau })
    expect(await startBid(at(bidder.editor), { callNo: call.callNo ?? '', organizationId })).toMatchObject(
      refused('bid.organization-suspended'),
    )
    await expect(
      t.owner.organization.update({ where: { id: organizationId }, data: { state: 'ACTIVE' } }),
    ).rejects.toThrow('organization.ended')
  })

  test('waits until its bids are settled; nobody ends it past the registry', async () => {
    const { call } = await publishedCall(t, { bureau })
    const { bidder } = await sealedBid(t, call)
    const organizationId = bidder.id
    const after = t.contextAt('2026-06-01T09:00:00+08:00', bureau.officer)
    const { endId } = must(await recordEnd(after, { ...typed, organizationId }))
    expect(await confirmEnd(t.contextAt('2026-06-01T09:00:00+08:00', bureau.approver), { endId })).toMatchObject(
      refused('organization.unsettled'),
    )
    // Who bids is told at the opening, and to nobody before it.
    expect(await readRegisteredOrganization(after, organizationId)).toMatchObject({
      isRegistry: true,
      ends: [{ id: endId }],
      obstacles: [],
    })
    const elsewhere = await makeBureau(t)
    for (const stranger of [elsewhere.officer, elsewhere.supervisor])
      expect(
        await readRegisteredOrganization(t.contextAt('2026-06-01T09:00:00+08:00', stranger), organizationId),
      ).toMatchObject({ isRegistry: false, ends: [], designations: [], obstacles: [] })
    await expect(
      t.app.organization.update({ where: { id: organizationId }, data: { state: 'ENDED' } }),
    ).rejects.toThrow('organization.no-jurisdiction')
  })
})

test('the register lists the organizations of the place, finds them by their names, and pages by name', async () => {
  const names = Array.from({ length: 23 }, (_, index) => `登记组织${String(index).padStart(2, '0')}`)
  for (const name of names) await makeBidder(t, name)
  const read = (query: string) => readRegistry(at(bureau.officer), new URLSearchParams(query))
  const first = await read('q=登记组织')
  expect(first.rows.map(({ name }) => name)).toEqual(names.slice(0, 20))
  const second = await read(`q=登记组织&after=${encodeURIComponent(first.next ?? '')}`)
  expect(second.rows.map(({ name }) => name)).toEqual(names.slice(20))
  expect(second.next).toBeUndefined()
  const elsewhere = await makeBureau(t)
  expect(await readRegistry(at(elsewhere.officer), new URLSearchParams())).toMatchObject({
    isRegistry: false,
    rows: [],
  })
})
