import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { bookInForce } from '#app/domain/rule-book/choose.ts'
import { inWords } from '#app/domain/rule-book/in-words.ts'
import { compareDays, dayOf, toDay } from '#app/domain/shared/day.ts'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'
import { bookView, readRuleBooks } from '#app/services/rule-book/store.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Cite } from '#app/ui/rules/cite.tsx'
import { LineText } from '#app/ui/rules/line-text.tsx'

const params = z.object({ code: z.string().regex(/^[a-z-]{1,60}$/), version: z.coerce.number().int().min(1).max(9999) })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { code, version } }) => {
  const books = await readRuleBooks(ctx.db)
  const book = orNotFound(books.find((one) => one.code === code && one.version === version))
  const today = dayOf(ctx.now)
  const isInForce = bookInForce(books, book.method, today) === book
  const standing = isInForce
    ? ('inForce' as const)
    : compareDays(toDay(book.validFrom), today) > 0
      ? ('notYet' as const)
      : ('notInForce' as const)
  const parts = inWords(book)
  return {
    book: bookView(book),
    standing,
    parts,
    hasUnconfirmed: parts.some(({ lines }) => lines.some(({ citation }) => !citation.isConfirmed)),
  }
})

export const meta = pageMeta<Awaited<ReturnType<typeof loader>>>(
  (t, { book }) => `${t('ruleBook.title')} · ${book.code}`,
  (t) => t('ruleBook.description'),
)

export default function Rule() {
  const { book, standing, parts, hasUnconfirmed } = useLoaderData<typeof loader>()
  const t = useT()
  const locale = useLocale()
  const { day } = useFormat()
  return (
    <Page crumbs={[{ to: paths.rules(), text: t('ruleBook.crumb') }]}>
      <Sheet>
        <h1>{locale === 'en' ? book.title.en : book.title.zh}</h1>
        <ul className="meta">
          <li>{t('ruleBook.version', { version: book.version, validFrom: day(book.validFrom) })}</li>
          <li>{t(`ruleBook.${standing}`)}</li>
        </ul>
        {hasUnconfirmed ? <p className="note">{t('ruleBook.toBeConfirmedLead')}</p> : null}
        {parts.map(({ part, lines }) => (
          <section key={part} aria-labelledby={part}>
            <h2 id={part}>{t(`ruleBook.part.${part}`)}</h2>
            <table className="stack rule-lines">
              <thead>
                <tr>
                  <th scope="col">{t('ruleBook.rule')}</th>
                  <th scope="col">{t('ruleBook.source')}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line, index) => (
                  <tr key={index}>
                    <td>
                      <LineText line={line} />
                    </td>
                    <td>
                      <Cite citation={line.citation} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
      </Sheet>
    </Page>
  )
}
