import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const purposes = [
  'second-factor',
  'opening-key',
  'held-share',
  'bid-draft',
  'answer-code',
  'payout-account',
  'giver',
  'data-request',
  'need-contact',
  'staff',
  'volunteer',
  'import',
  'saved-search',
  'follow',
] as const
type Purpose = (typeof purposes)[number]

/** Keys derived from the application's secret, one per purpose; the secret itself is kept by nobody else. */
export type Keys = {
  /** AES-256-GCM: nonce (12) ‖ tag (16) ‖ ciphertext. `bound` is authenticated with it: a ciphertext cannot be moved. */
  wrap(purpose: Purpose, plain: Uint8Array, bound: string): Buffer
  /** Throws when key, bytes or `bound` are not those it was wrapped with. */
  unwrap(purpose: Purpose, sealed: Uint8Array, bound: string): Buffer
  /** HMAC-SHA256 (32 bytes): the same of the same text, and unknown to whoever lacks the secret. */
  tag(purpose: Purpose, text: string): Buffer
}

export function createKeys(secret: Uint8Array): Keys {
  const derived = new Map(
    purposes.map((purpose) => [purpose, Buffer.from(hkdfSync('sha256', secret, 'commonweal', purpose, 32))]),
  )
  const keyFor = (purpose: Purpose) => {
    const key = derived.get(purpose)
    if (key === undefined) throw new Error(`no key for ${purpose}`)
    return key
  }
  return {
    wrap(purpose, plain, bound) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), nonce).setAAD(Buffer.from(bound))
      const body = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body])
    },
    unwrap(purpose, sealed, bound) {
      const bytes = Buffer.from(sealed)
      const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), bytes.subarray(0, 12))
        .setAAD(Buffer.from(bound))
        .setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()])
    },
    tag: (purpose, text) => createHmac('sha256', keyFor(purpose)).update(text).digest(),
  }
}
