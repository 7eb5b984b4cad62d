import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readSingleNotices } from '#app/services/single-source/queries/single-source-page.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { ListFiles } from '#app/ui/open-data/list-files.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx }) => ({ notices: await readSingleNotices(ctx) }))

export const meta = pageMeta(
  (t) => t('single.publicTitle'),
  (t) => t('single.publicLead'),
)

export default function SingleSourceNotices() {
  const { notices } = useLoaderData<typeof loader>()
  const t = useT()
  const { wan, day } = useFormat()
  return (
    <Page crumbs={[{ to: paths.calls(), text: t('common.nav.calls') }]}>
      <Sheet>
        <h1>{t('single.publicTitle')}</h1>
        <p>{t('single.publicLead')}</p>
        {notices.length === 0 ? <p>{t('single.none')}</p> : null}
        <ul className="rows">
          {notices.map((notice) => (
            <li key={notice.callId}>
              <h2>
                <A to={paths.singleSource(notice.callId)}>
                  <Typed>{notice.title}</Typed>
                </A>
              </h2>
              <ul className="meta">
                <li>
                  <Tag tone={notice.isRunning ? 'open' : 'plain'}>
                    {t(notice.isRunning ? 'single.running' : 'single.over')}
                  </Tag>
                </li>
                <li>{notice.bodyName}</li>
                <li>
                  {t('single.supplier')} <Typed>{notice.organization}</Typed>
                </li>
                <li>{wan(notice.budgetFen)}</li>
                <li>
                  {t('single.endsOn')} {day(notice.endsOn)}
                </li>
              </ul>
            </li>
          ))}
        </ul>
        <ListFiles list="single-source" />
      </Sheet>
    </Page>
  )
}
