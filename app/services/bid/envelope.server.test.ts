import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BidContent } from '#app/domain/bid/content.ts'
import { newKeyPair } from '#app/services/shared/x25519.server.ts'
import { encryptAttachment, decryptAttachment } from './attachment.server.ts'
import { openEnvelope, openOwnCopy, sealContent, sealOwnCopy } from './envelope.server.ts'
import { newRetrievalCode } from './new-retrieval-code.server.ts'

const binding = {
  callId: '019a0000-0000-7000-8000-000000000001',
  organizationId: '019a0000-0000-7000-8000-000000000002',
  bidId: '019a0000-0000-7000-8000-000000000003',
}
const content: BidContent = {
  answers: { c1: '入户走访二百四十户' },
  budgetLines: [{ item: '人员经费', basis: '2 人 × 8 月', amountFen: '100' }],
  priceFen: '100',
  files: [],
}
const call = newKeyPair()

const anyContent = fc.record({
  answers: fc.dictionary(fc.stringMatching(/^c\d{1,2}$/), fc.string({ unit: 'grapheme', maxLength: 200 })),
  budgetLines: fc.array(
    fc.record({ item: fc.string(), basis: fc.string(), amountFen: fc.bigInt(0n, 10n ** 15n).map(String) }),
    { maxLength: 5 },
  ),
  priceFen: fc.option(fc.bigInt(0n, 10n ** 15n).map(String)),
  files: fc.constant<BidContent['files']>([]),
})

test('what is sealed is what is opened', () => {
  fc.assert(
    fc.property(anyContent, (any) => {
      const opened = openEnvelope(sealContent(any, call.publicKey, binding), call.privateKey, binding)
      // Dictionaries of fast-check have no prototype; JSON has.
      expect(JSON.parse(JSON.stringify(opened))).toEqual({ content: JSON.parse(JSON.stringify(any)) as unknown })
    }),
    { numRuns: 60 },
  )
})

test('the receipt hashes the words, not the order they were kept in; the envelope is new every time', () => {
  const turned = { ...content, priceFen: content.priceFen, answers: { ...content.answers } }
  const one = sealContent(content, call.publicKey, binding)
  const two = sealContent(Object.fromEntries(Object.entries(turned).reverse()) as BidContent, call.publicKey, binding)
  expect(two.contentSha256).toBe(one.contentSha256)
  expect(two.envelopeSha256).not.toBe(one.envelopeSha256)
})

test('one changed bit anywhere is found', () => {
  const sealed = sealContent(content, call.publicKey, binding)
  const flip = (bytes: Uint8Array<ArrayBuffer>, at: number) =>
    bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))
  for (let at = 0; at < sealed.ciphertext.length; at += 7)
    expect(openEnvelope({ ...sealed, ciphertext: flip(sealed.ciphertext, at) }, call.privateKey, binding)).toEqual({
      broken: 'envelope-altered',
    })
  for (let at = 0; at < sealed.ephemeralPublicKey.length; at += 1)
    expect(
      openEnvelope({ ...sealed, ephemeralPublicKey: flip(sealed.ephemeralPublicKey, at) }, call.privateKey, binding),
    ).toEqual({ broken: 'envelope-altered' })
})

test('an envelope opens for its own call, organization and bid alone, and with its own key alone', () => {
  const sealed = sealContent(content, call.publicKey, binding)
  for (const name of ['callId', 'organizationId', 'bidId'] as const)
    expect(openEnvelope(sealed, call.privateKey, { ...binding, [name]: 'another' })).toEqual({
      broken: 'envelope-unreadable',
    })
  expect(openEnvelope(sealed, newKeyPair().privateKey, binding)).toEqual({ broken: 'envelope-unreadable' })
})

test('a content that is not the one of the receipt is told', () => {
  const sealed = sealContent(content, call.publicKey, binding)
  const other = sealContent({ ...content, priceFen: '99' }, call.publicKey, binding)
  expect(openEnvelope({ ...other, contentSha256: sealed.contentSha256 }, call.privateKey, binding)).toEqual({
    broken: 'content-altered',
  })
})

test('the own copy opens with its code and its bid, and with nothing else', () => {
  const code = newRetrievalCode()
  const copy = sealOwnCopy(content, code, binding)
  expect(openOwnCopy(copy, code, binding)).toEqual(content)
  expect(openOwnCopy(copy, newRetrievalCode(), binding)).toBeUndefined()
  expect(openOwnCopy(copy, code, { ...binding, bidId: 'another' })).toBeUndefined()
  expect(openOwnCopy(copy.subarray(0, 20), code, binding)).toBeUndefined()
})

test('a file opens with its own key and only as itself', () => {
  const { stored, key, sha256 } = encryptAttachment(Buffer.from('报价明细'))
  expect(decryptAttachment(stored, { key, sha256 })?.toString()).toBe('报价明细')
  expect(decryptAttachment(stored, { key, sha256: '0'.repeat(64) })).toBeUndefined()
  expect(decryptAttachment(stored, { key: Buffer.alloc(32).toString('base64'), sha256 })).toBeUndefined()
})
