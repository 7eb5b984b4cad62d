import { createHash } from 'node:crypto'
import type { BidContent } from '#app/domain/bid/content.ts'
import { type Digests, type DraftPart, digestsText, fieldTexts } from '#app/domain/bid/merge-draft.ts'

/** 72 bits of SHA-256: no two texts of one field meet by chance, and sixty fields are a line. */
const digestOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64url').slice(0, 12)

export const digestFields = (part: DraftPart, content: BidContent): Digests =>
  Object.fromEntries(Object.entries(fieldTexts(part, content)).map(([name, text]) => [name, digestOf(text)]))

/** What a page that shows this draft carries, to be sent back with what is typed into it. */
export const drawnFrom = (part: DraftPart, content: BidContent): string => digestsText(digestFields(part, content))
