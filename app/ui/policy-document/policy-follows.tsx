import type { PolicyArea } from '#app/domain/policy-document/areas.ts'
import { paths } from '#app/http/paths.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'
import type { PolicyBook, PolicyPart } from '#app/services/policy-document/queries/policy-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Mixed } from '#app/ui/mixed.tsx'
import { BookName } from '#app/ui/rules/book-name.tsx'
import { LineText } from '#app/ui/rules/line-text.tsx'
import { Tag } from '#app/ui/tag.tsx'

/** Where the public meets what an area decides; the others show on pages of a call or a project alone. */
const pageOf: Partial<Record<PolicyArea, string>> = {
  rule_book: paths.rules(),
  credit_rule: paths.credit(),
  credit_effect: paths.credit(),
  rating_rule: paths.ratings(),
  recognition: paths.recognition(),
  incubator_rule: paths.incubators(),
  assembly_rule: paths.meetings(),
  assignment_report_rule: paths.responsibilities(),
  appeal_rule: paths.appeals(),
  post_price_rule: paths.postPrices(),
  volunteer_rule: paths.volunteering(),
  regional_indicator: paths.indicators(),
  beneficiary_group: paths.projects(),
  open_data: paths.openData(),
}

/** What on this site follows from a document: books rule by rule, then the other parts in the words of their sources. */
export function PolicyFollows({ books, parts }: { books: readonly PolicyBook[]; parts: readonly PolicyPart[] }) {
  const t = useT()
  return (
    <Sheet labelledBy="follows">
      <h2 id="follows">{t('policy-document.follows.title')}</h2>
      {books.length === 0 && parts.length === 0 ? (
        <p>{t('policy-document.follows.none')}</p>
      ) : (
        <p>{t('policy-document.follows.lead')}</p>
      )}
      {books.map((one) => (
        <Book key={`${one.book.code}${one.book.version}`} of={one} />
      ))}
      {parts.map((part) => (
        <Part key={part.area} part={part} />
      ))}
    </Sheet>
  )
}

function Book({ of: { book, lines } }: { of: PolicyBook }) {
  const t = useT()
  return (
    <section>
      <h3>
        <BookName book={book} />
      </h3>
      <ul>
        {lines.map((line, index) => (
          <li key={index}>
            <LineText line={line} />{' '}
            {line.citation.article === null ? null : (
              <small className="note">{t('policy-document.article', { article: line.citation.article })}</small>
            )}{' '}
            {line.citation.isConfirmed ? null : <Tag tone="wait">{t('ruleBook.toBeConfirmed')}</Tag>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Part({ part: { area, lines } }: { part: PolicyPart }) {
  const t = useT()
  const locale = useLocale()
  const { day } = useFormat()
  const to = pageOf[area]
  const name = t(`policy-document.area.${area}`)
  return (
    <section>
      <h3>{to === undefined ? name : <A to={to}>{name}</A>}</h3>
      {lines.length === 0 ? <p>{t('policy-document.follows.byPurpose')}</p> : null}
      <ul>
        {lines.map(({ words, validFrom, isConfirmed }) => (
          <li key={`${words}${validFrom ?? ''}`}>
            {locale === 'en' ? <Mixed text={words} /> : words}{' '}
            {validFrom === null ? null : (
              <small className="note">{t('policy-document.validFrom', { day: day(validFrom) })}</small>
            )}{' '}
            {isConfirmed ? null : <Tag tone="wait">{t('ruleBook.toBeConfirmed')}</Tag>}
          </li>
        ))}
      </ul>
    </section>
  )
}
