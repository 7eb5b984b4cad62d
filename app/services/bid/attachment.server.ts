import { randomBytes } from 'node:crypto'
import type { BidContent } from '#app/domain/bid/content.ts'
import { decrypt, encrypt } from '#app/services/shared/cipher.server.ts'
import { sha256Of } from '#app/services/shared/file-store.server.ts'

export type BidFile = BidContent['files'][number]

const boundTo = (sha256: string) => `commonweal.bid-file/1|${sha256}`

/** A file under a key of its own. The key goes into the draft and is sealed with it: the store holds bytes that say nothing. */
export function encryptAttachment(bytes: Uint8Array) {
  const key = randomBytes(32)
  const sha256 = sha256Of(bytes)
  return { stored: encrypt(key, bytes, boundTo(sha256)), key: key.toString('base64'), sha256 }
}

/** Undefined when it is not the file that was attached. */
export function decryptAttachment(stored: Uint8Array, { key, sha256 }: Pick<BidFile, 'key' | 'sha256'>) {
  const bytes = decrypt(Buffer.from(key, 'base64'), stored, boundTo(sha256))
  return bytes !== undefined && sha256Of(bytes) === sha256 ? bytes : undefined
}
