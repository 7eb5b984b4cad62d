import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { doesSendMail } from '#app/http/session.server.ts'
import { useT } from '#app/i18n/provider.tsx'
import { LetterSent } from '#app/ui/account/letter-sent.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

export const loader = pageLoader({ may: 'anyone' }, () => Promise.resolve({ isMailSent: doesSendMail() }))

export const meta = pageMeta((t) => t('privacy.request.sentTitle'))

export default function DataRequestSent() {
  const { isMailSent } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page crumbs={[{ to: paths.privacy(), text: t('privacy.title') }]}>
      <Sheet>
        <h1>{t('privacy.request.sentTitle')}</h1>
        <p>{t('privacy.request.sent')}</p>
        <LetterSent isMailSent={isMailSent} />
        <A className="button quiet" to={paths.askDataRequest()}>
          {t('privacy.request.again')}
        </A>
      </Sheet>
    </Page>
  )
}
