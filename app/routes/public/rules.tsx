import { useLoaderData } from '@remix-run/react'
import { bookInForce } from '#app/domain/rule-book/choose.ts'
import { callMethods } from '#app/domain/call/terms.ts'
import { dayOf } from '#app/domain/shared/day.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { bookView, readRuleBooks } from '#app/services/rule-book/store.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { BookName } from '#app/ui/rules/book-name.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx }) => {
  const books = await readRuleBooks(ctx.db)
  const inForce = callMethods.flatMap((method) => bookInForce(books, method, dayOf(ctx.now)) ?? [])
  return {
    inForce: inForce.map(bookView),
    others: books.filter((book) => !inForce.includes(book)).map(bookView),
  }
})

export const meta = pageMeta(
  (t) => t('ruleBook.title'),
  (t) => t('ruleBook.description'),
)

export default function Rules() {
  const { inForce, others } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page>
      <Sheet>
        <h1>{t('ruleBook.title')}</h1>
        <p>{t('ruleBook.lead')}</p>
        <h2>{t('ruleBook.inForce')}</h2>
        <ul>
          {inForce.map((book) => (
            <li key={book.code}>
              <BookName book={book} />
            </li>
          ))}
        </ul>
        <p>
          <A to={paths.postPrices()}>{t('post-price.calculator')}</A>
        </p>
        {others.length === 0 ? null : (
          <>
            <h2>{t('ruleBook.earlier')}</h2>
            <ul>
              {others.map((book) => (
                <li key={`${book.code}${book.version}`}>
                  <BookName book={book} />
                </li>
              ))}
            </ul>
          </>
        )}
        <ListFiles list="rules" />
      </Sheet>
    </Page>
  )
}
