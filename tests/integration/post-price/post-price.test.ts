import { expect, test } from 'vitest'
import type { PriceItem } from '#app/domain/post-price/price.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { readCallContent } from '#app/services/call/queries/call-content.server.ts'
import { setPosts } from '#app/services/call/set-posts.server.ts'
import { readPublicPrices, readStandardPage, readStandards } from '#app/services/post-price/queries/standards.server.ts'
import { readStandard } from '#app/services/post-price/store.server.ts'
import { approveStandard, draftStandard, saveStandard } from '#app/services/post-price/standard.server.ts'
import { useDatabase } from '#tests/support/database.ts'
import { draftedCall, makePerson, must, sceneStart } from '#tests/support/scenes.ts'

const t = useDatabase({ forEachScene: true })
const today = toDay('2026-03-02')
const posts = { method: 'OPEN_TENDER', instrument: 'POST_PURCHASE' } as const
const post = { title: '驻点社工', level: 2, grades: [2, 2, 2, 1, 1], headcount: 5, months: 12 }

test('a standard is drafted by one, put in force by another, and never changes again', async () => {
  const { bureau } = await draftedCall(t)
  const bodyId = bureau.body.id
  const officer = t.contextAt(sceneStart, bureau.officer)
  const approver = t.contextAt(sceneStart, bureau.approver)
  const stranger = t.contextAt(sceneStart, await makePerson(t, '路人'))
  expect(await draftStandard(stranger, { bodyId })).toMatchObject({ refusal: { code: 'not-found' } })
  expect(await draftStandard(approver, { bodyId })).toMatchObject({ refusal: { code: 'forbidden' } })
  const { ruleId } = must(await draftStandard(officer, { bodyId }))
  expect(must(await draftStandard(officer, { bodyId })).ruleId).toBe(ruleId)
  expect(await approveStandard(approver, { ruleId, version: 1 })).toMatchObject({
    refusal: { code: 'post-price.no-source' },
  })
  const { items } = await readStandard(t.owner, bodyId)
  const dearer = items.map((item): PriceItem =>
    item.factor === 'LEVEL' ? { ...item, fen: String(BigInt(item.fen ?? '0') + 1n) } : item,
  )
  const typed = { ruleId, validFrom: today, sourceZh: '某民发〔2026〕1号', sourceEn: 'a document' }
  must(await saveStandard(officer, { ...typed, version: 1, items: dearer.filter(({ factor }) => factor !== 'POST') }))
  expect(await approveStandard(approver, { ruleId, version: 2 })).toMatchObject({
    refusal: { code: 'post-price.incomplete' },
  })
  must(await saveStandard(officer, { ...typed, version: 2, validFrom: toDay('2026-03-01'), items: dearer }))
  expect(await approveStandard(approver, { ruleId, version: 3 })).toMatchObject({
    refusal: { code: 'post-price.past' },
  })
  must(await saveStandard(officer, { ...typed, version: 3, items: dearer }))
  expect(await approveStandard(officer, { ruleId, version: 4 })).toMatchObject({ refusal: { code: 'forbidden' } })
  // The example is what counts until then.
  expect((await readPublicPrices(stranger, bodyId)).bodyName).toBeNull()
  must(await approveStandard(approver, { ruleId, version: 4 }))
  expect((await readPublicPrices(stranger, bodyId)).standard).toMatchObject({ ruleId, sourceZh: '某民发〔2026〕1号' })
  expect(await saveStandard(officer, { ...typed, version: 5, items })).toMatchObject({
    refusal: { code: 'post-price.approved' },
  })
  await expect(
    t.owner.$executeRaw`UPDATE post_price_item SET fen = 1 WHERE rule_id = ${ruleId}::uuid AND factor = 'LEVEL'`,
  ).rejects.toThrow(/refused:post-price.approved/)
  await expect(
    t.owner.$executeRaw`UPDATE post_price_rule SET valid_from = '2030-01-01' WHERE id = ${ruleId}::uuid`,
  ).rejects.toThrow(/refused:post-price.approved/)
  expect((await readStandards(officer)).bodies[0]?.versions).toMatchObject([{ version: 1, isInForce: true }])
  expect(await readStandardPage(stranger, ruleId)).toBeNull()
})

test('posts of a call cost what the standard makes of them, in the database too', async () => {
  const { call, bureau } = await draftedCall(t, posts)
  const ctx = t.contextAt(sceneStart, bureau.officer)
  must(await setPosts(ctx, { callId: call.id, version: call.version, posts: [post] }))
  // 6,000 + 300 + 5% + 200 a month, of the example.
  expect(await t.owner.callPost.findMany({ where: { callId: call.id } })).toMatchObject([
    { position: 1, monthlyFen: 680_000n, headcount: 5 },
  ])
  const content = await readCallContent(ctx, { id: call.id })
  expect(content?.posts).toMatchObject([{ title: '驻点社工', monthlyFen: '680000', grades: [2, 2, 2, 1, 1] }])
  expect(content?.post_standard?.isConfirmed).toBe(false)
  const { version } = await t.owner.call.findUniqueOrThrow({ where: { id: call.id } })
  expect(await setPosts(ctx, { callId: call.id, version, posts: [{ ...post, level: 9 }] })).toMatchObject({
    refusal: { code: 'post-price.unknown-grade', field: 'posts[0].LEVEL' },
  })
  await expect(
    t.owner.$executeRaw`UPDATE call_post SET monthly_fen = monthly_fen + 1 WHERE call_id = ${call.id}::uuid`,
  ).rejects.toThrow(/refused:post-price.other-sum/)
  await t.owner.call.update({ where: { id: call.id }, data: { instrument: 'PROJECT_GRANT' } })
  expect(await t.owner.callPost.count({ where: { callId: call.id } })).toBe(0)
  const changed = await t.owner.call.findUniqueOrThrow({ where: { id: call.id } })
  expect(await setPosts(ctx, { callId: call.id, version: changed.version, posts: [post] })).toMatchObject({
    refusal: { code: 'post-price.not-posts' },
  })
})
