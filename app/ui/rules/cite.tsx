import type { Citation } from '#app/domain/rule-book/cite.ts'
import { paths } from '#app/http/paths.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'

/** The rule by its number and article: Ministry of Finance Order No. 87, art. 43. */
export function useCitation(): (citation: Pick<Citation, 'docNo' | 'article'>) => string {
  const t = useT()
  const locale = useLocale()
  return ({ docNo, article }) => {
    const name = locale === 'en' ? docNo.en : docNo.zh
    return article === null ? t('ruleBook.cite', { docNo: name }) : t('ruleBook.citeArticle', { docNo: name, article })
  }
}

/** What is in the library has a number or is a law; what else a book quotes is nobody's document. */
const isDocument = (docNo: string) => /\d/.test(docNo)

/** Where a rule is written, linked to the document; says so plainly when the text has not been read again. */
export function Cite({ citation }: { citation: Citation }) {
  const t = useT()
  const text = useCitation()
  return (
    <span>
      {isDocument(citation.docNo.zh) ? (
        <A to={paths.policyCited(citation.docNo.zh)}>{text(citation)}</A>
      ) : (
        text(citation)
      )}{' '}
      {citation.isConfirmed ? null : <Tag tone="wait">{t('ruleBook.toBeConfirmed')}</Tag>}
    </span>
  )
}
