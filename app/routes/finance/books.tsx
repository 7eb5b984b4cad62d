import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { gates } from '#app/domain/account/gates.ts'
import { closeMonthForm } from '#app/domain/ledger/schema.ts'
import { pageMeta } from '#app/http/meta.ts'
import { on, pageAction, pageLoader, redirectWithToast } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { closeMonth } from '#app/services/ledger/close-month.server.ts'
import { inspectBooks } from '#app/services/ledger/inspect-books.server.ts'
import { type BodyMonths, readAnchors, readInspection, readMonths } from '#app/services/ledger/queries/books.server.ts'
import { readLedgerBooks } from '#app/services/ledger/queries/ledger-books.server.ts'
import { useFormState } from '#app/ui/form/form-state.ts'
import { PostForm, Submit } from '#app/ui/form/post-form.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Anchors } from '#app/ui/ledger/anchors.tsx'
import { BookList } from '#app/ui/ledger/book-view.tsx'
import { Inspection } from '#app/ui/ledger/inspection.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'books' }, async ({ ctx }) => {
  const [inspection, anchors, months, bodies] = await Promise.all([
    readInspection(ctx),
    readAnchors(ctx),
    readMonths(ctx),
    readLedgerBooks(ctx),
  ])
  return { inspection, anchors, months, bodies, mayClose: gates.finance(ctx.actor) }
})

export const action = pageAction(
  { may: 'books' },
  {
    inspect: on(z.object({}), async ({ ctx }) => {
      const done = await inspectBooks(ctx)
      return done.ok ? redirectWithToast(ctx, paths.books(), 'books.toast.inspected') : done
    }),
    close: on(closeMonthForm, async ({ ctx, input }) => {
      const closed = await closeMonth(ctx, input)
      return closed.ok ? redirectWithToast(ctx, paths.books(), 'books.toast.closed') : closed
    }),
  },
)

export const meta = pageMeta((t) => t('books.title'))

export default function Books() {
  const { inspection, anchors, months, bodies, mayClose } = useLoaderData<typeof loader>()
  const t = useT()
  const form = useFormState('inspect')
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      {/* Who keeps the site watches the checks, and no body's books. */}
      {bodies.length === 0 ? (
        <h1>{t('books.title')}</h1>
      ) : (
        <Sheet>
          <h1>{t('books.title')}</h1>
          <h2>{t('ledgerBook.four')}</h2>
          <p>{t('ledgerBook.fourLead')}</p>
          {bodies.map((body) => (
            <div key={body.bodyId}>
              {bodies.length === 1 ? null : <h3>{body.name}</h3>}
              <BookList books={body.books} />
              <p>
                <A to={`${paths.trialBalance()}${bodies.length === 1 ? '' : `?body=${body.bodyId}`}`}>
                  {t('statement.trial')}
                </A>
              </p>
            </div>
          ))}
        </Sheet>
      )}
      <Sheet labelledBy="check">
        <h2 id="check">{t('books.check')}</h2>
        <p>{t('books.lead')}</p>
        <Inspection inspection={inspection} />
        <PostForm form={form}>
          <p>{t('books.inspectLead')}</p>
          <Submit>{t('books.inspect')}</Submit>
        </PostForm>
      </Sheet>
      {months.length === 0 ? null : (
        <Sheet labelledBy="months">
          <h2 id="months">{t('books.months')}</h2>
          <p>{t('books.monthsLead')}</p>
          {months.map((body) => (
            <Months key={body.bodyId} body={body} mayClose={mayClose} />
          ))}
        </Sheet>
      )}
      <Sheet labelledBy="chain">
        <h2 id="chain">{t('books.chain')}</h2>
        <p>{t('books.chainLead')}</p>
        <Anchors anchors={anchors} />
      </Sheet>
    </Page>
  )
}

function Months({ body, mayClose }: { body: BodyMonths; mayClose: boolean }) {
  const t = useT()
  const { month, instant } = useFormat()
  const form = useFormState('close')
  return (
    <section aria-label={body.name}>
      <h3>
        <Typed>{body.name}</Typed>
      </h3>
      {body.next === null ? <p>{t('books.noMonth')}</p> : null}
      {body.next === null || !mayClose ? null : (
        <PostForm form={form}>
          <input type="hidden" name="bodyId" value={body.bodyId} />
          <input type="hidden" name="month" value={body.next} />
          <Submit>{t('books.close', { month: month(body.next) })}</Submit>
        </PostForm>
      )}
      <ul className="meta">
        {body.closed.map((closed) => (
          <li key={closed.month}>
            {t('books.closedMonth', { month: month(closed.month) })} · {instant(closed.closedAt)}{' '}
            <Typed>{closed.closedByName}</Typed>
          </li>
        ))}
      </ul>
    </section>
  )
}
