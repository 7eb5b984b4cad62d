import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as browser from '../../../public/enhance/seal.js'
import type { BidContent } from '#app/domain/bid/content.ts'
import { boundTo, canonicalContent, envelopeVersion } from '#app/domain/bid/envelope.ts'
import { readRetrievalCode } from '#app/domain/bid/retrieval-code.ts'
import { newKeyPair } from '#app/services/shared/x25519.server.ts'
import { envelopeHash, openEnvelope, openOwnCopy, sealContent, sealOwnCopy } from './envelope.server.ts'

// public/enhance/seal.js with the WebCrypto of Node, held against the server's own code: the same envelope, bit for bit.

const binding = {
  callId: '019a0000-0000-7000-8000-000000000001',
  organizationId: '019a0000-0000-7000-8000-000000000002',
  bidId: '019a0000-0000-7000-8000-000000000003',
}
const { publicKey, privateKey } = newKeyPair()
const target = { publicKey, version: envelopeVersion, bound: boundTo(binding), bidId: binding.bidId }
const anyContent = fc.record({
  answers: fc.dictionary(fc.stringMatching(/^c\d{1,2}$/), fc.string({ unit: 'grapheme', maxLength: 200 })),
  budgetLines: fc.constant<BidContent['budgetLines']>([{ item: '人员', basis: '2 人', amountFen: '100' }]),
  priceFen: fc.constant('100'),
  files: fc.constant<BidContent['files']>([]),
})

test('what a browser seals the server opens, and the hash on the receipt is the server’s', async () => {
  await fc.assert(
    fc.asyncProperty(anyContent, async (content) => {
      const code = browser.newRetrievalCode()
      expect(readRetrievalCode(code)).toBe(code)
      const sealed = await browser.seal(canonicalContent(content), code, target)
      const own = sealContent(content, publicKey, binding)
      expect(sealed.contentSha256).toBe(own.contentSha256)
      expect(sealed.ciphertext).toHaveLength(own.ciphertext.length)
      expect(sealed.ephemeralPublicKey).toHaveLength(own.ephemeralPublicKey.length)
      const plain = JSON.parse(JSON.stringify(content)) as unknown
      const envelope = { ...sealed, envelopeSha256: envelopeHash(sealed) }
      expect(openEnvelope(envelope, privateKey, binding)).toEqual({ content: plain })
      expect(openOwnCopy(sealed.ownCopy, code, binding)).toEqual(plain)
      // And only for its own bid.
      expect(openEnvelope(envelope, privateKey, { ...binding, bidId: 'another' })).toEqual({
        broken: 'envelope-unreadable',
      })
    }),
    { numRuns: 30 },
  )
})

test('what is sealed and is no bid is told so at the opening', async () => {
  for (const text of ['not JSON', '{"answers":{}}', '[]']) {
    const sealed = await browser.seal(text, 'CODE', target)
    expect(openEnvelope({ ...sealed, envelopeSha256: envelopeHash(sealed) }, privateKey, binding)).toEqual({
      broken: 'content-invalid',
    })
  }
})

test('what the server seals WebCrypto opens', async () => {
  const content = { answers: { c1: '入户走访二百四十户' }, budgetLines: [], priceFen: null, files: [] }
  const sealed = sealContent(content, publicKey, binding)
  const receiver = await crypto.subtle.importKey(
    'pkcs8',
    Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), privateKey]),
    { name: 'X25519' },
    false,
    ['deriveBits'],
  )
  const sender = await crypto.subtle.importKey('spki', sealed.ephemeralPublicKey, { name: 'X25519' }, false, [])
  const shared = await crypto.subtle.deriveBits({ name: 'X25519', public: sender }, receiver, 256)
  expect(
    await opened(shared, Buffer.concat([sealed.ephemeralPublicKey, publicKey]), envelopeVersion, sealed.ciphertext),
  ).toBe(canonicalContent(content))
  const copy = sealOwnCopy(content, 'CODE', binding)
  expect(await opened(Buffer.from('CODE'), Buffer.from(binding.bidId), `${envelopeVersion}|own`, copy)).toBe(
    canonicalContent(content),
  )
})

async function opened(secret: BufferSource, salt: BufferSource, info: string, sealed: Uint8Array) {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const key = await crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info: Buffer.from(info) },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['decrypt'],
  )
  const algorithm = { name: 'AES-GCM', iv: sealed.slice(0, 12), additionalData: Buffer.from(boundTo(binding)) }
  const bytes = Buffer.concat([sealed.slice(28), sealed.slice(12, 28)])
  return Buffer.from(await crypto.subtle.decrypt(algorithm, key, bytes)).toString('utf8')
}
