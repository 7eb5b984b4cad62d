import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readReleases } from '#app/services/project/queries/releases.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'
import { PaymentDue } from '#app/ui/project/payment-due.tsx'
import { Tag } from '#app/ui/tag.tsx'
import { Typed } from '#app/ui/typed.tsx'

export const loader = pageLoader({ may: 'finance' }, async ({ ctx }) => ({ rows: await readReleases(ctx) }))

export const meta = pageMeta((t) => t('release.title'))

export default function Releases() {
  const { rows } = useLoaderData<typeof loader>()
  const t = useT()
  const { money } = useFormat()
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('release.title')}</h1>
        <p>{t('release.lead')}</p>
        {rows.length === 0 ? <p>{t('release.empty')}</p> : null}
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.trancheId}>
              <div className="line">
                <h2>
                  <A to={paths.release(row.trancheId)}>
                    <Typed>{row.projectTitle}</Typed> · {t('milestone.short', { position: row.milestonePosition })}
                  </A>
                </h2>
                <span className="money">{money(row.amountFen)}</span>
              </div>
              <ul className="meta">
                <li>
                  <Typed>{row.organizationName}</Typed>
                </li>
                <li>{row.projectNo}</li>
                <li>
                  <Typed>{row.milestoneTitle}</Typed>
                </li>
                <li>{row.daysWaiting === 0 ? t('release.today') : t('release.waiting', { days: row.daysWaiting })}</li>
                <li>
                  <PaymentDue clock={row.clock} />
                </li>
                <li>
                  {row.blocked.length === 0 ? (
                    <Tag tone="open">{t('release.ready')}</Tag>
                  ) : (
                    row.blocked.map((why) => (
                      <span key={why}>
                        <Tag tone="due">{t(`release.blocked.${why}`)}</Tag>{' '}
                      </span>
                    ))
                  )}
                </li>
              </ul>
            </li>
          ))}
        </ul>
      </Sheet>
    </Page>
  )
}
