import { z } from 'zod'
import { type Digest, digestText } from './canonical.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const head = z.strictObject({ count: z.number().int().min(0), hash })
const digest = z.object({
  day: z.iso.date(),
  audit: head,
  event: head,
  ledger: head,
  madeAt: z.string(),
  previous: hash,
  digest: hash,
})

/** A file of digests as the site publishes it, or a list of them; undefined where it is neither. */
export function readSavedDigests(json: unknown): Digest[] | undefined {
  const read = z.union([z.object({ digests: z.array(digest) }), z.array(digest)]).safeParse(json)
  if (!read.success) return undefined
  return Array.isArray(read.data) ? read.data : read.data.digests
}

/** The file that is published: the digests, each with the text it is the hash of. */
export const digestsFile = (site: string, digests: readonly Digest[]): string =>
  `${JSON.stringify({ site, format: 'commonweal digest 1', digests: digests.map((each) => ({ ...each, text: digestText(each) })) }, null, 2)}\n`
