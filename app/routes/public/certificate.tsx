import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { pageMeta } from '#app/http/meta.ts'
import { orNotFound, pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { publicUrl } from '#app/http/session.server.ts'
import { localize } from '#app/i18n/locale.ts'
import { useT } from '#app/i18n/provider.tsx'
import { type CertificateView, readCertificate } from '#app/services/volunteer/queries/volunteers.server.ts'
import { useFormat } from '#app/ui/format.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { Mixed } from '#app/ui/mixed.tsx'

const params = z.object({ code: z.string().max(60) })

export const loader = pageLoader({ may: 'anyone', params }, async ({ ctx, params: { code } }) => ({
  certificate: orNotFound(await readCertificate(ctx, code)),
  address: new URL(localize(paths.certificateCheck(), ctx.locale), publicUrl()).href.replace(/^https?:\/\//, ''),
}))

export const meta = pageMeta((t) => t('volunteer.certificate.title'))

export default function Certificate() {
  const { certificate, address } = useLoaderData<typeof loader>() as { certificate: CertificateView; address: string }
  const t = useT()
  const { day } = useFormat()
  const [from, until] = [day(certificate.fromOn), day(certificate.untilOn)]
  const values = {
    when:
      from === until
        ? t('volunteer.certificate.onDay', { day: from })
        : t('volunteer.certificate.between', { from, until }),
    organization: certificate.organization.name,
    times: certificate.times,
    hours: certificate.hours,
  }
  const { name } = certificate
  return (
    <Page crumbs={[{ to: paths.volunteering(), text: t('volunteer.title') }]}>
      <Sheet>
        <h1>{t('volunteer.certificate.title')}</h1>
        <p>
          <Mixed
            text={
              name === null || name === ''
                ? t('volunteer.certificate.wordsNameless', values)
                : t('volunteer.certificate.words', { ...values, name })
            }
          />
        </p>
        {name === null ? <p className="hint">{t('volunteer.certificate.nameless')}</p> : null}
        {name === '' ? <p className="hint">{t('volunteer.certificate.gone')}</p> : null}
        <dl className="facts">
          <div>
            <dt>{t('volunteer.certificate.number')}</dt>
            <dd>{certificate.number}</dd>
          </div>
          <div>
            <dt>{t('volunteer.certificate.issuedOn')}</dt>
            <dd>{day(certificate.issuedOn)}</dd>
          </div>
          {certificate.code === null ? null : (
            <div>
              <dt>{t('volunteer.certificate.code')}</dt>
              <dd>
                <code>{certificate.code}</code>
              </dd>
            </div>
          )}
          <div>
            <dt>{t('volunteer.certificate.check')}</dt>
            <dd>{address}</dd>
          </div>
        </dl>
        {certificate.code === null ? null : <p className="screen-only">{t('volunteer.certificate.print')}</p>}
      </Sheet>
    </Page>
  )
}
