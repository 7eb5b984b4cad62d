import { expect, test } from 'vitest'
import { dayOf, addDays, type Day } from '#app/domain/shared/day.ts'
import { attachDocument } from '#app/services/bid/attach-document.server.ts'
import { removeFile } from '#app/services/bid/attach-file.server.ts'
import { newRetrievalCode } from '#app/services/bid/new-retrieval-code.server.ts'
import { readOwnBid } from '#app/services/bid/queries/own-bid.server.ts'
import { readOwnBidFile } from '#app/services/bid/read-bid-file.server.ts'
import { sealBid } from '#app/services/bid/seal-bid.server.ts'
import { mayReadFile } from '#app/services/file/may-read-file.server.ts'
import { addDocument, removeDocument } from '#app/services/organization/documents.server.ts'
import { readDocuments } from '#app/services/organization/queries/documents.server.ts'
import { type Bidder, draftedBid, makeBidder } from '#tests/support/bid-scenes.ts'
import { useDatabase } from '#tests/support/database.ts'
import { beforeDeadline, must, publishedCall, sceneStart } from '#tests/support/scenes.ts'

const t = useDatabase()
const refusal = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) as unknown })

const keep = (bidder: Bidder, validUntil: Day | undefined, text = '证书') =>
  addDocument(t.contextAt(sceneStart, bidder.editor), {
    organizationId: bidder.id,
    kind: 'LICENCE',
    title: '',
    number: '沪-001',
    issuedOn: undefined,
    validUntil,
    isPublic: false,
    file: new File([text], 'licence.csv', { type: 'text/csv' }),
  })

test('a certificate is kept by owners and editors, read by the organization’s own people, by nobody else', async () => {
  const bidder = await makeBidder(t)
  const stranger = await makeBidder(t, '旁观中心')
  const { documentId } = must(await keep(bidder, undefined))
  const [document] = await readDocuments(t.contextAt(sceneStart, bidder.certifier), bidder.id)
  expect(document).toMatchObject({ id: documentId, validity: 'lasting', fileName: 'licence.csv' })
  const file = await t.owner.file.findUniqueOrThrow({ where: { id: document?.fileId ?? '' } })
  expect(await mayReadFile(t.owner, bidder.certifier, file)).toMatchObject({ isPublic: false })
  expect(await mayReadFile(t.owner, stranger.owner, file)).toBeUndefined()
  expect(await readDocuments(t.contextAt(sceneStart, stranger.owner), bidder.id)).toEqual([])
  const which = { organizationId: bidder.id, documentId }
  expect(await removeDocument(t.contextAt(sceneStart, stranger.owner), which)).toEqual(refusal('not-found'))
  expect(await removeDocument(t.contextAt(sceneStart, bidder.certifier), which)).toEqual(refusal('forbidden'))
  // A file of somebody else is no document of theirs, whatever the code does.
  await expect(
    t.app.organizationDocument.create({
      data: {
        organizationId: stranger.id,
        kind: 'LICENCE',
        fileId: file.id,
        addedById: stranger.owner.accountId ?? '',
      },
    }),
  ).rejects.toThrow()
  must(await removeDocument(t.contextAt(sceneStart, bidder.owner), which))
})

test('a call asks for a kind: missing it is named, an expired one refused, a copy goes encrypted into the bid', async () => {
  const { call } = await publishedCall(t, { documents: ['LICENCE'] })
  const { bidId, bidder } = await draftedBid(t, call)
  const ctx = t.contextAt(beforeDeadline(call, 40), bidder.editor)
  const deadline = dayOf(call.bidDeadlineAt)
  const seal = async () => {
    const { version } = await t.owner.bidDraft.findUniqueOrThrow({ where: { bidId } })
    return sealBid(t.contextAt(beforeDeadline(call, 20), bidder.certifier), {
      bidId,
      version,
      retrievalCode: newRetrievalCode(),
    })
  }
  expect(await seal()).toEqual(refusal('bid.not-ready'))
  const expired = must(await keep(bidder, addDays(deadline, -1), '旧证'))
  expect(await attachDocument(ctx, { bidId, documentId: expired.documentId })).toEqual(
    refusal('application.document-expires'),
  )
  const valid = must(await keep(bidder, deadline, '新证'))
  const other = await makeBidder(t, '另一中心')
  const foreign = must(await keep(other, undefined))
  expect(await attachDocument(ctx, { bidId, documentId: foreign.documentId })).toEqual(
    refusal('application.no-document'),
  )
  const { fileId } = must(await attachDocument(ctx, { bidId, documentId: valid.documentId }))
  expect(await attachDocument(ctx, { bidId, documentId: valid.documentId })).toEqual(refusal('bid.file-twice'))
  const row = await t.owner.file.findUniqueOrThrow({ where: { id: fileId } })
  expect(row).toMatchObject({ purpose: 'BID_ATTACHMENT', isEncrypted: true, name: '' })
  expect(Buffer.from(must(await readOwnBidFile(ctx, { bidId, fileId })).bytes).toString()).toBe('新证')
  must(await removeFile(ctx, { bidId, fileId }))
  expect((await readOwnBid(ctx, bidId))?.draft?.content).not.toHaveProperty('documents')
  must(await attachDocument(ctx, { bidId, documentId: valid.documentId }))
  // What the profile loses the bid keeps.
  must(await removeDocument(ctx, { organizationId: bidder.id, documentId: valid.documentId }))
  must(await seal())
  await expect(t.app.requiredDocument.deleteMany({ where: { callId: call.id } })).rejects.toThrow(/refused:call.frozen/)
})
