import { useLoaderData } from '@remix-run/react'
import { pageMeta } from '#app/http/meta.ts'
import { pageLoader } from '#app/http/page.server.ts'
import { paths } from '#app/http/paths.ts'
import { guides } from '#app/i18n/guide/index.ts'
import { readGuide } from '#app/i18n/guide/read.ts'
import { useT } from '#app/i18n/provider.tsx'
import { Said } from '#app/ui/guide/said.tsx'
import { Page, Sheet } from '#app/ui/layout/page.tsx'
import { A } from '#app/ui/link.tsx'

export const loader = pageLoader({ may: 'anyone' }, ({ ctx }) =>
  Promise.resolve(
    guides.map((guide) => {
      const { role, title, who } = readGuide(guide, ctx.locale)
      return { role, title, who }
    }),
  ),
)

export const meta = pageMeta(
  (t) => t('guide.title'),
  (t) => t('guide.description'),
)

export default function GuidesPage() {
  const list = useLoaderData<typeof loader>()
  const t = useT()
  return (
    <Page>
      <Sheet>
        <h1>{t('guide.title')}</h1>
        <p>{t('guide.lead')}</p>
        <ul className="rows">
          {list.map(({ role, title, who }) => (
            <li key={role}>
              <h2>
                <A to={paths.guide(role)}>{title}</A>
              </h2>
              <p>
                <Said pieces={who} />
              </p>
            </li>
          ))}
        </ul>
      </Sheet>
    </Page>
  )
}
