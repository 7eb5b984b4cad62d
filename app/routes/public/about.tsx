import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { isDemonstration } from '#app/services/shared/site-setting.server.ts'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

export const loader = pageLoader({ may: 'anyone' }, async ({ ctx }) => ({
  isDemonstration: await isDemonstration(ctx),
}))

export const meta = pageMeta((t) => t('home.about.title'))

export default function About() {
  const t = useT()
  const view = useLoaderData<typeof loader>()
  return (
    <Page>
      <Sheet>
        <h1>{t('home.about.title')}</h1>
        <h2>{t('home.about.what')}</h2>
        <p>{t('home.about.whatText')}</p>
        <p>
          <A to={paths.guides()}>{t('guide.about')}</A>
        </p>
        <h2>{t('home.about.open')}</h2>
        <p>{t('home.about.openText')}</p>
        <p>{t('home.about.sealedText')}</p>
        <h2>{t('home.about.languages')}</h2>
        <p>{t('home.about.languagesText')}</p>
        <h2 id="accessibility">{t('home.about.access')}</h2>
        <p>{t('home.about.accessText')}</p>
        <p>{t('home.about.accessHelp')}</p>
        <h2>{t('home.about.data')}</h2>
        <p>{t('home.about.dataText')}</p>
        {view.isDemonstration ? <p className="notice">{t('home.about.demonstrationText')}</p> : null}
        <h2>{t('home.about.contact')}</h2>
        <p>{t('home.about.contactText')}</p>
      </Sheet>
    </Page>
  )
}
