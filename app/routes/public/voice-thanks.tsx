import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

/** Knows which project was served, never who: the address holds no code. */
export const loader = pageLoader({ may: 'anyone' }, ({ url }) => {
  const projectNo = url.searchParams.get('project') ?? ''
  return Promise.resolve({ projectNo: /^[\w-]{1,40}$/.test(projectNo) ? projectNo : null })
})

export const meta = pageMeta((t) => t('voice.thanks.title'))

export default function VoiceThanks() {
  const { projectNo } = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page>
      <Sheet>
        <h1>{t('voice.thanks.title')}</h1>
        <p className="lead-line">{t('voice.thanks.lead')}</p>
        <h2>{t('voice.thanks.next')}</h2>
        <ul className="plain-list">
          <li>{t('voice.thanks.together')}</li>
          <li>{t('voice.thanks.comment')}</li>
          <li>{t('voice.thanks.use')}</li>
        </ul>
        {projectNo === null ? null : (
          <p>
            <A to={paths.project(projectNo)}>{t('voice.answer.projectPage')}</A>
          </p>
        )}
      </Sheet>
    </Page>
  )
}
