import { expect, test } from 'vitest'
import type { BidContent } from '#app/domain/bid/content.ts'
import { problemsOf } from '#app/domain/bid/ready.ts'
import { askedOf, readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { saveBudget } from '#app/services/bid/save-draft.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import { startBatch } from '#app/services/claim/batch.server.ts'
import { enterExpense } from '#app/services/claim/enter-expense.server.ts'
import { readContractContent } from '#app/services/project/read-contract-content.server.ts'
import { toDay } from '#app/domain/shared/day.ts'
import { toFen } from '#app/domain/shared/money.ts'
import { callWithSealedBids, draftedBid } from '#tests/support/bid-scenes.ts'
import { openTogether } from '#tests/support/opening-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { beforeDeadline, must, publishedCall } from '#tests/support/scenes.ts'
import { preparedProject, runningProject } from '#tests/support/scenes-project.ts'
import { expense, makeEditor, spendDay, voucher } from '#tests/support/scenes-spending.ts'

const t = useDatabase({ forEachScene: true })

type Lines = BidContent['budgetLines']
const line = (amountFen: bigint, over: Partial<Lines[number]>): Lines[number] => ({
  item: '支出',
  basis: '测算',
  amountFen: String(amountFen),
  ...over,
})

async function budgeted(lines: Lines) {
  const { call } = await publishedCall(t, { method: 'VENTURE_CALL' })
  const { bidId, bidder } = await draftedBid(t, call)
  const now = beforeDeadline(call, 20)
  const ctx = t.contextAt(now, bidder.editor)
  const { budgetVersion } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
  const priceFen = String(lines.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n))
  must(await saveBudget(ctx, { bidId, version: budgetVersion, budgetLines: lines, priceFen }))
  const bid = await readOwnBid(ctx, bidId)
  const { version } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
  const sealed = await sealBid(t.contextAt(now, bidder.certifier), {
    bidId,
    version,
    retrievalCode: newRetrievalCode(),
  })
  return {
    problems:
      bid?.draft === undefined
        ? []
        : problemsOf(bid.draft.content, askedOf(bid)).map(({ code, at }) => `${code} ${at ?? ''}`),
    sealed: sealed.ok ? 'sealed' : sealed.refusal.code,
  }
}

test('a budget for a venture says what each line is for, and is held to the rules of the day', async () => {
  expect(await budgeted([line(100n, {})])).toEqual({ problems: ['line-kind-missing 1'], sealed: 'bid.not-ready' })
  expect(await budgeted([line(100n, { kind: 'TRAINING', persons: 2 })])).toEqual({
    problems: ['line-quantity-missing 1'],
    sealed: 'bid.not-ready',
  })
  expect(await budgeted([line(100n, { kind: 'OTHER' }), line(1n, { kind: 'MANAGEMENT' })])).toEqual({
    problems: ['over-share MANAGEMENT_SHARE'],
    sealed: 'bid.not-ready',
  })
  const training = (fen: bigint) => line(fen, { kind: 'TRAINING', persons: 20, days: 2 })
  expect(await budgeted([training(1_400_001n)])).toEqual({ problems: ['line-over-rate 1'], sealed: 'bid.not-ready' })
  expect(await budgeted([training(1_400_000n)])).toEqual({ problems: [], sealed: 'sealed' })
})

test('what the rules only warn of keeps nobody from sealing', async () => {
  expect(await budgeted([line(100n, { kind: 'STAFF' })])).toEqual({ problems: [], sealed: 'sealed' })
})

test('bids that were sealed before lines had kinds are opened, whatever the rules have become', async () => {
  // Sealed while no rule asked for kinds; by the opening there is one.
  const story = await callWithSealedBids(t)
  const { call } = story
  await t.owner.$executeRaw`ALTER TABLE call DISABLE TRIGGER USER`
  await t.owner.$executeRaw`UPDATE call SET regime = 'VENTURE', method = 'VENTURE_CALL' WHERE id = ${call.id}::uuid`
  await t.owner.$executeRaw`ALTER TABLE call ENABLE TRIGGER USER`
  await openTogether(t, story)
  const opened = await t.owner.openedBid.findMany({ where: { bid: { callId: call.id } } })
  expect(opened.map(({ hashesMatched }) => hashesMatched)).toEqual([true, true, true])
  expect(await t.owner.bid.count({ where: { callId: call.id, state: 'REJECTED' } })).toBe(0)
})

test('the kind of a line is part of what both sides sign; without one, nothing is said of it', async () => {
  const story = await preparedProject(t)
  await t.owner.$executeRaw`ALTER TABLE budget_line DISABLE TRIGGER USER`
  await t.owner.$executeRaw`UPDATE budget_line SET kind = 'STAFF' WHERE project_id = ${story.projectId}::uuid`
  await t.owner.$executeRaw`ALTER TABLE budget_line ENABLE TRIGGER USER`
  expect(await readContractContent(t.owner, story.projectId)).toMatchObject({
    schema: 'commonweal.contract/4',
    budgetLines: [{ kind: 'STAFF' }],
  })
  await expect(
    t.owner.$executeRaw`UPDATE budget_line SET kind = 'OTHER' WHERE project_id = ${story.projectId}::uuid`,
  ).rejects.toThrow()
  await t.owner.$executeRaw`UPDATE contract SET schema_no = 4 WHERE id = ${story.contractId}::uuid`
})

test('an item of spending has the kind of its budget line', async () => {
  const story = await runningProject(t)
  const { projectId } = story
  await t.owner.$executeRaw`ALTER TABLE budget_line DISABLE TRIGGER USER`
  await t.owner.$executeRaw`UPDATE budget_line SET kind = 'TRAINING' WHERE project_id = ${projectId}::uuid`
  await t.owner.$executeRaw`ALTER TABLE budget_line ENABLE TRIGGER USER`
  const ctx = t.contextAt(spendDay, await makeEditor(t, story))
  const { batchId } = must(await startBatch(ctx, { projectId, fromOn: toDay('2026-05-01'), toOn: toDay('2026-06-30') }))
  const enter = (over: object) => enterExpense(ctx, { ...expense(batchId, over), file: voucher() })
  expect(await enter({ kind: 'MATERIAL' })).toMatchObject({
    refusal: { code: 'invalid', fields: { personDays: 'form.required' } },
  })
  must(await enter({ kind: undefined, personDays: 4, amount: toFen(1_000n) }))
  const [entered] = await t.owner.expense.findMany({ where: { projectId } })
  expect(entered).toMatchObject({ kind: 'TRAINING', personDays: 4 })
  await expect(
    t.owner.$executeRaw`UPDATE expense SET kind = 'OTHER', person_days = NULL WHERE project_id = ${projectId}::uuid`,
  ).rejects.toThrow(/refused:claim.other-kind/)
})
