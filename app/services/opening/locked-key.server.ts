import { randomBytes } from 'node:crypto'
import { decrypt, encrypt } from '#app/services/shared/cipher.server.ts'
import type { Keys } from '#app/services/shared/keys.server.ts'
import { passphraseKey, type StretchCost } from './passphrase-key.server.ts'

/** A private half as it is kept: under the passphrase's key, and that under a key of the application. */
export type LockedKey = {
  sealedPrivateKey: Uint8Array<ArrayBuffer>
  salt: Uint8Array<ArrayBuffer>
} & StretchCost

const version = 'commonweal.opening-key/1'
const boundTo = (accountId: string) => `${version}|${accountId}`

/**
 * Locks a private half. The application's key around it opens nothing alone; it makes a stolen database useless for guessing
 * passphrases unless the application's secret was stolen with it.
 */
export async function lockKey(
  keys: Keys,
  privateKey: Uint8Array,
  { accountId, passphrase, cost }: { accountId: string; passphrase: string; cost: StretchCost },
): Promise<LockedKey> {
  const salt = Uint8Array.from(randomBytes(16))
  const key = await passphraseKey(passphrase, salt, cost)
  const inner = encrypt(key, privateKey, boundTo(accountId))
  key.fill(0)
  return { sealedPrivateKey: Uint8Array.from(keys.wrap('opening-key', inner, accountId)), salt, ...cost }
}

/** The private half (32 bytes, to be overwritten after use); undefined when the passphrase is not the one it was locked with. */
export async function unlockKey(
  keys: Keys,
  { sealedPrivateKey, salt, memoryKib, passes }: LockedKey,
  { accountId, passphrase }: { accountId: string; passphrase: string },
): Promise<Buffer | undefined> {
  const inner = keys.unwrap('opening-key', sealedPrivateKey, accountId)
  const key = await passphraseKey(passphrase, salt, { memoryKib, passes })
  const privateKey = decrypt(key, inner, boundTo(accountId))
  key.fill(0)
  return privateKey
}
