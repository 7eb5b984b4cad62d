import { beforeAll, describe, expect, test } from 'vitest'
import { isBarring } from '#app/domain/eligibility/call.ts'
import type { Actor } from '#app/domain/shared/actor.ts'
import { addDays, dayOf, toDay } from '#app/domain/shared/day.ts'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { readCannotBid } from '#app/services/bid/queries/bid-start.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import { startBid } from '#app/services/bid/start-bid.server.ts'
import { confirmEvent, enterEvent } from '#app/services/credit/enter-event.server.ts'
import { readConditions } from '#app/services/eligibility/read-conditions.server.ts'
import { listOrganizationCards } from '#app/services/organization/queries/organization-cards.server.ts'
import { readRecognitions } from '#app/services/rating/queries/recognitions.server.ts'
import {
  confirmRecognition,
  endRecognition,
  enterRecognition,
  withdrawRecognition,
} from '#app/services/rating/recognition.server.ts'
import { type Bidder, draftedBid, makeBidder } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { type Bureau, must, publishedCall } from '#tests/support/scenes.ts'
import { makeCity, makeRegistry, ratedBefore, recognizes } from '#tests/support/scenes-standing.ts'

const t = useDatabase()
const at = (on: string, actor?: Actor) => t.contextAt(`${on}T10:00:00+08:00`, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })
const asks = (kind: string, over: object = {}) => ({ use: 'REQUIRED', kind, text: '见采购文件', ...over }) as never

/** What PostgreSQL refuses is what the page says. */
async function twins(callId: string, organizationId: string, on: string): Promise<string[]> {
  const [row] = await t.owner.$queryRaw<
    { unmet: string[] }[]
  >`SELECT unmet_conditions(${callId}::uuid, ${organizationId}::uuid, ${on}::date) AS unmet`
  const said = (await readConditions(t.owner, callId, [organizationId], toDay(on), 'zh-CN')).get(organizationId) ?? []
  expect(said.filter(isBarring).length).toBe(row?.unmet.length)
  return row?.unmet ?? []
}

