import { expect, test } from 'vitest'
import type { Actor } from '#app/domain/shared/actor.ts'
import { toDay } from '#app/domain/shared/day.ts'
import {
  confirmTransfer,
  enterTransfer,
  linkTransfer,
  withdrawTransfer,
} from '#app/services/transfer/enter-transfer.server.ts'
import { readBodyTransfers, readTransfers } from '#app/services/transfer/queries/transfers.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { accountIdOf, must, publishedCall } from '#tests/support/scenes.ts'

const t = useDatabase()
const at = (actor?: Actor, on = '2026-03-05') => t.contextAt(`${on}T10:00:00+08:00`, actor)
const refused = (code: string) => ({ ok: false, refusal: { code } })

test('a function is entered by one, confirmed by another, public then, and linked to the body’s own calls', async () => {
  const { bureau, callNo } = await publishedCall(t)
  const other = await publishedCall(t)
  const { body, officer, approver } = bureau
  const typed = {
    bodyId: body.id,
    title: '社区矫正辅助性服务',
    content: '社会调查、心理辅导等辅助性工作。',
    department: '区司法局',
    recipient: '具备资质的社会服务机构',
    documentNo: '闵府办〔2026〕3号',
    decidedOn: toDay('2026-02-10'),
    startsOn: toDay('2026-04-01'),
    endsOn: undefined,
  }
  expect(await enterTransfer(at(approver), typed)).toMatchObject(refused('forbidden'))
  expect(await enterTransfer(at(officer), { ...typed, decidedOn: toDay('2026-03-06') })).toMatchObject(
    refused('transfer.day-ahead'),
  )
  expect(await enterTransfer(at(officer), { ...typed, startsOn: toDay('2026-01-01') })).toMatchObject(
    refused('transfer.starts-before'),
  )
  const { transferId } = must(await enterTransfer(at(officer), typed))
  expect((await readTransfers(at(), null)).transfers).toEqual([])
  const link = { transferId, callNo }
  expect(await linkTransfer(at(officer), link)).toMatchObject(refused('transfer.not-confirmed'))
  expect(await confirmTransfer(at(officer), { transferId })).toMatchObject(refused('forbidden'))
  expect(await confirmTransfer(at(other.bureau.approver), { transferId })).toMatchObject(refused('not-found'))
  await expect(
    t.owner.functionTransfer.update({
      where: { id: transferId },
      data: { confirmedById: accountIdOf(officer), confirmedAt: new Date() },
    }),
  ).rejects.toThrow()
  must(await confirmTransfer(at(approver), { transferId }))
  expect(await withdrawTransfer(at(officer), { transferId })).toMatchObject(refused('transfer.decided'))
  expect(await linkTransfer(at(officer), { ...link, callNo: other.callNo })).toMatchObject(
    refused('transfer.other-call'),
  )
  must(await linkTransfer(at(officer), link))
  must(await linkTransfer(at(officer), link))
  expect((await readTransfers(at(), null)).transfers).toMatchObject([
    { documentNo: typed.documentNo, calls: [{ callNo }] },
  ])
  expect(await readBodyTransfers(at(other.bureau.officer))).toEqual([])
})
