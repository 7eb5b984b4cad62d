import { expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { confirmAdmission, proposeAdmission } from '#app/services/admission/admit.server.ts'
import { decideExit, proposeExit, replyToExit } from '#app/services/admission/exit.server.ts'
import { readOwnAdmissions, readSuppliers } from '#app/services/admission/queries/admissions.server.ts'
import { deskPage } from '#app/services/desk/desk-page.server.ts'
import { makeBidder } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeBureau, must } from '#tests/support/scenes.ts'

const t = useDatabase()
const at = (on: string, actor?: Actor) => t.contextAt(`${on}T10:00:00+08:00`, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })
const isOn = async (organizationId: string, bodyId: string, on: string) => {
  const [row] = await t.owner.$queryRaw<
    { on: boolean }[]
  >`SELECT is_admitted(${organizationId}::uuid, ${bodyId}::uuid, ${on}::date) AS on`
  return row?.on
}

test('onto the list and off it by two people, with a reply between, and back from the day that was named', async () => {
  const bureau = await makeBureau(t)
  const other = await makeBureau(t)
  const bidder = await makeBidder(t, '晴川社区服务中心')
  const admit = (on: string, over: object = {}) =>
    proposeAdmission(at(on, bureau.officer), {
      bodyId: bureau.body.id,
      organization: '晴川社区服务中心',
      admittedOn: toDay(on),
      reason: '资质审查合格，近两年履约良好。',
      documentNo: '民购准〔2026〕1号',
      ...over,
    })
  expect(await admit('2026-03-02', { organization: '没有这个组织' })).toMatchObject(refused('admission.not-found'))
  const { admissionId } = must(await admit('2026-03-02'))
  expect(await admit('2026-03-02')).toMatchObject(refused('admission.waits'))
  const both: Actor = { ...bureau.officer, bodies: [...bureau.officer.bodies, ...bureau.approver.bodies] }
  expect(await confirmAdmission(at('2026-03-02', both), { admissionId })).toMatchObject(refused('admission.four-eyes'))
  expect(await confirmAdmission(at('2026-03-02', other.approver), { admissionId })).toMatchObject(refused('not-found'))
  expect(await isOn(bidder.id, bureau.body.id, '2026-03-02')).toBe(false)
  must(await confirmAdmission(at('2026-03-02', bureau.approver), { admissionId }))
  expect([
    await isOn(bidder.id, bureau.body.id, '2026-03-01'),
    await isOn(bidder.id, bureau.body.id, '2026-03-02'),
  ]).toEqual([false, true])
  expect(await isOn(bidder.id, other.body.id, '2026-03-02')).toBe(false)
  expect(await admit('2026-03-03')).toMatchObject(refused('admission.too-early'))

  const exit = {
    admissionId,
    cause: 'BREACH' as const,
    reason: '两次未按约定报送服务记录。',
    documentNo: '民购退〔2026〕1号',
    replyUntil: toDay('2026-04-10'),
    exitOn: toDay('2026-04-20'),
    reentryOn: toDay('2027-04-20'),
  }
  const { exitId } = must(await proposeExit(at('2026-04-01', bureau.officer), exit))
  expect(await proposeExit(at('2026-04-01', bureau.officer), exit)).toMatchObject(refused('admission.exit-waits'))
  const decide = (on: string, who: Actor, isUpheld = true) =>
    decideExit(at(on, who), { exitId, isUpheld, reason: '事实清楚，退出名录一年。' })
  expect(await decide('2026-04-02', bureau.approver)).toMatchObject(refused('admission.reply-runs'))
  expect((await deskPage(at('2026-04-02', bidder.owner))).you.map(({ kind }) => kind)).toContain('exitToAnswer')
  expect(await replyToExit(at('2026-04-02', bidder.editor), { exitId, reply: '记录已补报。' })).toMatchObject(
    refused('admission.not-certifier'),
  )
  expect(await replyToExit(at('2026-04-11', bidder.owner), { exitId, reply: '记录已补报。' })).toMatchObject(
    refused('admission.reply-late'),
  )
  must(await replyToExit(at('2026-04-10', bidder.owner), { exitId, reply: '记录已补报，请予考虑。' }))
  expect(await replyToExit(at('2026-04-10', bidder.owner), { exitId, reply: '再补充一点。' })).toMatchObject(
    refused('admission.decided'),
  )
  expect(await decide('2026-04-10', both)).toMatchObject(refused('admission.four-eyes'))
  must(await decide('2026-04-10', bureau.approver))
  expect([
    await isOn(bidder.id, bureau.body.id, '2026-04-19'),
    await isOn(bidder.id, bureau.body.id, '2026-04-20'),
  ]).toEqual([true, false])
  expect(await readOwnAdmissions(at('2026-04-21', bidder.owner), bidder.id)).toMatchObject({
    rows: [{ isOn: false, exit: { isUpheld: true, reply: '记录已补报，请予考虑。' } }],
  })
  expect((await readSuppliers(at('2026-04-21', other.officer))).rows).toEqual([])
  expect(await admit('2027-04-19')).toMatchObject(refused('admission.too-early'))
  must(await admit('2027-04-20'))
})