describe('a grade of Shenzhen in a call of Dongguan', () => {
  let shenzhen: Bureau
  let dongguan: Bureau
  let bidder: Bidder
  let callNo: string
  let callId: string
  beforeAll(async () => {
    const [sz, dg] = [
      await makeCity(t, '440300', '深圳市', 'Shenzhen'),
      await makeCity(t, '441900', '东莞市', 'Dongguan'),
    ]
    shenzhen = await makeRegistry(t, sz.id)
    dongguan = await makeRegistry(t, dg.id)
    bidder = await makeBidder(t, '鹏城社会服务中心')
    await t.owner.organization.update({ where: { id: bidder.id }, data: { regionId: sz.id } })
    await ratedBefore((actor) => at('2026-03-02', actor), shenzhen, bidder.id, { grade: 4 })
    const story = await publishedCall(t, {
      bureau: dongguan,
      conditions: { conditions: [asks('MINIMUM_RATING', { grade: 3 })] },
    })
    callNo = story.callNo
    callId = story.call.id
  })

  test('counts from the first day of the agreement, and not a day before', async () => {
    const start = { callNo, organizationId: bidder.id }
    expect(await startBid(at('2026-03-05', bidder.editor), start)).toMatchObject(refused('bid.conditions-unmet'))
    expect(await readCannotBid(at('2026-03-05', bidder.editor), callNo)).toMatchObject([
      {
        reasons: ['conditions'],
        conditions: [{ code: 'RATING_ELSEWHERE', state: 'UNMET', values: { grade: 3, held: 4, place: '深圳市' } }],
      },
    ])
    await recognizes((actor) => at('2026-03-05', actor), dongguan, shenzhen.body.regionId, toDay('2026-03-10'))
    expect(await startBid(at('2026-03-09', bidder.editor), start)).toMatchObject(refused('bid.conditions-unmet'))
    expect((await readCannotBid(at('2026-03-09', bidder.editor), callNo))[0]?.conditions).toMatchObject([
      { code: 'RATING_COMING', values: { dayOn: '2026-03-10' } },
    ])
    expect(await twins(callId, bidder.id, '2026-03-09')).toEqual(['MINIMUM_RATING'])
    expect(await twins(callId, bidder.id, '2026-03-10')).toEqual([])
    must(await startBid(at('2026-03-10', bidder.editor), start))
    expect(
      (await readConditions(t.owner, callId, [bidder.id], toDay('2026-03-10'), 'en')).get(bidder.id),
    ).toMatchObject([{ code: 'MINIMUM_RATING', state: 'MET', since: '2026-03-10', values: { held: 4 } }])
    expect(await readRecognitions(at('2026-03-09'))).toMatchObject([
      { state: 'COMING', acceptingName: '东莞市', issuerName: '深圳市' },
    ])
  })

  test('is confirmed by another, is nobody else’s to enter, does not hold within one city, and ends as it began', async () => {
    const typed = {
      bodyId: dongguan.body.id,
      what: 'CREDIT' as const,
      issuerRegionId: shenzhen.body.regionId,
      acceptingRegionId: dongguan.body.regionId,
      fromOn: toDay('2026-04-01'),
      toOn: undefined,
      title: '信用信息共享协议',
      documentNo: '〔2026〕2号',
      file: undefined,
    }
    const on = '2026-03-11'
    // Shenzhen does not speak for Dongguan.
    expect(await enterRecognition(at(on, shenzhen.officer), { ...typed, bodyId: shenzhen.body.id })).toMatchObject(
      refused('recognition.no-jurisdiction'),
    )
    const same = { ...typed, issuerRegionId: dongguan.body.regionId }
    expect(await enterRecognition(at(on, dongguan.officer), same)).toMatchObject(refused('recognition.one-place'))
    const { recognitionId } = must(await enterRecognition(at(on, dongguan.officer), typed))
    const both: Actor = { ...dongguan.officer, bodies: [...dongguan.officer.bodies, ...dongguan.approver.bodies] }
    expect(await confirmRecognition(at(on, both), { recognitionId })).toMatchObject(refused('recognition.four-eyes'))
    expect(await confirmRecognition(at(on, shenzhen.approver), { recognitionId })).toMatchObject(refused('not-found'))
    must(await withdrawRecognition(at(on, dongguan.approver), { recognitionId }))
    expect(await confirmRecognition(at(on, dongguan.approver), { recognitionId })).toMatchObject(
      refused('recognition.decided'),
    )

    const { id } = await t.owner.recognition.findFirstOrThrow({ where: { what: 'RATING' } })
    const end = (endsOn: string) =>
      endRecognition(at(on, dongguan.officer), { recognitionId: id, endsOn: toDay(endsOn), documentNo: '〔2026〕3号' })
    expect(await end('2026-03-10')).toMatchObject(refused('recognition.end-day'))
    must(await end('2026-03-15'))
    expect(await twins(callId, bidder.id, '2026-03-15')).toEqual([])
    must(await confirmRecognition(at('2026-03-12', dongguan.approver), { recognitionId: id }))
    expect(await twins(callId, bidder.id, '2026-03-14')).toEqual([])
    expect(await twins(callId, bidder.id, '2026-03-15')).toEqual(['MINIMUM_RATING'])
    await expect(
      t.owner.recognition.update({ where: { id }, data: { fromOn: new Date('2020-01-01') } }),
    ).rejects.toThrow()
    await expect(t.app.$executeRaw`UPDATE recognition SET from_on = '2020-01-01'`).rejects.toThrow(/permission denied/)
  })

  test('is found where organizations are looked for, from the same day on', async () => {
    const found = async () => {
      const { cards } = await listOrganizationCards(t.owner, { field: undefined, region: undefined, callId }, undefined)
      return cards.map(({ id }) => id)
    }
    expect(await found()).not.toContain(bidder.id)
    await recognizes(
      (actor) => t.contextAt(new Date().toISOString(), actor),
      dongguan,
      shenzhen.body.regionId,
      dayOf(new Date()),
      {
        documentNo: '深莞惠民〔2026〕2号',
        toOn: addDays(dayOf(new Date()), 1),
      },
    )
    const known = await found()
    await t.owner.organization.update({ where: { id: bidder.id }, data: { kind: 'COMMUNITY_GROUP' } })
    expect([known.includes(bidder.id), (await found()).includes(bidder.id)]).toEqual([true, false])
    await t.owner.organization.update({ where: { id: bidder.id }, data: { kind: 'SERVICE_INSTITUTION' } })
  })

  test('a list entry of another city counts here as everywhere: the order is one for the state', async () => {
    const { eventId } = must(
      await enterEvent(at('2026-03-12', shenzhen.officer), {
        organizationId: bidder.id,
        bodyId: shenzhen.body.id,
        kind: 'UNREACHABLE',
        happenedOn: toDay('2026-03-12'),
        legalBasis: '社会组织信用信息管理办法第十一条',
        documentNo: '民社信〔2026〕7号',
        summary: '通过登记的住所无法取得联系。',
        needsRectification: false,
        fineFen: undefined,
        year: undefined,
        conclusion: undefined,
        file: undefined,
      }),
    )
    must(await confirmEvent(at('2026-03-12', shenzhen.approver), { eventId }))
    const [row] = await t.owner.$queryRaw<
      { effect: string }[]
    >`SELECT credit_effect_on(${bidder.id}::uuid, 'BID', '2026-03-12') AS effect`
    expect(row?.effect).toBe('BAR')
  })
})

