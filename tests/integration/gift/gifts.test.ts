import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { formatGiverCode } from '#app/domain/appeal/giver-code.ts'
import type { GiftTyped } from '#app/domain/gift/schema.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { codeOfGiver } from '#app/services/shared/giver.server.ts'
import { tellGiver } from '#app/services/appeal/tell-giver.server.ts'
import { answerGift } from '#app/services/gift/answer-gift.server.ts'
import { readGifts, readPublicGifts } from '#app/services/gift/queries/gifts.server.ts'
import { enterUse, receiveGift, stateGift } from '#app/services/gift/state-gift.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { makeOrganization, makeOrganizationMember, must } from '#tests/support/scenes.ts'
import { runningProject } from '#tests/support/scenes-project.ts'

const t = useDatabase()
const day = '2026-07-10T10:00:00+08:00'
const refused = (code: string) => ({ ok: false, refusal: { code } })
const typed = (overrides: Partial<GiftTyped> = {}): GiftTyped => ({
  key: randomUUID(),
  giverName: '和畅物业',
  giverEmail: 'thing@example.cn',
  what: '防滑助浴椅',
  quantity: '20',
  unit: '把',
  condition: 'NEW',
  value: toFen(400_000n),
  valuation: 'INVOICE',
  valuationNote: '发票号码 12345678',
  ...overrides,
})

async function stated() {
  const story = await runningProject(t)
  const { projectNo } = await t.owner.project.findUniqueOrThrow({ where: { id: story.projectId } })
  const { organizationId } = await t.owner.project.findUniqueOrThrow({ where: { id: story.projectId } })
  const editor = t.contextAt(day, await makeOrganizationMember(t, { id: organizationId }, 'EDITOR'))
  const { giftId } = must(await stateGift(editor, { projectId: story.projectId, ...typed() }))
  const gift = await t.owner.gift.findUniqueOrThrow({ where: { id: giftId } })
  const code = formatGiverCode(codeOfGiver(editor.keys, gift))
  return { story, projectNo, editor, giftId, code }
}
const paper = () => new File(['签收单'], '签收单.txt', { type: 'text/plain' })

describe('a gift in kind', () => {
  test('is public once its giver confirmed it, and followed to where it went', async () => {
    const { story, projectNo, editor, giftId, code } = await stated()
    const anyone = t.contextAt(day)
    expect(await readPublicGifts(anyone, projectNo)).toEqual([])
    await tellGiver(t.owner, editor.keys, { giftId })
    const [letter] = await t.owner.message.findMany({ where: { template: 'giftStated' } })
    expect(letter).toMatchObject({ toAddress: 'thing@example.cn', isSecret: true })
    const received = { giftId, version: 1, on: toDay('2026-07-10'), file: paper() }
    expect(await receiveGift(editor, received)).toMatchObject(refused('gift.wrong-state'))
    must(await answerGift(anyone, { code, version: 1, isNamed: true }))
    expect(await answerGift(anyone, { code, version: 2, note: '不是这样' })).toMatchObject(refused('gift.wrong-state'))
    must(await receiveGift(editor, { ...received, version: 2 }))
    const use = { giftId, what: '阳光小区 12 户独居老人', on: toDay('2026-07-10') }
    must(await enterUse(editor, { ...use, quantity: '12' }))
    expect(await enterUse(editor, { ...use, quantity: '8.5' })).toMatchObject(refused('gift.above-received'))
    must(await enterUse(editor, { ...use, quantity: '8' }))
    expect(await readPublicGifts(anyone, projectNo)).toMatchObject([
      { publicName: '和畅物业', state: 'RECEIVED', valueFen: '400000', leftQuantity: '0', uses: [{}, {}] },
    ])
    // It is no money of the ledger.
    const entries = await t.owner.ledgerEntry.count({ where: { kind: { startsWith: 'donate' } } })
    expect(entries).toBe(0)
    expect(await readGifts(t.contextAt(day, story.bureau.officer), story.projectId)).toMatchObject({
      gifts: [{ may: { receive: false, use: false, withdraw: false } }],
    })
  })

  test('is stated by its organization alone, and what the giver does not agree to never shows', async () => {
    const { story, projectNo, giftId, code } = await stated()
    const input = { projectId: story.projectId, ...typed() }
    expect(await stateGift(t.contextAt(day, story.bureau.officer), input)).toMatchObject(refused('forbidden'))
    const { owner } = await makeOrganization(t, '别家机构')
    expect(await stateGift(t.contextAt(day, owner), input)).toMatchObject(refused('not-found'))
    const anyone = t.contextAt(day)
    expect(await answerGift(anyone, { code: 'AAAA-AAAA-AAAA-AAAA', version: 1, isNamed: true })).toMatchObject(
      refused('gift.unknown'),
    )
    must(await answerGift(anyone, { code, version: 1, note: '我捐的是十把' }))
    expect(await readPublicGifts(anyone, projectNo)).toEqual([])
    await expect(
      t.owner.$executeRaw`UPDATE gift SET value_fen = value_fen * 2 WHERE id = ${giftId}::uuid`,
    ).rejects.toThrow()
  })
})
