import { hashRaw } from '@node-rs/argon2'
import { normalizePassword } from '#app/domain/account/password.ts'
import { inTurn } from '#app/services/shared/hash-password.server.ts'

/** What argon2id is told; kept beside what it locks, so that it may grow without anybody losing their key. */
export type StretchCost = { memoryKib: number; passes: number }

/**
 * argon2id (RFC 9106) with 64 MiB and three passes, its second recommendation: 0.1 to 0.2 s here, several times what a sign-in costs.
 * A stolen database is attacked without a throttle, and a passphrase is typed twice in a call's life.
 */
export const openingCost: StretchCost = { memoryKib: 65_536, passes: 3 }

/** 32 bytes from a passphrase; whoever asked for them must overwrite them. */
export const passphraseKey = (passphrase: string, salt: Uint8Array, { memoryKib, passes }: StretchCost) =>
  inTurn(() =>
    hashRaw(normalizePassword(passphrase), {
      salt,
      memoryCost: memoryKib,
      timeCost: passes,
      parallelism: 1,
      outputLen: 32,
    }),
  )
