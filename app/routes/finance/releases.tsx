import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { localize } from '#app/i18n/locale.ts'
import { useLocale, useT } from '#app/i18n/provider.tsx'
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
  const locale = useLocale()
  // One alone is paid on its own page.
  const canBatch = rows.filter(({ isForBatch }) => isForBatch).length > 1
  return (
    <Page crumbs={[{ to: paths.desk(), text: t('common.nav.desk') }]}>
      <Sheet>
        <h1>{t('release.title')}</h1>
        <p>{t('release.lead')}</p>
        {rows.length === 0 ? <p>{t('release.empty')}</p> : null}
        {/* The ticks of the list belong to this form, wherever they stand. */}
        <form id="together" action={localize(paths.releaseBatch(), locale)} />
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
                {row.worst === 'PASS' || row.blocked.includes('account') ? null : (
                  <li>
                    <Tag tone={row.worst === 'HIGH' ? 'due' : 'plain'}>
                      {t('release.payeeChecks')}: {t(`payout.level.${row.worst}`)}
                    </Tag>
                  </li>
                )}
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
              {row.isForBatch && canBatch ? (
                <label className="choice">
                  <input type="checkbox" name="tranche" value={row.trancheId} form="together" />
                  <span>{t('release.tick')}</span>
                </label>
              ) : null}
            </li>
          ))}
        </ul>
        {canBatch ? (
          <p>
            <button type="submit" form="together">
              {t('release.toBatch')}
            </button>
          </p>
        ) : null}
      </Sheet>
    </Page>
  )
}
