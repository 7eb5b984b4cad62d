import { paths } from '#app/http/paths.ts'
import { periodText } from '#app/http/period-text.ts'
import type { bookPage } from '#app/http/statement-page.server.ts'
import { useDynamicT, useLocale, useT } from '#app/i18n/provider.tsx'
import type { BodyBooks, BookLines, BookView } from '#app/services/ledger/queries/ledger-books.server.ts'
import { Figures } from '#app/ui/figures.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Pager } from '#app/ui/pager.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'
import { AccountLabel, AccountLabels } from './account-label.tsx'
import { FileLinks } from './file-links.tsx'
import { PeriodForm, periodQuery } from './period-form.tsx'

/** What a book shows, in one sentence. */
export function useBookShows() {
  const t = useT()
  return ({ accountKinds, entryKinds }: Pick<BookView, 'accountKinds' | 'entryKinds'>) =>
    t('ledgerBook.shows', {
      accounts: accountKinds.map((kind) => t(`ledger.account.${kind}`)).join(t('ledgerBook.comma')),
      entries:
        entryKinds.length === 0
          ? t('ledgerBook.everyEntry')
          : entryKinds.map((kind) => t(`ledger.kind.${kind}`)).join(t('ledgerBook.comma')),
    })
}

/** The four books of one body, each a link. */
export function BookList({ books }: { books: BodyBooks['books'] }) {
  const shows = useBookShows()
  return (
    <ol className="rows">
      {books.map((book) => (
        <li key={book.id}>
          <A to={paths.ledgerBook(book.id)}>
            <Typed>{book.name}</Typed>
          </A>
          <p className="hint">{shows(book)}</p>
        </li>
      ))}
    </ol>
  )
}

export function BookPage({ view: { book, asked, lines } }: { view: Awaited<ReturnType<typeof bookPage>> }) {
  const t = useT()
  const locale = useLocale()
  const shows = useBookShows()
  const { money, number } = useFormat()
  return (
    <Page crumbs={[{ to: paths.books(), text: t('books.title') }]}>
      <Sheet>
        <h1>
          <Typed>{book.name}</Typed>
        </h1>
        <ul className="meta">
          <li>{book.bodyName}</li>
          {book.mayArrange ? (
            <li>
              <A to={paths.ledgerBookArrange(book.id)}>{t('ledgerBook.arrange')}</A>
            </li>
          ) : null}
        </ul>
        <p className="lead">{shows(book)}</p>
        <PeriodForm asked={asked} />
        {lines === null || asked.period === null ? null : (
          <>
            <h2>{periodText(asked.period, locale)}</h2>
            <Figures
              items={[
                { label: t('ledgerBook.count'), value: number(lines.lineCount) },
                { label: t('ledgerBook.debit'), value: money(lines.debitFen) },
                { label: t('ledgerBook.credit'), value: money(lines.creditFen) },
                ...(lines.heldFen === '0' ? [] : [{ label: t('statement.held'), value: money(lines.heldFen) }]),
              ]}
            />
            <FileLinks to={(format) => paths.ledgerBook(book.id, format)} query={periodQuery(asked)} />
          </>
        )}
      </Sheet>
      {lines === null ? null : (
        <Sheet labelledBy="lines">
          <h2 id="lines">{t('ledgerBook.lines')}</h2>
          {lines.lineCount === 0 ? <p>{t('ledgerBook.empty')}</p> : <Lines lines={lines} />}
          <Pager next={lines.nextCursor ?? undefined} />
        </Sheet>
      )}
    </Page>
  )
}

function Lines({ lines }: { lines: BookLines }) {
  const t = useT()
  const dynamic = useDynamicT()
  const { money, day } = useFormat()
  return (
    <>
      <p className="hint">{t('ledgerBook.notCounted')}</p>
      <table className="stack statement">
        <thead>
          <tr>
            <th scope="col">{t('statement.date')}</th>
            <th scope="col">{t('statement.account')}</th>
            <th scope="col">{t('statement.what')}</th>
            <th scope="col" className="num">
              {t('ledgerBook.debitColumn')}
            </th>
            <th scope="col" className="num">
              {t('ledgerBook.creditColumn')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.rows.map((line, index) => (
            <tr key={index}>
              <td className="day">{day(line.effectiveOn)}</td>
              <td>
                <AccountLabel account={line.account} />
              </td>
              <td>
                {dynamic(`ledger.kind.${line.kind}`)} · <AccountLabels accounts={line.others} />
                <span className="of">
                  {t('ledger.number', { seq: line.seq })}
                  {line.memo === '' ? null : (
                    <>
                      {' · '}
                      <Typed>{line.memo}</Typed>
                    </>
                  )}
                </span>
                {line.phase === 'posted' || line.phase === 'settle' ? null : (
                  <Tag tone={line.phase === 'pending' ? 'wait' : 'plain'}>{dynamic(`ledger.phase.${line.phase}`)}</Tag>
                )}
              </td>
              <td className="num" data-label={line.debitFen === null ? undefined : t('ledgerBook.debitColumn')}>
                {line.debitFen === null ? null : money(line.debitFen)}
              </td>
              <td className="num" data-label={line.creditFen === null ? undefined : t('ledgerBook.creditColumn')}>
                {line.creditFen === null ? null : money(line.creditFen)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
