import { timingSafeEqual } from 'node:crypto'
import { combine, split } from 'shamir-secret-sharing'
import { openBox, sealTo, type SealedBox } from './sealed-box.server.ts'
import { newKeyPair, publicHalfOf } from '#app/services/shared/x25519.server.ts'

// A call's private key, split k of n (Shamir over GF(256), the audited package shamir-secret-sharing). The package does not notice
// shares that do not belong together: what it puts together is checked against the call's public key.

const info = 'commonweal.share/1'
type Binding = { callId: string; accountId: string; openingKeyId: string }
const purposeOf = ({ callId, accountId, openingKeyId }: Binding) => ({
  info,
  bound: [info, callId, accountId, openingKeyId].join('|'),
})

export type Holder = { accountId: string; openingKeyId: string; publicKey: Uint8Array }
export type SealedShare = { accountId: string; openingKeyId: string } & SealedBox

/** A new pair for a call; of its private half nothing is left but the shares, each encrypted to its holder. */
export async function makeSplitKey(
  callId: string,
  holders: readonly Holder[],
  threshold: number,
): Promise<{ publicKey: Uint8Array<ArrayBuffer>; shares: SealedShare[] }> {
  const { publicKey, privateKey } = newKeyPair()
  const parts = await split(privateKey, holders.length, threshold)
  privateKey.fill(0)
  const shares = holders.map(({ accountId, openingKeyId, publicKey: holderKey }, index) => {
    const part = parts[index]
    if (part === undefined) throw new Error('there are as many shares as holders')
    const box = sealTo(holderKey, part, purposeOf({ callId, accountId, openingKeyId }))
    part.fill(0)
    return { accountId, openingKeyId, ...box }
  })
  return { publicKey, shares }
}

/** A holder's share; undefined when it is not theirs or was changed. */
export const openShare = (box: SealedBox, privateKey: Uint8Array, binding: Binding): Buffer | undefined =>
  openBox(box, privateKey, purposeOf(binding))

/**
 * The call's private key (32 bytes, to be overwritten after use) out of any `threshold` of these shares. Undefined when no
 * choice of them makes the key that belongs to the public key: one bad share does not spoil the others.
 */
export async function rebuildKey(
  shares: readonly Uint8Array[],
  threshold: number,
  publicKey: Uint8Array,
): Promise<Uint8Array | undefined> {
  for (const chosen of choicesOf(shares, threshold)) {
    const candidate = await combined(chosen)
    if (candidate === undefined) continue
    const publicHalf = publicHalfOf(candidate)
    if (publicHalf.length === publicKey.length && timingSafeEqual(publicHalf, publicKey)) return candidate
    candidate.fill(0)
  }
  return undefined
}

async function combined(shares: readonly Uint8Array[]): Promise<Uint8Array | undefined> {
  try {
    const candidate = await combine(shares.map((share) => Uint8Array.from(share)))
    return candidate.length === 32 ? candidate : undefined
  } catch {
    // Shares of different lengths, or the same one twice.
    return undefined
  }
}

/** Every way of taking `count` of them; of at most seven there are never more than 35. */
function* choicesOf<T>(items: readonly T[], count: number): Generator<readonly T[]> {
  if (count === 0) yield []
  else
    for (const [index, item] of items.entries())
      for (const rest of choicesOf(items.slice(index + 1), count - 1)) yield [item, ...rest]
}
