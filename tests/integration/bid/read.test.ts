import { expect, test } from 'vitest'
import { attachFile } from '#app/services/bid/attach-file.server.ts'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { readOpenedBid } from '#app/services/bid/queries/opened-bid.server.ts'
import { readOpening } from '#app/services/opening/queries/opening.server.ts'
import { listOwnBids } from '#app/services/bid/queries/own-bids.server.ts'
import { readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { readBidFile, readOwnBidFile } from '#app/services/bid/read-bid-file.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import { callWithSealedBids, draftedBid, makeBidder, openedCall } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { openTogether } from '#tests/support/opening-scenes.ts'
import {
  afterDeadline,
  beforeDeadline,
  makeBureau,
  makeEvaluator,
  makeExpert,
  makeFinance,
  makePerson,
  makeSupervisor,
  must,
  publishedCall,
} from '#tests/support/scenes.ts'

const t = useDatabase()

test('an opened bid is read by its body, supervisors, evaluators and its own people; by nobody else', async () => {
  const { call, bureau, bids } = await openedCall(t, 2)
  const [own, other] = bids
  if (own === undefined || other === undefined) throw new Error('two bids were made')
  const now = afterDeadline(call, 60)
  const reads = async (actor: Parameters<typeof t.contextAt>[1], told = {}) =>
    (await readOpenedBid(t.contextAt(now, actor), own.bidId, told)) !== undefined
  const administrator = { ...(await makePerson(t, '管理员')), isAdministrator: true }
  const expert = await makeExpert(t)
  const elsewhere = await makeBureau(t)
  expect({
    officer: await reads(bureau.officer),
    approver: await reads(bureau.approver),
    supervisor: await reads(await makeSupervisor(t, bureau.body)),
    evaluator: await reads(await makeEvaluator(t, bureau.body)),
    finance: await reads(await makeFinance(t, bureau.body)),
    ownEditor: await reads(own.bidder.editor),
    competitor: await reads(other.bidder.owner),
    otherBody: await reads(elsewhere.officer),
    administrator: await reads(administrator),
    expert: await reads(expert),
    seatedExpert: await reads(expert, { isSeatedWithoutConflict: true }),
  }).toEqual({
    officer: true,
    approver: true,
    supervisor: true,
    evaluator: true,
    finance: false,
    ownEditor: true,
    competitor: false,
    otherBody: false,
    administrator: false,
    expert: false,
    seatedExpert: true,
  })
})

test('before the opening officials read nothing, not even how many bids there are', async () => {
  const { call, bureau, bids } = await callWithSealedBids(t, 2)
  const early = t.contextAt(beforeDeadline(call), bureau.officer)
  expect(await readOpening(early, call.id)).toMatchObject({ count: 0, bids: [], mayConfirm: false, mayFail: false })
  expect(await readOpenedBid(early, bids[0]?.bidId ?? '')).toBeUndefined()
  const late = t.contextAt(afterDeadline(call), bureau.officer)
  expect(await readOpening(late, call.id)).toMatchObject({ count: 2, bids: [], mayConfirm: true, isEnough: true })
  expect(await readOpenedBid(late, bids[0]?.bidId ?? '')).toBeUndefined()
})

test('a file goes sealed from the draft to its readers, and comes out as it went in', async () => {
  const { call, bureau } = await publishedCall(t)
  const { bidId, bidder } = await draftedBid(t, call)
  const ctx = t.contextAt(beforeDeadline(call, 40), bidder.editor)
  const text = '项目,金额\n人员,240000\n'
  const { fileId } = must(await attachFile(ctx, { bidId, file: new File([text], '预算.csv') }))
  const which = { bidId, fileId }
  expect(Buffer.from(must(await readOwnBidFile(ctx, which)).bytes).toString()).toBe(text)
  const { version } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
  const certifier = t.contextAt(beforeDeadline(call, 5), bidder.certifier)
  must(await sealBid(certifier, { bidId, version, retrievalCode: newRetrievalCode() }))
  // Sealed: nobody has the key, its own organization neither.
  expect(await readOwnBidFile(certifier, which)).toMatchObject({ refusal: { code: 'not-found' } })
  const officer = t.contextAt(afterDeadline(call), bureau.officer)
  expect(await readBidFile(officer, which)).toMatchObject({ refusal: { code: 'not-found' } })

  const rival = await draftedBid(t, call, { bidder: await makeBidder(t, '另一机构') })
  const rivalDraft = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId: rival.bidId } })
  must(
    await sealBid(t.contextAt(beforeDeadline(call, 4), rival.bidder.certifier), {
      bidId: rival.bidId,
      version: rivalDraft.version,
      retrievalCode: newRetrievalCode(),
    }),
  )
  await openTogether(t, { call, bureau })
  const read = must(await readBidFile(officer, which))
  expect(Buffer.from(read.bytes).toString()).toBe(text)
  expect(read).toMatchObject({ name: '预算.csv', mediaType: 'text/csv' })
  // A file is read through its own bid alone.
  expect(await readBidFile(officer, { bidId: rival.bidId, fileId })).toMatchObject({ refusal: { code: 'not-found' } })
})

test('the runtime role can draw every page of a bid', async () => {
  const { call, bureau, bids } = await openedCall(t, 2)
  const bid = bids[0]
  if (bid === undefined) throw new Error('two bids were made')
  const own = { ...t.contextAt(afterDeadline(call, 9), bid.bidder.owner), db: t.app, tellsClock: false }
  expect((await listOwnBids(own, undefined)).bids).toMatchObject([{ id: bid.bidId, nextStep: 'review' }])
  expect(await readOwnBid(own, bid.bidId)).toMatchObject({
    state: 'OPENED',
    receipt: { sealedBy: '第1社区服务中心签章人' },
  })
  const officer = { ...own, actor: bureau.officer }
  expect((await readOpening(officer, call.id))?.bids).toHaveLength(2)
  expect(await readOpenedBid(officer, bid.bidId)).toMatchObject({ hashesMatched: true, mayReject: true })
})
