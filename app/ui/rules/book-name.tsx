import type { BookView } from '#app/services/rule-book/store.server.ts'
import { paths } from '#app/http/paths.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'
import { useFormat } from '#app/ui/format.ts'
import { A } from '#app/ui/link.tsx'

/** The book by its name and version, linked to its rules. */
export function BookName({ book }: { book: BookView }) {
  const t = useT()
  const locale = useLocale()
  const { day } = useFormat()
  return (
    <>
      <A to={paths.rule(book.code, book.version)}>{locale === 'en' ? book.title.en : book.title.zh}</A>{' '}
      <small className="note">{t('ruleBook.version', { version: book.version, validFrom: day(book.validFrom) })}</small>
    </>
  )
}