describe('what a call asks', () => {
  test('keeps from sealing whoever does not meet it any more, in PostgreSQL too', async () => {
    const registry = await makeRegistry(t)
    const bidder = await makeBidder(t, '阳光社区服务社')
    const decisionId = await ratedBefore((actor) => at('2026-03-02', actor), registry, bidder.id, {
      grade: 3,
      validFrom: toDay('2021-03-16'),
    })
    const { call } = await publishedCall(t, { conditions: { conditions: [asks('MINIMUM_RATING', { grade: 3 })] } })
    const { bidId } = await draftedBid(t, call, { bidder, now: '2026-03-10T10:00:00+08:00' })
    const { version } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
    const seal = (on: string) =>
      sealBid(at(on, bidder.certifier), { bidId, version, retrievalCode: newRetrievalCode() })
    // It ended on the fifteenth.
    expect(await seal('2026-03-16')).toMatchObject({
      ok: false,
      refusal: {
        code: 'bid.conditions-unmet',
        unmet: [{ who: '阳光社区服务社', code: 'MINIMUM_RATING', since: '2026-03-16', values: { grade: 3 } }],
      },
    })
    must(await seal('2026-03-15'))
    expect(decisionId).not.toBe('')
  })

  test('every kind that the site can know: the page and PostgreSQL say the same', async () => {
    const bidder = await makeBidder(t, '和风社区服务社')
    const { regionId } = await t.owner.organization.findUniqueOrThrow({
      where: { id: bidder.id },
      select: { regionId: true },
    })
    const other = await makeCity(t, '350200', '厦门市', 'Xiamen')
    const { call } = await publishedCall(t, {
      method: 'VENTURE_CALL',
      instrument: 'VENTURE_GRANT',
      field: 'COMMUNITY',
      conditions: {
        conditions: [
          asks('ORGANIZATION_FORM', { form: 'FOUNDATION' }),
          asks('REGION', { regionId: other.id }),
          asks('FIELD'),
          asks('YEARS_REGISTERED', { years: 3 }),
          asks('INSPECTION_PASSED'),
          asks('ADMITTED_SUPPLIER'),
          asks('MINIMUM_RATING', { grade: 2, use: 'PREFERRED' }),
          asks('OTHER'),
        ],
      },
    } as never)
    const unmet = () => twins(call.id, bidder.id, '2026-03-10')
    expect(await unmet()).toEqual(['ORGANIZATION_FORM', 'REGION', 'ADMITTED_SUPPLIER'])
    await t.owner.organization.update({
      where: { id: bidder.id },
      data: { kind: 'FOUNDATION', regionId: other.id, foundedOn: new Date('2023-03-11'), fields: ['HEALTH'] },
    })
    expect(await unmet()).toEqual(['FIELD', 'YEARS_REGISTERED', 'ADMITTED_SUPPLIER'])
    await t.owner.organization.update({ where: { id: bidder.id }, data: { regionId } })
    expect(await unmet()).toContain('REGION')
  })
})
