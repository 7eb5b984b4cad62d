import type { RuleBook } from './rule-book.ts'

/** Where a rule is written, as a page prints it: document number in both languages, article, and whether it was confirmed. */
export type Citation = {
  docNo: { zh: string; en: string }
  article: string | null
  isConfirmed: boolean
}

/** @throws when the book does not name the source: the schema of books does not let that in. */
export function cite(
  { sources }: Pick<RuleBook, 'sources'>,
  { source, article }: { source: string; article?: string | undefined },
): Citation {
  const named = sources[source]
  if (named === undefined) throw new Error(`unknown source ${source}`)
  return { docNo: named.docNo, article: article ?? null, isConfirmed: named.isConfirmed }
}
