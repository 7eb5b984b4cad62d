import { beforeAll, describe, expect, test } from 'vitest'
import { addDays, dayOf, toDay } from '#app/domain/shared/day.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { publicOrganization } from '#app/services/organization/queries/public-organization.server.ts'
import { sendReminders } from '#app/services/quarterly/send-reminders.server.ts'
import {
  addCertificate,
  addStaff,
  addStaffTraining,
  editStaff,
  forgetStaff,
  leaveStaff,
  withdrawPart,
} from '#app/services/staff/keep-list.server.ts'
import { keepStaff } from '#app/services/staff/keep-staff.server.ts'
import { readStaffMember, readStaffPage } from '#app/services/staff/queries/staff.server.ts'
import { type Bidder, makeBidder } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { must } from '#tests/support/scenes.ts'

const t = useDatabase()
const refused = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) as unknown })
const on = (day: string, bidder: Bidder, who: 'owner' | 'editor' | 'certifier' = 'editor') =>
  t.contextAt(`${day}T10:00:00+08:00`, bidder[who])

const typed = (name: string, over: Partial<Parameters<typeof addStaff>[2]> = {}) => ({
  name,
  post: 'SOCIAL_WORKER' as const,
  postTitle: '',
  fromOn: toDay('2026-01-05'),
  consentHow: 'WRITTEN' as const,
  consentOn: toDay('2026-01-05'),
  ...over,
})
const added = async (bidder: Bidder, name: string, over: Partial<Parameters<typeof addStaff>[2]> = {}) =>
  must(await addStaff(on('2026-03-02', bidder), bidder.id, typed(name, over))).staffId
const certificate = (number: string, validUntil?: string) => ({
  kind: 'SOCIAL_WORKER' as const,
  number,
  issuedOn: toDay('2025-06-01'),
  validUntil: validUntil === undefined ? undefined : toDay(validUntil),
})
const rowOf = (id: string) => t.owner.staffMember.findUniqueOrThrow({ where: { id } })

let bidder: Bidder
beforeAll(async () => {
  bidder = await makeBidder(t, '晴川社区服务中心')
})

describe('the list of staff', () => {
  test('is kept and read by the organization’s own owner and editors alone', async () => {
    const other = await makeBidder(t, '别家服务社')
    const staffId = await added(bidder, '林晓')
    expect(await readStaffPage(on('2026-03-02', bidder, 'certifier'), bidder.id)).toBeUndefined()
    expect(await readStaffPage(on('2026-03-02', other, 'owner'), bidder.id)).toBeUndefined()
    expect(await readStaffMember(on('2026-03-02', other, 'owner'), staffId)).toBeUndefined()
    expect(await addStaff(on('2026-03-02', other, 'owner'), bidder.id, typed('某人'))).toMatchObject(
      refused('not-found'),
    )
    expect(await addCertificate(on('2026-03-02', other), { staffId, ...certificate('X1') })).toMatchObject(
      refused('not-found'),
    )
    expect(await addStaff(on('2026-03-02', bidder), bidder.id, typed('林晓'))).toMatchObject(refused('staff.known'))
    await expect(
      t.owner.staffMember.create({
        data: { ...(await rowOf(staffId)), id: crypto.randomUUID(), recordedById: other.owner.accountId ?? '' },
      }),
    ).rejects.toThrow('organization.not-yours')
  })

  test('keeps nobody whose consent lies ahead, and one head at a time', async () => {
    const house = await makeBidder(t, '单头服务社')
    expect(
      await addStaff(on('2026-03-02', house), house.id, typed('周到', { consentOn: toDay('2026-03-03') })),
    ).toMatchObject(refused('staff.consent-ahead'))
    const first = await added(house, '周到', { post: 'HEAD' })
    const second = typed('吴越', { post: 'HEAD', fromOn: toDay('2026-03-02') })
    expect(await addStaff(on('2026-03-02', house), house.id, second)).toMatchObject(refused('staff.head-already'))
    expect(
      await leaveStaff(on('2026-03-02', house), { staffId: first, version: 1, untilOn: toDay('2026-01-01') }),
    ).toMatchObject(refused('staff.days'))
    must(await leaveStaff(on('2026-03-02', house), { staffId: first, version: 1, untilOn: toDay('2026-03-01') }))
    must(await addStaff(on('2026-03-02', house), house.id, second))
    expect(
      await editStaff(on('2026-03-02', house), {
        staffId: first,
        version: 1,
        name: '周到',
        post: 'OTHER',
        postTitle: '',
        fromOn: toDay('2026-01-05'),
      }),
    ).toMatchObject(refused('stale'))
  })

  test('flags a post without its certificate, and no more once there is one that counts', async () => {
    const house = await makeBidder(t, '持证服务社')
    const staffId = await added(house, '何苗')
    const missing = async (day: string) => (await readStaffMember(on(day, house), staffId))?.missing.length
    expect(await missing('2026-03-02')).toBe(3)
    must(await addCertificate(on('2026-03-02', house), { staffId, ...certificate('shg 2025-001', '2026-06-30') }))
    expect(await missing('2026-03-02')).toBe(0)
    expect(await missing('2026-07-01')).toBe(3)
    const other = await added(house, '同号')
    expect(
      await addCertificate(on('2026-03-02', house), { staffId: other, ...certificate('SHG2025-001') }),
    ).toMatchObject(refused('staff.certificate-known'))
    const [row] = await t.owner.staffCertificate.findMany({ where: { staffId } })
    expect(Buffer.from(row?.numberSealed ?? []).includes('SHG2025')).toBe(false)
    const seen = await readStaffMember(on('2026-03-02', house), staffId)
    expect(seen?.certificates[0]?.number).toBe('SHG2025-001')
    const part = { what: 'CERTIFICATE', partId: row?.id ?? '' } as const
    const withdrawals = () => t.owner.auditEvent.count({ where: { type: 'staff.part-withdrawn' } })
    // What is another's cannot be withdrawn at one's own, and nobody hears that it was.
    const asked = { staffId: other, ...part }
    expect(await withdrawPart(on('2026-03-02', house), asked)).toMatchObject(refused('not-found'))
    expect(await withdrawals()).toBe(0)
    must(await withdrawPart(on('2026-03-02', house), { staffId, ...part }))
    must(await withdrawPart(on('2026-03-02', house), { staffId, ...part }))
    expect(await withdrawals()).toBe(1)
    expect(await missing('2026-03-02')).toBe(3)
  })

  test('shows counts to everybody, and never a name', async () => {
    const house = await makeBidder(t, '计数服务社')
    const one = await added(house, '张望舒')
    await added(house, '李思齐', { post: 'PROJECT' })
    must(await addCertificate(on('2026-03-02', house), { staffId: one, ...certificate('N-1') }))
    const training = { staffId: one, heldOn: toDay('2026-02-10'), hours: '7.5', title: '小组工作' }
    must(await addStaffTraining(on('2026-03-02', house), training))
    must(await addStaffTraining(on('2026-03-02', house), training))
    must(await addStaffTraining(on('2026-03-02', house), { ...training, heldOn: toDay('2025-12-30') }))
    const page = await publicOrganization(t.contextAt('2026-03-02T10:00:00+08:00'), house.id)
    expect(page?.staff).toEqual({ staff: 2, assistants: 0, socialWorkers: 1, seniors: 0, trainingHours: '7.5' })
    expect(JSON.stringify(page)).not.toContain('张望舒')
  })
})

