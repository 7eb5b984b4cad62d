import type { BidContent } from '#app/domain/bid/content.ts'

/** A criterion as a page tells it. */
export type CriterionView = {
  code: string
  title: string
  guidance: string
  kind: 'SUBJECTIVE' | 'OBJECTIVE' | 'PRICE'
  maxPoints: string
  answerLimit: number
}

/** What a bid says, for a page: each answer with its question; files without their keys. */
export type ContentView = {
  answers: { code: string; title: string; guidance: string; maxPoints: string; limit: number; text: string }[]
  lines: BidContent['budgetLines']
  priceFen: string | null
  files: FileView[]
}
export type FileView = { fileId: string; name: string; size: number; mediaType: string; sha256: string }

export const contentView = (content: BidContent, criteria: readonly CriterionView[]): ContentView => ({
  answers: criteria
    .filter(({ kind }) => kind !== 'PRICE')
    .map(({ code, title, guidance, maxPoints, answerLimit }) => ({
      code,
      title,
      guidance,
      maxPoints,
      limit: answerLimit,
      text: content.answers[code] ?? '',
    })),
  lines: content.budgetLines,
  priceFen: content.priceFen,
  files: content.files.map(({ fileId, name, size, mediaType, sha256 }) => ({ fileId, name, size, mediaType, sha256 })),
})
