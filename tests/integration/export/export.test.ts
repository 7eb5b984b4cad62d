import { beforeAll, describe, expect, test } from 'vitest'
import { accountTables, organizationTables } from '#app/domain/export/table.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { exportResponse } from '#app/http/export-zip.server.ts'
import { zhCN } from '#app/i18n/zh-CN/index.ts'
import { startBid } from '#app/services/bid/start-bid.server.ts'
import { exportAccount, exportOrganization } from '#app/services/export/export-own.server.ts'
import { openZip } from '#app/services/import/table/open-zip.server.ts'
import { addDocument } from '#app/services/organization/documents.server.ts'
import { addCertificate, addStaff } from '#app/services/staff/keep-list.server.ts'
import { addVolunteer } from '#app/services/volunteer/register.server.ts'
import { type Bidder, makeBidder, openedCall, sealedBid } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { readXlsx } from '#tests/support/read-xlsx.ts'
import { beforeDeadline, makePerson, must, publishedCall } from '#tests/support/scenes.ts'

const t = useDatabase()
const now = '2026-03-02T10:00:00+08:00'
const refused = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) as unknown })

/** The parts of an export by name. */
async function unpacked(response: Response): Promise<Map<string, Buffer>> {
  expect(response.headers.get('Content-Type')).toBe('application/zip')
  return openZip(new Uint8Array(await response.arrayBuffer()), () => true, 50_000_000)
}
type Rows = Record<string, Record<string, unknown>[]>
const part = (parts: ReadonlyMap<string, Buffer>, name: string): Buffer => {
  const found = parts.get(name)
  if (found === undefined) throw new Error(`${name} is not in ${[...parts.keys()].join(' ')}`)
  return found
}
const json = (parts: ReadonlyMap<string, Buffer>) => JSON.parse(part(parts, 'data.json').toString()) as Rows

async function take(house: Bidder, at = now) {
  const ctx = t.contextAt(at, house.owner)
  return unpacked(exportResponse(ctx, 'organization', must(await exportOrganization(ctx, house.id))))
}