describe('a name is not kept for ever', () => {
  test('it goes so many months after leaving; the count stays', async () => {
    const house = await makeBidder(t, '保存服务社')
    const staffId = await added(house, '冯远', { postTitle: '主管' })
    must(await addCertificate(on('2026-03-02', house), { staffId, ...certificate('F-9') }))
    must(
      await addStaffTraining(on('2026-03-02', house), {
        staffId,
        heldOn: toDay('2026-02-10'),
        hours: '4',
        title: '个案',
      }),
    )
    must(await leaveStaff(on('2026-03-02', house), { staffId, version: 1, untilOn: toDay('2026-03-01') }))
    await keepStaff(t.owner, { toldNow: new Date('2028-03-01T10:00:00+08:00') })
    expect((await rowOf(staffId)).name).toBe('冯远')
    await keepStaff(t.owner, { toldNow: new Date('2028-03-02T10:00:00+08:00') })
    expect(await rowOf(staffId)).toMatchObject({ name: '', postTitle: '' })
    expect(await t.owner.staffCertificate.findFirstOrThrow({ where: { staffId } })).toMatchObject({
      numberSealed: null,
      numberMark: null,
    })
    const page = await readStaffPage(on('2028-03-02', house), house.id)
    expect(page).toMatchObject({ forgotten: 1, gone: [] })
    const before = await publicOrganization(t.contextAt('2026-02-20T10:00:00+08:00'), house.id)
    expect(before?.staff).toMatchObject({ staff: 1, socialWorkers: 1, trainingHours: '4' })
    await expect(t.owner.staffMember.update({ where: { id: staffId }, data: { name: '冯远' } })).rejects.toThrow(
      'staff.anonymized',
    )
  })

  test('whoever takes consent back is forgotten at once', async () => {
    const staffId = await added(bidder, '沈默')
    must(await forgetStaff(on('2026-03-05', bidder), { staffId, version: 1 }))
    const row = await rowOf(staffId)
    expect(row.name).toBe('')
    expect(row.untilOn?.toISOString().slice(0, 10)).toBe('2026-03-05')
    expect(await readStaffMember(on('2026-03-05', bidder), staffId)).toBeUndefined()
    expect(
      await leaveStaff(on('2026-03-05', bidder), { staffId, version: 2, untilOn: toDay('2026-03-05') }),
    ).toMatchObject(refused('staff.anonymized'))
  })
})

test('the keepers are told 90, 30 and 15 days before a certificate runs out, and their desk says so', async () => {
  const house = await makeBidder(t, '提醒服务社')
  const staffId = await added(house, '白鹭')
  must(await addCertificate(on('2026-03-02', house), { staffId, ...certificate('B-1', '2026-06-30') }))
  const letters = () => t.owner.message.count({ where: { template: 'staffCertificateExpiring' } })
  for (const [day, count] of [
    ['2026-03-30', 0],
    ['2026-04-01', 2],
    ['2026-04-02', 2],
    ['2026-05-31', 4],
    ['2026-06-15', 6],
  ] as const) {
    await sendReminders(t.owner, { toldNow: new Date(`${day}T09:00:00+08:00`) })
    expect(await letters(), day).toBe(count)
  }
  // The desk reads the database's own day.
  const now = new Date()
  const soon = addDays(dayOf(now), 20)
  must(await addCertificate(on('2026-06-15', house), { staffId, ...certificate('B-2', soon) }))
  const kinds = async (who: 'editor' | 'certifier') =>
    (await deskPage(t.contextAt(now.toISOString(), house[who]))).you.map(({ kind }) => kind)
  expect(await kinds('editor')).toContain('staffCertificateExpiring')
  expect(await kinds('certifier')).not.toContain('staffCertificateExpiring')
})
