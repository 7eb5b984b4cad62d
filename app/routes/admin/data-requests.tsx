import { useLoaderData } from '@remix-run/react'
import { cursorOf } from '#app/http/cursor.ts'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readDataRequests } from '#app/services/privacy/queries/data-requests.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { AdminPage, NextPage } from './admin-page.tsx'

export const loader = pageLoader({ may: 'administrator' }, ({ ctx, url }) => readDataRequests(ctx, cursorOf(url)))

type Row = Awaited<ReturnType<typeof loader>>['open'][number]

export const meta = pageMeta((t) => t('privacy.request.admin.title'))

export default function DataRequestsPage() {
  const { open, answered, next } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <AdminPage>
      <Sheet>
        <h1>{t('privacy.request.admin.title')}</h1>
        <p>{t('privacy.request.admin.lead')}</p>
      </Sheet>
      <Sheet labelledBy="open">
        <h2 id="open">{t('privacy.request.admin.open')}</h2>
        {open.length === 0 ? (
          <p>{t('privacy.request.admin.none')}</p>
        ) : (
          <Requests rows={open} last={t('privacy.request.admin.due')} />
        )}
      </Sheet>
      <Sheet labelledBy="answered">
        <h2 id="answered">{t('privacy.request.admin.done')}</h2>
        {answered.length === 0 ? (
          <p>{t('privacy.request.admin.noDone')}</p>
        ) : (
          <Requests rows={answered} last={t('privacy.request.admin.outcomeLabel')} />
        )}
        <NextPage to={next === null ? undefined : `${paths.adminDataRequests()}?after=${next}`}>
          {t('common.nav.next')}
        </NextPage>
      </Sheet>
    </AdminPage>
  )
}

function Requests({ rows, last }: { rows: readonly Row[]; last: string }) {
  const t = useT()
  const { day, instant } = useFormat()
  return (
    <table className="stack">
      <thead>
        <tr>
          <th scope="col">{t('privacy.request.admin.no')}</th>
          <th scope="col">{t('privacy.request.wishLabel')}</th>
          <th scope="col">{t('privacy.request.aboutLabel')}</th>
          <th scope="col">{last}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <A to={paths.adminDataRequest(row.id)}>{row.requestNo}</A>
            </th>
            <td data-label={t('privacy.request.wishLabel')}>{t(`privacy.request.wish.${row.wish}`)}</td>
            <td data-label={t('privacy.request.aboutLabel')}>{t(`privacy.request.about.${row.about}`)}</td>
            <td data-label={last}>
              {row.answeredAt === null || row.outcome === null ? (
                <>
                  {day(row.dueOn)} {row.isLate ? <Tag tone="due">{t('privacy.request.admin.late')}</Tag> : null}
                </>
              ) : (
                <>
                  {t(`privacy.request.outcome.${row.outcome}`)}
                  <br />
                  {instant(row.answeredAt)}
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
