import { timingSafeEqual } from 'node:crypto'
import type { Keys } from './keys.server.ts'

type Purpose = 'saved-search' | 'follow'

const tagBytes = 16

const tagOf = (keys: Keys, purpose: Purpose, id: string) => keys.tag(purpose, `stop ${id}`).subarray(0, tagBytes)

/** Ends the letters about this one thing, and nothing else. Computed from the site's secret: it stands in no table. */
export const writeStopToken = (keys: Keys, purpose: Purpose, id: string): string =>
  Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), tagOf(keys, purpose, id)]).toString('base64url')

/** Whose letters a token ends; undefined when it is not one of ours. */
export function readStopToken(keys: Keys, purpose: Purpose, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 16 + tagBytes || bytes.toString('base64url') !== token) return undefined
  const id = bytes
    .subarray(0, 16)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return timingSafeEqual(bytes.subarray(16), tagOf(keys, purpose, id)) ? id : undefined
}
