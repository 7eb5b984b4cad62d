const nonceBytes = 12
const tagBytes = 16

/** What AES-256-GCM gives, as stored: nonce (12) ‖ tag (16) ‖ body. */
export type SealedParts = { nonce: Uint8Array; tag: Uint8Array; body: Uint8Array }

/** What an envelope around so many bytes adds to them. */
export const sealedOverhead = nonceBytes + tagBytes

export function joinSealed({ nonce, tag, body }: SealedParts): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(sealedOverhead + body.length)
  bytes.set(nonce, 0)
  bytes.set(tag, nonceBytes)
  bytes.set(body, sealedOverhead)
  return bytes
}

/** Undefined when there are too few bytes to be one. */
export function splitSealed(bytes: Uint8Array): SealedParts | undefined {
  if (bytes.length < sealedOverhead) return undefined
  return {
    nonce: bytes.subarray(0, nonceBytes),
    tag: bytes.subarray(nonceBytes, sealedOverhead),
    body: bytes.subarray(sealedOverhead),
  }
}