describe('everything of an organization', () => {
  let house: Bidder
  beforeAll(async () => {
    house = await makeBidder(t, '取回服务社')
    const ctx = t.contextAt(now, house.editor)
    const consent = { consentHow: 'WRITTEN' as const, consentOn: toDay('2026-01-05') }
    const { staffId } = must(
      await addStaff(ctx, house.id, {
        name: '林晓',
        post: 'SOCIAL_WORKER',
        postTitle: '=1+1',
        fromOn: toDay('2026-01-05'),
        ...consent,
      }),
    )
    must(
      await addCertificate(ctx, {
        staffId,
        kind: 'SOCIAL_WORKER',
        number: 'SHG-1',
        issuedOn: toDay('2025-06-01'),
        validUntil: undefined,
      }),
    )
    must(await addVolunteer(ctx, house.id, { name: '王邻居', phone: '13800138000', ...consent }))
    must(
      await addDocument(ctx, {
        organizationId: house.id,
        kind: 'CHARTER',
        title: '章程',
        isPublic: false,
        number: '',
        issuedOn: undefined,
        validUntil: undefined,
        file: new File(['本章程……'], '章程.txt', { type: 'text/plain' }),
      }),
    )
  })

  test('is one archive: a sheet of each kind, the same as CSV and JSON, the files, and what all of it is', async () => {
    const parts = await take(house)
    const data = json(parts)
    expect(Object.keys(data)).toEqual([...organizationTables])
    expect(data['profile']).toMatchObject([{ name: '取回服务社', kind: 'SERVICE_INSTITUTION' }])
    expect(data['staff']).toMatchObject([{ name: '林晓', post: 'SOCIAL_WORKER', fromOn: '2026-01-05' }])
    expect(data['certificates']).toMatchObject([{ name: '林晓', number: 'SHG-1' }])
    expect(data['volunteers']).toMatchObject([{ name: '王邻居', phone: '13800138000' }])

    const readme = part(parts, 'README.txt').toString()
    expect(readme).toContain('尚未开标')
    expect(readme).toContain('has no key')
    const sheets = part(await openZip(part(parts, 'data.xlsx'), () => true, 50_000_000), 'xl/workbook.xml').toString()
    expect([...sheets.matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(([, name]) => name)).toEqual(
      organizationTables.map((kind) => zhCN.export.table[kind]),
    )
    expect(readXlsx(part(parts, 'data.xlsx'))[1]?.[0]).toBe('取回服务社')
    const csv = [...parts.keys()].filter((name) => name.startsWith('csv/'))
    expect(csv).toHaveLength(organizationTables.length)
    const staff = part(parts, 'csv/05-专职人员.csv').toString()
    expect(staff).toContain("林晓,社会工作者,'=1+1,2026-01-05")

    const files = [...parts.keys()].filter((name) => name.startsWith('files/'))
    expect(files).toHaveLength(1)
    expect(files[0]).toMatch(/^files\/[\da-f-]{36}-章程\.txt$/)
    expect(part(parts, files[0] ?? '').toString()).toBe('本章程……')
  })

  test('holds nothing of anybody else', async () => {
    const other = await makeBidder(t, '别家服务社')
    const parts = await take(other)
    const { profile, members, deeds: _, ...rest } = json(parts)
    expect([profile?.length, members?.length]).toEqual([1, 3])
    expect(Object.values(rest).flat()).toEqual([])
    const whole = [...parts.values()].map(String).join('')
    for (const foreign of ['林晓', 'SHG-1', '13800138000', '取回服务社']) expect(whole).not.toContain(foreign)
  })

  test('is for its owner alone, and each time is on the trail', async () => {
    const other = await makeBidder(t, '第三家服务社')
    for (const actor of [house.editor, house.certifier, other.owner, await makePerson(t, '路人')])
      expect(await exportOrganization(t.contextAt(now, actor), house.id)).toMatchObject(refused('not-found'))
    const trail = () => t.owner.auditEvent.findMany({ where: { entityId: house.id, type: 'organization.exported' } })
    const before = (await trail()).length
    await take(house)
    const after = await trail()
    expect(after).toHaveLength(before + 1)
    expect(after.at(-1)?.actorId).toBe(house.owner.accountId)
  })
})

describe('bids in an export', () => {
  test('a draft is whole, a sealed one is a receipt and a checksum, whatever its keys', async () => {
    const { call } = await publishedCall(t)
    const { bidder, bidId } = await sealedBid(t, call)
    const drafting = await publishedCall(t)
    must(
      await startBid(t.contextAt(beforeDeadline(drafting.call, 60), bidder.editor), {
        callNo: drafting.call.callNo ?? '',
        organizationId: bidder.id,
      }),
    )
    const parts = await take(bidder, beforeDeadline(call, 10))
    const [sealed, draft] = json(parts)['bids'] ?? []
    const envelope = await t.owner.bidEnvelope.findUniqueOrThrow({ where: { bidId } })
    expect(sealed).toMatchObject({
      state: 'SEALED',
      receiptNo: envelope.receiptNo,
      contentSha256: envelope.contentSha256,
      isReadable: false,
      content: null,
      price: null,
    })
    expect(draft).toMatchObject({ state: 'DRAFT', isReadable: true })
    const whole = [...parts.values()].map(String).join('')
    expect(whole).not.toContain('入户走访二百四十户')
    expect([...parts.values()].some((bytes) => bytes.includes(Buffer.from(envelope.ciphertext)))).toBe(false)
  })

  test('an opened one is there whole', async () => {
    const { bids } = await openedCall(t, 2)
    const bidder = bids[0]?.bidder
    if (bidder === undefined) throw new Error('no bid')
    const parts = await take(bidder, '2026-12-01T10:00:00+08:00')
    expect(json(parts)['bids']).toMatchObject([{ isReadable: true }])
    expect(JSON.stringify(json(parts)['bids'])).toContain('入户走访二百四十户')
  })
})

test('a person takes out what is kept of them, and nothing of anybody else', async () => {
  const house = await makeBidder(t, '某某服务社')
  const ctx = t.contextAt(now, house.owner)
  const parts = await unpacked(exportResponse({ ...ctx, locale: 'en' }, 'account', must(await exportAccount(ctx))))
  const data = json(parts)
  expect(Object.keys(data)).toEqual([...accountTables])
  expect(data['account']).toMatchObject([{ name: house.owner.name, email: house.owner.email }])
  expect(data['roles']).toMatchObject([{ name: '某某服务社', role: 'OWNER' }])
  const whole = [...parts.values()].map(String).join('')
  expect(whole).not.toContain(house.editor.email)
  expect(await exportAccount(t.contextAt(now))).toMatchObject(refused('sign-in'))
})
