import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { joinSealed, splitSealed } from '#app/domain/shared/sealed-parts.ts'

/** AES-256-GCM under this key; `bound` is authenticated with it: what was encrypted cannot be passed off as something else. */
export function encrypt(key: Uint8Array, plain: Uint8Array | string, bound: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(bound))
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return joinSealed({ nonce, tag: cipher.getAuthTag(), body })
}

/** Undefined when key, bytes or `bound` are not those it was encrypted with. */
export function decrypt(key: Uint8Array, sealed: Uint8Array, bound: string): Buffer | undefined {
  const parts = splitSealed(sealed)
  if (parts === undefined) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, parts.nonce).setAAD(Buffer.from(bound)).setAuthTag(parts.tag)
    return Buffer.concat([decipher.update(parts.body), decipher.final()])
  } catch {
    return undefined
  }
}
