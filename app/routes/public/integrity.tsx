import { useLoaderData } from '@remix-run/react'
import { digestText } from '#app/domain/audit-trail/canonical.ts'
import { pageMeta } from '#app/http/meta.ts'
import { publisher } from '#app/http/open-data.server.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { readDigests } from '#app/services/audit-trail/queries/digests.server.ts'
import { readIntegrity } from '#app/services/audit-trail/queries/integrity.server.ts'
import { IntegrityState } from '#app/ui/audit-trail/integrity.tsx'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

const daysShown = 30

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx }) => {
  const [integrity, digests] = await Promise.all([readIntegrity(ctx.db), readDigests(ctx.db, daysShown)])
  const latest = digests.at(-1)
  return {
    // Where a record stands is for who may read it.
    integrity: {
      ...integrity,
      inspection: integrity.inspection && {
        ...integrity.inspection,
        fault: integrity.inspection.fault && { ...integrity.inspection.fault, what: '' },
      },
    },
    digests: digests.toReversed(),
    latestText: latest === undefined ? null : digestText(latest),
    address: `${publisher().baseUrl}${paths.openDigests()}`,
  }
})

export const meta = pageMeta(
  (t) => t('audit-trail.title'),
  (t) => t('audit-trail.description'),
)

/** Anybody may keep today's digest, and find out later whether anything before it was changed. */
export default function IntegrityPage() {
  const { integrity, digests, latestText, address } = useLoaderData<typeof loader>()
  const t = useT()
  const { day, number } = useFormat()
  return (
    <Page>
      <Sheet>
        <h1>{t('audit-trail.title')}</h1>
        <p>{t('audit-trail.lead')}</p>
        <IntegrityState integrity={integrity} />
      </Sheet>
      <Sheet labelledBy="how">
        <h2 id="how">{t('audit-trail.how.title')}</h2>
        <ul>
          <li>{t('audit-trail.how.chain')}</li>
          <li>{t('audit-trail.how.digest')}</li>
          <li>{t('audit-trail.how.keep')}</li>
          <li>{t('audit-trail.how.limits')}</li>
        </ul>
        <p>
          <a href={paths.openDigests()}>{t('audit-trail.file')}</a> ·{' '}
          <A to={paths.ledgerProof()}>{t('books.publicTitle')}</A> · <A to={paths.openData()}>{t('openData.title')}</A>
        </p>
      </Sheet>
      <Sheet labelledBy="digests">
        <h2 id="digests">{t('audit-trail.digests')}</h2>
        {digests.length === 0 ? (
          <p>{t('audit-trail.noDigest')}</p>
        ) : (
          <table className="stack">
            <thead>
              <tr>
                <th scope="col">{t('audit-trail.day')}</th>
                <th scope="col" className="num">
                  {t('audit-trail.records')}
                </th>
                <th scope="col">{t('audit-trail.digest')}</th>
              </tr>
            </thead>
            <tbody>
              {digests.map((one) => (
                <tr key={one.day}>
                  <th scope="row">{day(one.day)}</th>
                  <td className="num" data-label={t('audit-trail.records')}>
                    {number(one.audit.count + one.event.count + one.ledger.count)}
                  </td>
                  <td data-label={t('audit-trail.digest')}>
                    <code className="hash">{one.digest}</code>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Sheet>
      <Sheet labelledBy="verify">
        <h2 id="verify">{t('audit-trail.verify.title')}</h2>
        <p>{t('audit-trail.verify.digest')}</p>
        {latestText === null ? null : <pre className="hash">{latestText}</pre>}
        <p>{t('audit-trail.verify.links')}</p>
        <p>{t('audit-trail.verify.command')}</p>
        <pre className="hash">{`curl -o digests.json ${address}\nnpm run --silent audit:verify -- --from digests.json`}</pre>
      </Sheet>
    </Page>
  )
}
