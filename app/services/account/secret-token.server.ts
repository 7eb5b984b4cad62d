import { randomBytes } from 'node:crypto'
import { hashToken } from './read-session.server.ts'

/** 256 bits of chance for a cookie or a link; the database keeps the hash only. */
export function newToken(): { token: string; tokenHash: Uint8Array<ArrayBuffer> } {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: hashOf(token) }
}

export const hashOf = (token: string): Uint8Array<ArrayBuffer> => new Uint8Array(hashToken(token))
